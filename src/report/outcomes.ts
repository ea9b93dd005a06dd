import type { Figures } from '../crime/report.ts'
import { oneLine } from '../slack/limits.ts'
import type { Row } from './figures.ts'
import { inWords } from './numbers.ts'

const SHOWN = 6

const folded = (figures: Figures): Row[] => {
  const rows = figures.byOutcome.map(({ outcome, count }) => ({ name: oneLine(outcome), count }))
  const rest = rows.slice(SHOWN)
  // One left over is shown: "One other outcome" would take the same line and say less.
  if (rest.length < 2) return rows
  const together = rest.reduce((sum, { count }) => sum + count, 0)
  return [...rows.slice(0, SHOWN), { name: `${inWords(rest.length)} other outcomes`, count: together }]
}

/**
 * How the incidents ended, in the police's words, most first; what is folded says how many it is. With the
 * incidents that have no outcome it adds up to the total.
 */
export const outcomeRows = (figures: Figures): Row[] => {
  const without = [
    { name: 'None given', count: figures.outcomeNotGiven },
    { name: 'Anti-social behaviour: not published', count: figures.outcomeNotPublished },
  ]
  return [...folded(figures), ...without.filter(({ count }) => count > 0)]
}
