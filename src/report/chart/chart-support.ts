import { LRUCache } from 'lru-cache'
import { type Message, span } from '../../slack/ui/blocks.ts'
import { notice } from '../../slack/ui/notice.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
// A workspace that the LRU evicts is offered charts again before the day is over.
const MAX_WORKSPACES = 10_000

/** Which workspaces accept charts, as far as is known: Slack introduces charts to one workspace after the other. */
export type ChartSupport = {
  /** Whether to offer charts in a workspace. */
  readonly isSupported: (teamId: string) => boolean
  /** Records that Slack rejected a chart: none is offered in the workspace for a day. */
  readonly markUnsupported: (teamId: string) => void
}

/** Chart support in this process's memory. `clock` gives ms since the epoch. */
export const createChartSupport = (clock: () => number): ChartSupport => {
  const rejectedAt = new LRUCache<string, number>({ max: MAX_WORKSPACES })
  return {
    isSupported: (teamId) => {
      const at = rejectedAt.get(teamId)
      const ago = at === undefined ? DAY_MS : clock() - at
      // A clock that was set back must not extend the day.
      return ago < 0 || ago >= DAY_MS
    },
    markUnsupported: (teamId) => void rejectedAt.set(teamId, clock()),
  }
}

/** Replaces a chart where the workspace does not take one. */
export const chartsUnsupported = (): Message =>
  notice({
    happened: 'This workspace can’t show charts yet.',
    next: [span('The report has the same figures.')],
  })
