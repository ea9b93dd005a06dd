const SECOND = 1_000
const HOUR = 3_600 * SECOND
const DAY = 24 * HOUR

/** Limits, delays and timeouts of deliveries; times in ms. */
export type DeliveryConfig = {
  readonly lookupsAtOnce: number
  /** Between the posts of a thread, and before a post is repeated. */
  readonly spacingMs: number
  /** How long a job waits for Slack before it is put back. */
  readonly maxWaitMs: number
  /** How long a mark is retried while the database is unavailable. */
  readonly markRetryMs: number
  /** The first pause after Slack failed; it doubles up to an hour. */
  readonly firstRetryMs: number
  /** The first pause after the database was unavailable for a mark; it doubles up to four seconds. */
  readonly firstMarkRetryMs: number
  /** How long the app may not be in a channel before the alert ends. */
  readonly notInChannelMs: number
  /** How long the local force's figures may be missing before the channel is told. */
  readonly waitingMs: number
}

/** The values in production. */
export const DELIVERY_CONFIG: DeliveryConfig = {
  lookupsAtOnce: 4,
  // docs.slack.dev/apis/web-api/rate-limits: one message a second in a channel, with short bursts above it.
  spacingMs: SECOND,
  maxWaitMs: 5 * SECOND,
  markRetryMs: 60 * SECOND,
  firstRetryMs: 30 * SECOND,
  firstMarkRetryMs: 250,
  notInChannelMs: 3 * DAY,
  waitingMs: 60 * DAY,
}
