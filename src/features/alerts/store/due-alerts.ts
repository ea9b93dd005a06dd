import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Month } from '../../../crime/dates.ts'
import { areaOf, type Postcode } from '../../../crime/postcode.ts'
import type { Tables } from '../../../database/tables.ts'
import type { Alert } from '../alert.ts'
import { alertsIn, monthIn, newestMonths, postcodeIn } from './rows.ts'

/** A postcode with alerts, and the newest month that all of them have announced; null where one has announced none. */
export type AlertPostcode = { readonly postcode: Postcode; readonly announced: Month | null }

/** A postcode area with alerts, and the newest month seen there; null where none was yet. */
export type AlertArea = {
  readonly area: string
  readonly postcodes: readonly AlertPostcode[]
  readonly month: Month | null
  /** Whether the local force's figures are missing at one of the postcodes, as far as was seen. */
  readonly isWaiting: boolean
}

/** What a sweep starts from: all areas with alerts, and the newest month seen anywhere. */
export type SweepState = { readonly areas: readonly AlertArea[]; readonly newest: Month | null }

/** The alerts for a postcode that have not announced the newest month of its area. */
export type DueAlerts = { readonly month: Month | null; readonly alerts: readonly Alert[] }

type Db = Kysely<Tables>
type Alerts = ExpressionBuilder<Tables, 'channel_alert'>

/** Neither ended, hidden nor paused on a day, "YYYY-MM-DD" in London. */
export const isActive = (today: string) => (eb: Alerts) =>
  eb.and([
    eb('stopped', 'is', null),
    eb('hidden_at', 'is', null),
    eb.or([eb('paused_until', 'is', null), eb('paused_until', '<=', today)]),
  ])

/** Has not announced a month. */
export const isBehind = (month: Month) => (eb: Alerts) =>
  eb.or([eb('announced', 'is', null), eb('announced', '<', month)])

/** What a sweep starts from. An index holds all of it, and it is one row per postcode, however many alerts that has. */
export const readSweepState = async (db: Db, today: string): Promise<SweepState> => {
  const rows = await db
    .selectFrom('channel_alert')
    .select(['area', 'postcode'])
    .select(sql<string>`min(coalesce(announced, ''))`.as('announced'))
    .where(isActive(today))
    .groupBy(['area', 'postcode'])
    .orderBy('area')
    .orderBy('postcode')
    .execute()
  const months = new Map<string, Month | null>()
  for (const { area, month } of await db.selectFrom('area_month').selectAll().execute())
    months.set(area, monthIn(month))
  const waiting = await db
    .selectFrom('channel_alert')
    .select('area')
    .distinct()
    .where(isActive(today))
    .where('waiting_since', 'is not', null)
    .execute()
  const waitingAreas = new Set(waiting.map(({ area }) => area))
  const areas = [...Map.groupBy(rows, ({ area }) => area)].map(([area, ofArea]) => ({
    area,
    postcodes: ofArea.flatMap(({ postcode: text, announced }) =>
      postcodeIn(text).map((postcode) => ({ postcode, announced: monthIn(announced) })),
    ),
    month: months.get(area) ?? null,
    isWaiting: waitingAreas.has(area),
  }))
  const newest = [...months.values()].filter((month) => month !== null).sort()
  return { areas, newest: newest.at(-1) ?? null }
}

/** The active alerts of a postcode that have not announced the newest month of its area. */
export const readDueAlerts = async (db: Db, postcode: Postcode, today: string): Promise<DueAlerts> => {
  const area = areaOf(postcode)
  const month = (await newestMonths(db, [area])).get(area) ?? null
  const rows = db.selectFrom('channel_alert').selectAll().where('postcode', '=', postcode)
  const active = rows.where(isActive(today))
  const due = month === null ? active.where('announced', 'is', null) : active.where(isBehind(month))
  return { month, alerts: alertsIn(await due.orderBy('id').execute()) }
}

/** The ids of those alerts that are active and due, by postcode. */
export const readDuePostcodes = async (
  db: Db,
  ids: readonly string[],
  today: string,
): Promise<ReadonlyMap<Postcode, ReadonlySet<string>>> => {
  const due = new Map<Postcode, Set<string>>()
  if (ids.length === 0) return due
  const rows = await db
    .selectFrom('channel_alert')
    .leftJoin('area_month', 'area_month.area', 'channel_alert.area')
    .select(['id', 'postcode'])
    .where('id', 'in', ids)
    .where(({ eb }) => isActive(today)(eb))
    .where(({ eb, ref, or }) => or([eb('announced', 'is', null), eb('announced', '<', ref('month'))]))
    .execute()
  for (const { id, postcode: text } of rows)
    for (const postcode of postcodeIn(text))
      due.set(postcode, (due.get(postcode) ?? new Set<string>()).add(id))
  return due
}

/** The alerts of a postcode that have waited since then, or longer, and whose channel was not told. */
export const readUntoldWaiting = async (
  db: Db,
  postcode: Postcode,
  today: string,
  since: number,
): Promise<readonly Alert[]> =>
  alertsIn(
    await db
      .selectFrom('channel_alert')
      .selectAll()
      .where('postcode', '=', postcode)
      .where(isActive(today))
      .where('waiting_since', '<=', new Date(since))
      .where('told_waiting', '=', false)
      .orderBy('id')
      .execute(),
  )

/** How many active alerts have not announced their area's newest month; those that wait for their force do not count. */
export const countOverdue = async (db: Db, today: string): Promise<number> => {
  const { count } = await db
    .selectFrom('channel_alert')
    .innerJoin('area_month', 'area_month.area', 'channel_alert.area')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(({ eb }) => isActive(today)(eb))
    .where('waiting_since', 'is', null)
    .whereRef('announced', '<', 'month')
    .executeTakeFirstOrThrow()
  return count
}
