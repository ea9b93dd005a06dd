import { sql } from 'kysely'
import { type Month, newestOf } from '../../../crime/dates.ts'
import { type Postcode, readPostcode } from '../../../crime/postcode.ts'
import type { Work } from '../../../database/database.ts'
import { newestMonths } from '../../../lookup/area-months.ts'
import type { Alert } from '../alert.ts'
import { type AlertChannel, alertsIn, monthIn } from './rows.ts'

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

/** Where something is due: in some areas, and near some postcodes elsewhere. */
export type DuePlaces = { readonly areas: readonly string[]; readonly postcodes: readonly Postcode[] }

/** An active alert of a channel, with what its delivery needs to know. */
export type ChannelAlert = Alert & {
  /** The newest month seen in its area. */
  readonly areaMonth: Month | null
  /** Since when that month is known to be out, and not yet asked for, in ms since the epoch; null while it is not. */
  readonly dueSince: number | null
  /** The day of its channel's last post, "YYYY-MM-DD" in London; null where there is none. */
  readonly postedOn: string | null
  readonly toldWaiting: boolean
  readonly threadPending: boolean
}

/** Neither ended, hidden nor paused on a day, "YYYY-MM-DD" in London. */
const isActive = (today: string) =>
  sql<boolean>`(stopped is null and hidden_at is null and (paused_until is null or paused_until <= ${today}))`

/** Has not announced its area's month. */
const isBehind = sql<boolean>`(month is not null and (announced is null or announced < month))`

/** Reads the active alerts of all workspaces. `today` is a day in London, "YYYY-MM-DD". */
export const createDueAlerts = (use: <Value>(work: Work<Value>) => Promise<Value>) => ({
  /** What a sweep starts from: one row per postcode, however many alerts that has. */
  sweepState: (today: string) =>
    use(async (db): Promise<SweepState> => {
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
      const months = await newestMonths(db)
      const areas = [...Map.groupBy(rows, ({ area }) => area)].map(([area, ofArea]) => ({
        area,
        postcodes: ofArea.flatMap(({ postcode: text, announced }) => {
          const postcode = readPostcode(text)
          return postcode === null ? [] : { postcode, announced: monthIn(announced) }
        }),
        month: months.get(area) ?? null,
        isWaiting: ofArea.some(({ waits }) => waits),
      }))
      return { areas, newest: newestOf([...months.values()]) }
    }),
  /** Makes due, at `now` (ms since the epoch), the alerts in those places that have not announced their area's month. */
  makeDue: ({ areas, postcodes }: DuePlaces, today: string, now: number) =>
    use(async (db) => {
      const update = sql`update channel_alert set due_since = ${new Date(now)} from area_month
        where area_month.area = channel_alert.area and ${isActive(today)} and ${isBehind}
          and (channel_alert.area = any(${areas}::text[]) or postcode = any(${postcodes}::text[]))`
      await update.execute(db)
    }),
  /**
   * The channels in which something is due; those that were not told that a force's figures have been missing since then
   * or longer, in ms since the epoch; and those with a thread that is still to come. Sorted by a postcode: channels that
   * share places stand together.
   */
  dueChannels: (today: string, missingSince: number) =>
    use(async (db): Promise<readonly AlertChannel[]> => {
      const rows = await db
        .selectFrom('channel_alert')
        .leftJoin('area_month', 'area_month.area', 'channel_alert.area')
        .select(['team_id', 'channel_id'])
        .where(isActive(today))
        .where(
          sql<boolean>`(thread_pending
            or (waiting_since <= ${new Date(missingSince)} and not told_waiting)
            or (due_since is not null and ${isBehind}))`,
        )
        .groupBy(['team_id', 'channel_id'])
        .orderBy(sql`min(postcode)`)
        .execute()
      return rows.map((row) => ({ teamId: row.team_id, channelId: row.channel_id }))
    }),
  /** The active alerts of a channel, sorted by postcode. */
  channelAlerts: (channel: AlertChannel, today: string) =>
    use(async (db): Promise<readonly ChannelAlert[]> => {
      const rows = await db
        .selectFrom('channel_alert')
        .leftJoin('area_month', 'area_month.area', 'channel_alert.area')
        .leftJoin('alert_channel', (join) =>
          join
            .onRef('alert_channel.team_id', '=', 'channel_alert.team_id')
            .onRef('alert_channel.channel_id', '=', 'channel_alert.channel_id'),
        )
        .selectAll('channel_alert')
        .select(['month', 'posted_on'])
        .where('channel_alert.team_id', '=', channel.teamId)
        .where('channel_alert.channel_id', '=', channel.channelId)
        .where(isActive(today))
        .orderBy('postcode')
        .execute()
      return rows.flatMap((row) =>
        alertsIn([row]).map((alert) => ({
          ...alert,
          areaMonth: monthIn(row.month),
          dueSince: row.due_since?.getTime() ?? null,
          postedOn: row.posted_on,
          toldWaiting: row.told_waiting,
          threadPending: row.thread_pending,
        })),
      )
    }),
  /** How many have not announced their area's newest month; those that wait for their force do not count. */
  countOverdue: (today: string) =>
    use(async (db): Promise<number> => {
      const { count } = await db
        .selectFrom('channel_alert')
        .innerJoin('area_month', 'area_month.area', 'channel_alert.area')
        .select(sql<number>`count(*)::int`.as('count'))
        .where(isActive(today))
        .where('waiting_since', 'is', null)
        .where(isBehind)
        .executeTakeFirstOrThrow()
      return count
    }),
})
