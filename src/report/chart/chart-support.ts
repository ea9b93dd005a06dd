import { LRUCache } from 'lru-cache'
import { type Message, words } from '../../slack/ui/blocks.ts'
import { notice } from '../../slack/ui/notice.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
// Beyond so many workspaces one is asked again sooner, which costs it one sentence.
const MAX_WORKSPACES = 10_000

/** Which workspaces have charts, as far as is known: Slack gives them to one after the other. */
export type ChartRefusals = {
  /** Whether a chart is offered in a workspace, by its team id. */
  readonly offeredIn: (workspace: string) => boolean
  /** Slack took no chart there: none is offered for a day. */
  readonly refusedIn: (workspace: string) => void
}

/** Refusals in memory alone, each for a day. `clock` gives ms since the epoch. */
export const createChartRefusals = (clock: () => number): ChartRefusals => {
  const refused = new LRUCache<string, number>({ max: MAX_WORKSPACES })
  return {
    offeredIn: (workspace) => {
      const at = refused.get(workspace)
      const ago = at === undefined ? DAY_MS : clock() - at
      // A clock set back must not prolong it.
      return ago < 0 || ago >= DAY_MS
    },
    refusedIn: (workspace) => void refused.set(workspace, clock()),
  }
}

/** What is said instead of a chart. */
export const chartsRefused = (): Message =>
  notice({
    happened: 'This workspace cannot show charts yet.',
    next: [words('The report has the same figures.')],
  })
