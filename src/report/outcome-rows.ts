import type { IncidentCounts } from '../crime/report.ts'
import { inWords } from '../slack/ui/format.ts'
import { cut, oneLine } from '../slack/ui/limits.ts'
import type { Row } from '../slack/ui/text-table.ts'

const SHOWN = 6
const LONGEST_NAME = 60

const nameOf = (outcome: string): string => cut(oneLine(outcome), LONGEST_NAME) || 'Unnamed outcome'

const folded = (figures: IncidentCounts): Row[] => {
  const rows = figures.byOutcome.map(({ outcome, count }) => ({ name: nameOf(outcome), count }))
  const rest = rows.slice(SHOWN)
  // One left over is shown: "One other outcome" would take the same line and say less.
  if (rest.length < 2) return rows
  const together = rest.reduce((sum, { count }) => sum + count, 0)
  return [...rows.slice(0, SHOWN), { name: `${inWords(rest.length)} other outcomes`, count: together }]
}

/** Said instead of outcomes where there can be none. Source: DATA.md. */
export const NO_OUTCOME_PUBLISHED = 'No outcome is published for anti-social behaviour.'

/** What stands over them: one incident has one outcome. Source: wireframes, NOTES.md, 5. */
export const outcomeHeading = ({ total }: IncidentCounts): string => (total === 1 ? 'Outcome' : 'Outcomes')

/**
 * How the incidents ended, in the police's words, most first; what is folded says how many it is. With the
 * incidents that have no outcome it adds up to the total.
 */
export const outcomeRows = (figures: IncidentCounts): Row[] => {
  const without = [
    { name: 'None given', count: figures.outcomeNotGiven },
    { name: 'Anti-social behaviour: not published', count: figures.outcomeNotPublished },
  ]
  return [...folded(figures), ...without.filter(({ count }) => count > 0)]
}
