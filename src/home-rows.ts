import type { NamedPlace } from './crime/postcode.ts'
import type { Database } from './database/database.ts'
import type { Alert } from './features/alerts/alert.ts'
import { alertRowsSetBy, alertsIn } from './features/alerts/store/rows.ts'
import { placeRows, placesIn } from './features/home/saved-place-repository.ts'
import { type Result, success } from './lib/result.ts'
import type { Quota, UsageToday } from './lookup/quota.ts'
import type { Owner } from './slack/identity.ts'

/** What the database holds for a person's Home. */
type HomeRows = {
  readonly places: readonly NamedPlace[]
  /** Those that the person set up, in all channels. */
  readonly alerts: readonly Alert[]
  /** The workspace's look-ups today; null where they cannot be told. */
  readonly usage: UsageToday | null
}

export type ReadHomeRows = (owner: Owner) => Promise<Result<HomeRows, 'unavailable'>>

/**
 * Reads all of it by one statement: with three, five connections and 20 ms to Postgres, of 300 Homes opened at once a
 * hundred would wait longer for a connection than anybody should.
 */
export const createReadHomeRows =
  ({ use }: Database, quota: Quota): ReadHomeRows =>
  async (owner) => {
    const usageKey = quota.storedDay(owner)
    const read = await use((db) =>
      db
        .selectNoFrom((eb) => [
          eb
            .selectFrom(placeRows(db, owner).as('place'))
            .select(({ fn }) => fn.jsonAgg('place').as('rows'))
            .as('places'),
          eb
            .selectFrom(alertRowsSetBy(db, owner).as('alert'))
            .select(({ fn }) => fn.jsonAgg('alert').as('rows'))
            .as('alerts'),
          eb
            .selectFrom('lookup_count')
            .select('points')
            .where('key', '=', usageKey ?? '')
            .as('used'),
        ])
        .executeTakeFirstOrThrow(),
    )
    if (!read.ok) return read
    const { places, alerts, used } = read.value
    const usage = await quota.usedToday(owner, usageKey === null ? null : (used ?? 0))
    return success({ places: placesIn(places ?? []), alerts: alertsIn(alerts ?? []), usage })
  }
