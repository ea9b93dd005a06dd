import { type Kysely, sql, type UpdateObject } from 'kysely'
import type { Month } from '../../../crime/dates.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import type { Database, Work } from '../../../database/database.ts'
import type { Tables } from '../../../database/tables.ts'
import type { Result } from '../../../lib/result.ts'
import type { CannotPostReason } from '../../../slack/web-api/slack-error.ts'
import type { Alert } from '../alert.ts'
import {
  countOverdue,
  isActive,
  isBehind,
  readDueAlerts,
  readDuePostcodes,
  readSweepState,
  readUntoldWaiting,
} from './due-alerts.ts'
import { advanceArea, alertIn } from './rows.ts'

/** The result of claiming an alert for a delivery. */
export type Claim =
  | {
      readonly kind: 'claimed'
      readonly alert: Alert
      /** Slack's timestamp of an announcement of this month that was posted without its thread. */
      readonly postedTs: string | null
      /** How often this month has been claimed, this time included. */
      readonly attempts: number
    }
  | { readonly kind: 'claimed-elsewhere' }
  | { readonly kind: 'not-due' }

/** The database is unavailable: the job is tried again later. */
export class DatabaseUnavailable extends Error {
  constructor() {
    super('the database is unavailable')
    this.name = 'DatabaseUnavailable'
  }
}

/** The value of a result; throws DatabaseUnavailable for a failure. */
export const orUnavailable = <Value>(result: Result<Value, 'unavailable'>): Value => {
  if (!result.ok) throw new DatabaseUnavailable()
  return result.value
}

type Db = Kysely<Tables>

// By the database's clock, which all processes share.
const inMs = (ms: number) => sql<Date>`now() + ${ms} * interval '1 millisecond'`

// One statement reads and claims: of two processes at the same time, one gets the row.
const claim = async (db: Db, id: string, month: Month, today: string, forMs: number): Promise<Claim> => {
  const row = await db
    .updateTable('channel_alert')
    .where('id', '=', id)
    .where(isActive(today))
    .where(isBehind(month))
    .set((eb) => ({ taken_until: inMs(forMs), attempts: eb('attempts', '+', 1) }))
    .where((eb) => eb.or([eb('taken_until', 'is', null), eb('taken_until', '<=', sql<Date>`now()`)]))
    .returningAll()
    .executeTakeFirst()
  if (row !== undefined) {
    const alert = alertIn([row])
    const postedTs = row.line_month === month ? row.line_ts : null
    return alert === null ? { kind: 'not-due' } : { kind: 'claimed', alert, postedTs, attempts: row.attempts }
  }
  const due = await db
    .selectFrom('channel_alert')
    .select('id')
    .where('id', '=', id)
    .where(isActive(today))
    .where(isBehind(month))
    .executeTakeFirst()
  return { kind: due === undefined ? 'not-due' : 'claimed-elsewhere' }
}

const recordNotInChannel = async (db: Db, id: string, now: number): Promise<number> => {
  const row = await db
    .updateTable('channel_alert')
    .set({ refused_since: sql<Date>`coalesce(refused_since, ${new Date(now)})`, taken_until: null })
    .where('id', '=', id)
    .returning('refused_since')
    .executeTakeFirst()
  return row?.refused_since?.getTime() ?? now
}

const end = async (db: Db, id: string, reason: CannotPostReason): Promise<boolean> => {
  const update = db.updateTable('channel_alert').set({ stopped: reason, taken_until: null })
  const { numUpdatedRows } = await update.where('id', '=', id).where('stopped', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

const TAKEN = { taken_until: null, attempts: 0, refused_since: null }
const DELIVERED = { ...TAKEN, line_ts: null, line_month: null, waiting_since: null, told_waiting: false }

/**
 * The alerts of all workspaces, for sweeps and deliveries. `today` is a day in London, "YYYY-MM-DD": alerts that are
 * paused on it are left out. Every call rejects with DatabaseUnavailable while the database is unavailable.
 */
export const createDeliveryRepository = (database: Database) => {
  const use = async <Value>(work: Work<Value>): Promise<Value> => orUnavailable(await database.use(work))
  const update = (id: string, columns: UpdateObject<Tables, 'channel_alert'>) =>
    use(async (db) => {
      await db.updateTable('channel_alert').set(columns).where('id', '=', id).execute()
    })
  return {
    sweepState: (today: string) => use((db) => readSweepState(db, today)),
    dueNear: (postcode: Postcode, today: string) => use((db) => readDueAlerts(db, postcode, today)),
    /** The ids of those alerts that are still due, by postcode. */
    duePostcodes: (ids: readonly string[], today: string) => use((db) => readDuePostcodes(db, ids, today)),
    /** Deletes what people removed, or could not set up, over an hour ago: nobody can put it back any more. */
    deleteHidden: () =>
      use(async (db) => {
        for (const table of ['channel_alert', 'saved_place'] as const)
          await db.deleteFrom(table).where('hidden_at', '<', sql<Date>`now() - interval '1 hour'`).execute()
      }),
    /** How many alerts have not announced their area's newest month. */
    countOverdue: (today: string) => use((db) => countOverdue(db, today)),
    /** Records a month that was seen in an area, if it is the newest there. */
    advanceArea: (area: string, month: Month) => use((db) => advanceArea(db, area, month)),
    /** Claims an alert for so many ms, so that no other process delivers it meanwhile. */
    claim: (id: string, month: Month, today: string, forMs: number) =>
      use((db) => claim(db, id, month, today, forMs)),
    /** Records the timestamp of an announcement whose thread is to follow, and extends the claim by so many ms. */
    recordPost: (id: string, month: Month, ts: string, forMs: number) =>
      update(id, { line_ts: ts, line_month: month, taken_until: inMs(forMs) }),
    /** Ends a delivery; `posted` is false for a month that is recorded without a post. */
    markAnnounced: (id: string, month: Month, posted: boolean) =>
      update(id, { ...DELIVERED, announced: month, ...(posted ? { has_spoken: true } : {}) }),
    /** Records that the local force's figures near a postcode are missing, from `now` (ms since the epoch) if not before. */
    recordWaiting: (postcode: Postcode, now: number) =>
      use(async (db) => {
        const update = db.updateTable('channel_alert').set({ waiting_since: new Date(now) })
        await update.where('postcode', '=', postcode).where('waiting_since', 'is', null).execute()
      }),
    /** The alerts of a postcode that wait since `since` (ms since the epoch) or longer, and whose channel was not told. */
    untoldWaiting: (postcode: Postcode, today: string, since: number) =>
      use((db) => readUntoldWaiting(db, postcode, today, since)),
    /** Ends the delivery of the notice that an alert is waiting. */
    markToldWaiting: (id: string) => update(id, { ...TAKEN, told_waiting: true }),
    /** Gives up the claim on an alert that could not be delivered. */
    release: (id: string) => update(id, { taken_until: null }),
    /** Records that the app is not in the channel; gives when that was first recorded, in ms since the epoch. */
    recordNotInChannel: (id: string, now: number) => use((db) => recordNotInChannel(db, id, now)),
    /** Ends an alert; false where it has ended, or was deleted, already. */
    end: (id: string, reason: CannotPostReason) => use((db) => end(db, id, reason)),
  }
}

/** What createDeliveryRepository gives. */
export type DeliveryRepository = ReturnType<typeof createDeliveryRepository>
