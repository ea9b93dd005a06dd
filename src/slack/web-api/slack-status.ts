/** How long Slack may be out of reach before the app is not ready. Source: DESIGN.md, contracts, `/readyz`. */
export const UNAVAILABLE_AFTER_MS = 60_000

/** Whether Slack can be reached, and since when it cannot. */
export type SlackStatus = {
  readonly reached: () => void
  readonly lost: () => void
  /** False only once Slack has been away for OUT_OF_REACH_AFTER_MS. */
  readonly isReady: () => boolean
}

/** Starts as "not yet reached", which has the same minute. `clock` gives ms since the epoch. */
export const createSlackStatus = (clock: () => number): SlackStatus => {
  let awaySince: number | null = clock()
  return {
    reached: () => {
      awaySince = null
    },
    lost: () => {
      awaySince ??= clock()
    },
    isReady: () => awaySince === null || clock() - awaySince < UNAVAILABLE_AFTER_MS,
  }
}
