import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Month } from '../../../crime/dates.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import type { Tables } from '../../../database/tables.ts'
import type { Workspace } from '../../../slack/identity.ts'
import type { Alert } from '../alert.ts'
import { alertsIn, monthIn, postcodeIn } from './rows.ts'

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

/** A recipient of a workspace's alerts: a channel, or a person. */
export type AlertChannel = Workspace & { readonly channelId: string }

/** An active alert of a channel, with what its delivery needs to know. */
export type ChannelAlert = Alert & {
  /** The newest month seen in its area. */
  readonly areaMonth: Month | null
  readonly toldWaiting: boolean
  readonly threadPending: boolean
}

type Db = Kysely<Tables>
type Alerts = ExpressionBuilder<Tables, 'channel_alert'>

/** Neither ended, hidden nor paused on a day, "YYYY-MM-DD" in London. */
export const isActive = (today: string) => (eb: Alerts) =>
  eb.and([
    eb('stopped', 'is', null),
    eb('hidden_at', 'is', null),
    eb.or([eb('paused_until', 'is', null), eb('paused_until', '<=', today)]),
  ])

/** What a sweep starts from. An index holds all of it, and it is one row per postcode, however many alerts that has. */
export const readSweepState = async (db: Db, today: string): Promise<SweepState> => {
  const rows = await db
    .selectFrom('channel_alert')
    .select(['area', 'postcode'])
    .select(sql<string>`min(coalesce(announced, ''))`.as('announced'))
    .select(sql<boolean>`bool_or(waiting_since is not null)`.as('waits'))
    .where(isActive(today))
    .groupBy(['area', 'postcode'])
    .orderBy('area')
    .orderBy('postcode')
    .execute()
  const months = new Map<string, Month | null>()
  for (const { area, month } of await db.selectFrom('area_month').selectAll().execute())
    months.set(area, monthIn(month))
  const areas = [...Map.groupBy(rows, ({ area }) => area)].map(([area, ofArea]) => ({
    area,
    postcodes: ofArea.flatMap(({ postcode: text, announced }) =>
      postcodeIn(text).map((postcode) => ({ postcode, announced: monthIn(announced) })),
    ),
    month: months.get(area) ?? null,
    isWaiting: ofArea.some(({ waits }) => waits),
  }))
  const newest = [...months.values()].filter((month) => month !== null).sort()
  return { areas, newest: newest.at(-1) ?? null }
}

/** Where something is due: in some areas, and near some postcodes elsewhere. */
export type DuePlaces = { readonly areas: readonly string[]; readonly postcodes: readonly Postcode[] }

const anyOf = (column: 'area' | 'postcode', values: readonly string[]) =>
  sql<boolean>`${sql.ref(`channel_alert.${column}`)} = any(${values}::text[])`

/**
 * The channels with an alert in those places that has not announced its area's month; those that were not told that a
 * force's figures have been missing since `waitingSince` or longer; and those with a thread that is still to come. Sorted
 * by a postcode: channels that share places stand together.
 */
export const readDueChannels = async (
  db: Db,
  { areas, postcodes }: DuePlaces,
  today: string,
  waitingSince: Date,
): Promise<readonly AlertChannel[]> => {
  const rows = await db
    .selectFrom('channel_alert')
    .leftJoin('area_month', 'area_month.area', 'channel_alert.area')
    .select(['team_id', 'channel_id'])
    .where(({ eb }) => isActive(today)(eb))
    .where(
      sql<boolean>`(thread_pending
        or (waiting_since <= ${waitingSince} and not told_waiting)
        or ((announced is null or announced < month) and month is not null
          and (${anyOf('area', areas)} or ${anyOf('postcode', postcodes)})))`,
    )
    .groupBy(['team_id', 'channel_id'])
    .orderBy(sql`min(postcode)`)
    .execute()
  return rows.map((row) => ({ teamId: row.team_id, channelId: row.channel_id }))
}

/** The active alerts of a channel, sorted by postcode. */
export const readChannel = async (
  db: Db,
  { teamId, channelId }: AlertChannel,
  today: string,
): Promise<readonly ChannelAlert[]> => {
  const rows = await db
    .selectFrom('channel_alert')
    .leftJoin('area_month', 'area_month.area', 'channel_alert.area')
    .selectAll('channel_alert')
    .select('area_month.month')
    .where('team_id', '=', teamId)
    .where('channel_id', '=', channelId)
    .where(({ eb }) => isActive(today)(eb))
    .orderBy('postcode')
    .execute()
  return rows.flatMap((row) =>
    alertsIn([row]).map((alert) => ({
      ...alert,
      areaMonth: monthIn(row.month),
      toldWaiting: row.told_waiting,
      threadPending: row.thread_pending,
    })),
  )
}

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
