import { hourInLondon, momentInLondon } from '../../../crime/dates.ts'

/** Delays of deliveries in production, in ms. */
export const DELIVERY_CONFIG = {
  /**
   * Between the posts of a thread, and before a post is repeated: one message a second in a channel, with short bursts
   * above it (docs.slack.dev/apis/web-api/rate-limits).
   */
  spacingMs: 1_000,
  /** The first pause after Slack failed; it doubles up to an hour. */
  firstRetryMs: 30_000,
  /** The first pause of a job whose database is unavailable; it doubles up to four seconds. */
  firstDatabaseRetryMs: 250,
}

/** The same of a test. */
export type DeliveryConfig = Readonly<typeof DELIVERY_CONFIG>

const OPENS = 8
const CLOSES = 20

/** Whether alerts may be posted: from 08:00 to 20:00 in London. `now` in ms since the epoch. */
export const isDeliveryTime = (now: number): boolean => {
  const hour = hourInLondon(now)
  return hour >= OPENS && hour < CLOSES
}

/** The first moment, from this one on, at which alerts may be posted; both in ms since the epoch. */
export const nextDeliveryTime = (now: number): number =>
  isDeliveryTime(now) ? now : momentInLondon(now, hourInLondon(now) < OPENS ? 0 : 1, OPENS)
