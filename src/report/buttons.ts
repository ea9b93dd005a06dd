import type { Button, Overflow } from '@slack/types'
import { packQuery, type ReportQuery, unpackQuery } from '../crime/report-query.ts'
import { button, overflow } from '../slack/ui/elements.ts'
import { defineAction } from '../slack/ui/typed-action.ts'

/** What else can be had of a report. */
export type OverflowChoice = 'chart' | 'text'

const WORDS: Readonly<Record<OverflowChoice, string>> = { chart: 'Chart', text: 'Copy as text' }

/** A further choice and the report it is of. */
export type OverflowTarget = { readonly choice: OverflowChoice; readonly query: ReportQuery }

/** "chart LE1 1WA;burglary", for an option's value: nothing in it comes from the supplier. */
const pack = ({ choice, query }: OverflowTarget): string => `${choice} ${packQuery(query)}`

const unpack = (text: string): OverflowTarget | null => {
  const [, choice, rest = ''] = /^(chart|text) (.*)$/.exec(text) ?? []
  const query = unpackQuery(rest)
  return query === null ? null : { choice: choice === 'chart' ? 'chart' : 'text', query }
}

/** A choice among a report's further ones. */
export const overflowAction = defineAction<OverflowTarget>('report.more', pack, unpack)

/**
 * The further choices behind three dots; a single one is a button, since a menu of one hides it for nothing
 * (and that Slack takes one is not documented).
 */
export const overflowMenu = (
  query: ReportQuery,
  choices: readonly OverflowChoice[],
): (Button | Overflow)[] => {
  const [only, ...others] = choices
  if (only === undefined) return []
  if (others.length === 0) return [button(WORDS[only], overflowAction.press({ choice: only, query }))]
  const options = choices.map((choice) => ({ text: WORDS[choice], value: pack({ choice, query }) }))
  return [overflow(overflowAction.id, options)]
}
