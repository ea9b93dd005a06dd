import { count, list, share } from '../../slack/ui/format.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { escapeWithin } from '../../slack/ui/mrkdwn.ts'
import { FEW } from '../../slack/ui/text-table.ts'
import type { FailureText } from '../failure-message.ts'
import { insteadOfRows } from './blocks.ts'
import { reasonText } from './failed-places.ts'
import { type Answered, comparedCaveat, comparedHeadline, comparedTitle } from './headline.ts'
import type { ComparedRow } from './table.ts'

const rowInWords = ({ name, counts }: ComparedRow, answered: readonly Answered[]): string => {
  const cells = counts.map((part, at) => {
    const total = answered[at]?.shown.total ?? 0
    return total < FEW ? count(part) : `${count(part)} (${share(part, total)})`
  })
  return `${name}: ${list(cells)}`
}

const titleAndLead = (answered: readonly Answered[], category: string | null): string =>
  `${comparedTitle(answered, category)}. ${comparedHeadline(answered, (words) => words)}.`

/**
 * The comparison as one line of text, for notifications and screen readers, which read it instead of the
 * blocks: escaped, 4,000 characters at most. What is missing stands before the rows, which may be cut.
 */
export const comparisonSummary = (
  answered: readonly Answered[],
  rows: readonly ComparedRow[],
  category: string | null,
  reasons: readonly FailureText[],
): string => {
  const listed = rows.map((row) => rowInWords(row, answered)).join('; ')
  const parts = [
    answered.length === 0 ? '' : titleAndLead(answered, category),
    reasonText(reasons),
    comparedCaveat(answered) ?? '',
    listed === '' ? (insteadOfRows(answered, rows) ?? '') : `${listed}.`,
  ]
  return escapeWithin(parts.filter((part) => part !== '').join(' '), LIMITS.messageText)
}
