import { type ExpressionBuilder, type Kysely, sql, type UpdateObject } from 'kysely'
import type { Month } from '../../../crime/month.ts'
import { areaOf, type Postcode } from '../../../crime/postcode.ts'
import type { Database, Work } from '../../../database/database.ts'
import type { Tables } from '../../../database/tables.ts'
import { monthOfArea, moveArea } from './area-months.ts'
import {
  type Claim,
  type DeliveryRepository,
  orUnavailable,
  type Watched,
  type WatchedArea,
  type WatchedPlace,
} from './due-alerts.ts'
import { type AlertRow, alertsOf, monthIn, postcodeIn } from './rows.ts'

type Db = Kysely<Tables>

const awake = (today: string) => (on: ExpressionBuilder<Tables, 'channel_alert'>) =>
  on.and([
    on('stopped', 'is', null),
    on.or([on('paused_until', 'is', null), on('paused_until', '<=', today)]),
  ])

const behind = (month: Month) => (on: ExpressionBuilder<Tables, 'channel_alert'>) =>
  on.or([on('announced', 'is', null), on('announced', '<', month)])

// Answered from the index alone: a row a place, however many channels watch it.
const watched = async (db: Db, today: string): Promise<Watched> => {
  const months = await db.selectFrom('area_month').selectAll().execute()
  const rows = await db
    .selectFrom('channel_alert')
    .select(['area', 'postcode'])
    .select(sql<string>`min(coalesce(announced, ''))`.as('announced'))
    .where(awake(today))
    .groupBy(['area', 'postcode'])
    .orderBy('area')
    .orderBy('postcode')
    .execute()
  const monthOf = new Map(months.map(({ area, month }) => [area, monthIn(month)]))
  const areas = new Map<string, WatchedArea & { places: WatchedPlace[] }>()
  for (const { area, postcode: text, announced } of rows) {
    const known = areas.get(area) ?? { area, places: [], month: monthOf.get(area) ?? null }
    for (const postcode of postcodeIn(text)) known.places.push({ postcode, announced: monthIn(announced) })
    areas.set(area, known)
  }
  const newest = [...monthOf.values()]
    .filter((month) => month !== null)
    .sort()
    .at(-1)
  return { areas: [...areas.values()], newest: newest ?? null }
}

const dueNear = async (db: Db, postcode: Postcode, today: string, area: string) => {
  const month = await monthOfArea(db, area)
  const rows = db.selectFrom('channel_alert').selectAll().where('postcode', '=', postcode)
  const due = rows.where(awake(today))
  const all = month === null ? due.where('announced', 'is', null) : due.where(behind(month))
  return { month, alerts: (await all.orderBy('id').execute()).flatMap(alertsOf) }
}

const dueOf = async (db: Db, ids: readonly string[], today: string) => {
  const places = new Map<Postcode, Set<string>>()
  if (ids.length === 0) return places
  const rows = await db
    .selectFrom('channel_alert')
    .leftJoin('area_month', 'area_month.area', 'channel_alert.area')
    .select(['id', 'postcode'])
    .where('id', 'in', ids)
    .where(({ eb }) => awake(today)(eb))
    .where(({ eb, ref, or }) => or([eb('announced', 'is', null), eb('announced', '<', ref('month'))]))
    .execute()
  for (const { id, postcode } of rows)
    for (const place of postcodeIn(postcode))
      places.set(place, (places.get(place) ?? new Set<string>()).add(id))
  return places
}

const waiting = async (db: Db, today: string): Promise<number> => {
  const { count } = await db
    .selectFrom('channel_alert')
    .innerJoin('area_month', 'area_month.area', 'channel_alert.area')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(({ eb }) => awake(today)(eb))
    .whereRef('announced', '<', 'month')
    .executeTakeFirstOrThrow()
  return count
}

const inMs = (ms: number) => sql<Date>`now() + ${ms} * interval '1 millisecond'`

// One statement both looks and takes: of two processes that come together, one gets the row.
const take = async (db: Db, id: string, month: Month, today: string, forMs: number): Promise<Claim> => {
  const one = db.updateTable('channel_alert').where('id', '=', id).where(awake(today)).where(behind(month))
  const row = await one
    .set((on) => ({ taken_until: inMs(forMs), attempts: on('attempts', '+', 1) }))
    .where((on) => on.or([on('taken_until', 'is', null), on('taken_until', '<=', sql<Date>`now()`)]))
    .returningAll()
    .executeTakeFirst()
  if (row !== undefined) return takenOf(row, month)
  const held = await db
    .selectFrom('channel_alert')
    .select('id')
    .where('id', '=', id)
    .where(awake(today))
    .where(behind(month))
    .executeTakeFirst()
  return { kind: held === undefined ? 'settled' : 'held' }
}

const takenOf = (row: AlertRow, month: Month): Claim => {
  const [alert] = alertsOf(row)
  if (alert === undefined) return { kind: 'settled' }
  const line = row.line_month === month ? row.line_ts : null
  return { kind: 'taken', alert, line, attempts: row.attempts }
}

const refused = async (db: Db, id: string, now: number): Promise<number> => {
  const row = await db
    .updateTable('channel_alert')
    .set({ refused_since: sql<Date>`coalesce(refused_since, ${new Date(now)})`, taken_until: null })
    .where('id', '=', id)
    .returning('refused_since')
    .executeTakeFirst()
  return row?.refused_since?.getTime() ?? now
}

type Columns = UpdateObject<Tables, 'channel_alert'>

const updated = async (db: Db, id: string, columns: Columns): Promise<void> => {
  await db.updateTable('channel_alert').set(columns).where('id', '=', id).execute()
}

const DELIVERED = { line_ts: null, line_month: null, taken_until: null, attempts: 0, refused_since: null }

/** The engine's way to the alerts. A bare number of ms goes to the database's own clock, one for all processes. */
export const createDeliveryRepository = (database: Database): DeliveryRepository => {
  const use = async <Value>(work: Work<Value>): Promise<Value> => orUnavailable(await database.use(work))
  const update = (id: string, columns: Columns) => use((db) => updated(db, id, columns))
  return {
    watched: (today) => use((db) => watched(db, today)),
    dueNear: (postcode, today) => use((db) => dueNear(db, postcode, today, areaOf(postcode))),
    dueOf: (ids, today) => use((db) => dueOf(db, ids, today)),
    waiting: (today) => use((db) => waiting(db, today)),
    noteMonth: (area, month) => use((db) => moveArea(db, area, month)),
    take: (id, month, today, forMs) => use((db) => take(db, id, month, today, forMs)),
    keepLine: (id, month, ts, forMs) =>
      update(id, { line_ts: ts, line_month: month, taken_until: inMs(forMs) }),
    announced: (id, month, spoke) =>
      update(id, { ...DELIVERED, announced: month, ...(spoke ? { has_spoken: true } : {}) }),
    release: (id) => update(id, { taken_until: null }),
    refused: (id, now) => use((db) => refused(db, id, now)),
    stop: (id, reason) =>
      use(async (db) => {
        const one = db.updateTable('channel_alert').set({ stopped: reason, taken_until: null })
        const { numUpdatedRows } = await one
          .where('id', '=', id)
          .where('stopped', 'is', null)
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),
  }
}
