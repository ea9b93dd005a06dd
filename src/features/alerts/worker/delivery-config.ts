/** How fast, how often and how patiently alerts are delivered; times in ms. Tests have their own. */
export type DeliveryConfig = {
  readonly postsAtOnce: number
  readonly lookupsAtOnce: number
  /** A post in a channel: what Slack lets through in the long run. Source: SLACK.md, "Rates". */
  readonly spacingMs: number
  /** How long a job waits for its turn in a channel before it leaves that alert for later. */
  readonly patienceMs: number
  /** How long a process has an alert to itself: longer than two posts may take. */
  readonly holdMs: number
  /** The first pause after Slack failed; it doubles up to an hour. */
  readonly firstRetryMs: number
  /** After which a channel that does not let the app in is given up. Source: the alerts' design. */
  readonly refusedForMs: number
}

export const DELIVERY_CONFIG: DeliveryConfig = {
  postsAtOnce: 10,
  lookupsAtOnce: 4,
  spacingMs: 1_000,
  patienceMs: 5_000,
  holdMs: 60_000,
  firstRetryMs: 30_000,
  refusedForMs: 3 * 24 * 3_600_000,
}

const LONGEST_RETRY_MS = 3_600_000

/** The pause after so many attempts. */
export const pauseAfter = ({ firstRetryMs }: DeliveryConfig, attempts: number): number =>
  Math.min(LONGEST_RETRY_MS, firstRetryMs * 2 ** Math.min(20, attempts - 1))
