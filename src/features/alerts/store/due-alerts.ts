import type { Month } from '../../../crime/month.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import type { Result } from '../../../lib/result.ts'
import type { StopReason } from '../../../slack/web-api/permanent-errors.ts'
import type { Alert } from '../alert.ts'

/** A watched postcode, and the month that all of its alerts have announced; null where one has none yet. */
export type WatchedPlace = { readonly postcode: Postcode; readonly announced: Month | null }

/** A postcode area with what is watched in it, and the newest month seen there; null where none was yet. */
export type WatchedArea = {
  readonly area: string
  readonly places: readonly WatchedPlace[]
  readonly month: Month | null
}

/** What is watched, and the newest month seen anywhere. */
export type Watched = { readonly areas: readonly WatchedArea[]; readonly newest: Month | null }

/** Alerts to be told of a postcode's figures, and the newest month of its area. */
export type Due = { readonly month: Month | null; readonly alerts: readonly Alert[] }

/**
 * What came of taking an alert for a delivery. `line` is Slack's timestamp of a line that was posted for this
 * month without its thread; `attempts` counts this one. Another process may have it (`held`), or it may need
 * nothing any more (`settled`).
 */
export type Claim =
  | { readonly kind: 'taken'; readonly alert: Alert; readonly line: string | null; readonly attempts: number }
  | { readonly kind: 'held' }
  | { readonly kind: 'settled' }

/**
 * The alerts as the engine sees them, of all workspaces. `today` is a day in London ("YYYY-MM-DD"): an alert
 * that is paused on it is not watched. Everything rejects with DatabaseAway while the database is out of reach.
 */
export type DeliveryRepository = {
  readonly watched: (today: string) => Promise<Watched>
  readonly dueNear: (postcode: Postcode, today: string) => Promise<Due>
  /** The postcodes of those of these alerts that are still due, each with its ids. */
  readonly dueOf: (
    ids: readonly string[],
    today: string,
  ) => Promise<ReadonlyMap<Postcode, ReadonlySet<string>>>
  /** How many have news to tell of a month that is known to be out. */
  readonly waiting: (today: string) => Promise<number>
  readonly noteMonth: (area: string, month: Month) => Promise<void>
  /** Takes an alert for so many ms, so that no other process delivers it meanwhile. */
  readonly take: (id: string, month: Month, today: string, forMs: number) => Promise<Claim>
  /** Keeps the line that was posted, and the alert for so many more ms. */
  readonly keepLine: (id: string, month: Month, ts: string, forMs: number) => Promise<void>
  /** Marks a month as announced; `spoke` is false where it was only taken as the one to start from. */
  readonly announced: (id: string, month: Month, spoke: boolean) => Promise<void>
  /** Lets go of an alert that could not be delivered. */
  readonly release: (id: string) => Promise<void>
  /** Notes that its channel refuses the app; gives since when, in ms since the epoch. */
  readonly refused: (id: string, now: number) => Promise<number>
  /** Ends an alert; false where it had ended, or was deleted, already. */
  readonly stop: (id: string, reason: StopReason) => Promise<boolean>
}

/** The database is out of reach: what was begun is taken up again later. */
export class DatabaseUnavailable extends Error {
  constructor() {
    super('the database is away')
    this.name = 'DatabaseAway'
  }
}

/** What the database answered; throws DatabaseAway where it did not. */
export const orUnavailable = <Value>(result: Result<Value, 'unavailable'>): Value => {
  if (!result.ok) throw new DatabaseUnavailable()
  return result.value
}
