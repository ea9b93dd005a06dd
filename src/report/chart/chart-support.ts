import { LRUCache } from 'lru-cache'

const DAY_MS = 24 * 60 * 60 * 1_000
// A workspace that is forgotten is offered a chart again a little sooner.
const MAX_WORKSPACES = 10_000

/** Which workspaces take charts, as far as is known: Slack brings them to one workspace after the other. */
export type ChartSupport = {
  /** Whether to offer charts in a workspace, by its team id. */
  readonly isSupported: (teamId: string) => boolean
  /** Slack rejected a chart there: none is offered for a day. */
  readonly markUnsupported: (teamId: string) => void
}

/** Chart support in this process's memory. `clock` gives ms since the epoch. */
export const createChartSupport = (clock: () => number): ChartSupport => {
  const rejectedAt = new LRUCache<string, number>({ max: MAX_WORKSPACES })
  return {
    isSupported: (teamId) => {
      const at = rejectedAt.get(teamId)
      const ago = at === undefined ? DAY_MS : clock() - at
      // A clock that is set back must not prolong the day.
      return ago < 0 || ago >= DAY_MS
    },
    markUnsupported: (teamId) => void rejectedAt.set(teamId, clock()),
  }
}
