import { type Kysely, sql } from 'kysely'
import type { Month } from '../../../crime/dates.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import type { Database, Work } from '../../../database/database.ts'
import type { Tables } from '../../../database/tables.ts'
import type { Result } from '../../../lib/result.ts'
import type { CannotPostReason } from '../../../slack/web-api/slack-error.ts'
import type { Alert } from '../alert.ts'
import {
  type AlertChannel,
  countOverdue,
  type DuePlaces,
  readChannel,
  readDueChannels,
  readSweepState,
} from './due-alerts.ts'
import { advanceArea, alertsIn } from './rows.ts'

/** What is recorded of an alert: the month that it has come to, and of a post also its thread. */
export type Mark = {
  readonly alert: Pick<Alert, 'id' | 'postcode'>
  /** Null for a notice that the figures are missing: the month stays to be announced. */
  readonly month: Month | null
  /** Slack's timestamp of the post; null for a month that is recorded without one. */
  readonly postTs: string | null
  readonly threadPending: boolean
}

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

// An alert that was moved to another postcode meanwhile is left as it is.
const mark = async (db: Db, marks: readonly Mark[]): Promise<void> => {
  const column = <Value>(of: (mark: Mark) => Value) => marks.map(of)
  await sql`update channel_alert set
      announced = coalesce(m.month, announced),
      waiting_since = case when m.month is null then waiting_since end,
      told_waiting = m.month is null,
      has_spoken = has_spoken or (m.month is not null and m.post_ts is not null),
      post_ts = coalesce(m.post_ts, channel_alert.post_ts),
      thread_pending = m.thread_pending
    from unnest(${column(({ alert }) => alert.id)}::text[], ${column(({ alert }) => alert.postcode)}::text[],
      ${column(({ month }) => month)}::text[], ${column(({ postTs }) => postTs)}::text[],
      ${column(({ threadPending }) => threadPending)}::boolean[]) as m (id, postcode, month, post_ts, thread_pending)
    where channel_alert.id = m.id and channel_alert.postcode = m.postcode`.execute(db)
}

const failingSince = async (db: Db, { teamId, channelId }: AlertChannel, now: number): Promise<number> => {
  const row = await db
    .insertInto('alert_channel')
    .values({ team_id: teamId, channel_id: channelId, failing_since: new Date(now) })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'channel_id'])
        .doUpdateSet({ failing_since: sql<Date>`alert_channel.failing_since` }),
    )
    .returning('failing_since')
    .executeTakeFirstOrThrow()
  return row.failing_since.getTime()
}

/**
 * The alerts of all workspaces, for sweeps and deliveries. `today` is a day in London, "YYYY-MM-DD": alerts that are
 * paused on it are left out. Every call rejects with DatabaseUnavailable while the database is unavailable.
 */
export const createDeliveryRepository = (database: Database) => {
  const use = async <Value>(work: Work<Value>): Promise<Value> => orUnavailable(await database.use(work))
  return {
    sweepState: (today: string) => use((db) => readSweepState(db, today)),
    /** `waitingSince`: whoever waits for a force's figures since then or longer is told, in ms since the epoch. */
    dueChannels: (places: DuePlaces, today: string, waitingSince: number) =>
      use((db) => readDueChannels(db, places, today, new Date(waitingSince))),
    channelAlerts: (channel: AlertChannel, today: string) => use((db) => readChannel(db, channel, today)),
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
    /** Records in one statement what was announced, and what is passed over. */
    mark: (marks: readonly Mark[]) => use((db) => mark(db, marks)),
    /** Records that the thread of these alerts' post is there. */
    markThread: (ids: readonly string[]) =>
      use(async (db) => {
        await db.updateTable('channel_alert').set({ thread_pending: false }).where('id', 'in', ids).execute()
      }),
    /** Records that the local force's figures near postcodes are missing, from `now` (ms since the epoch) if not before. */
    recordWaiting: (postcodes: readonly Postcode[], now: number) =>
      use(async (db) => {
        if (postcodes.length === 0) return
        const update = db.updateTable('channel_alert').set({ waiting_since: new Date(now) })
        await update.where('postcode', 'in', postcodes).where('waiting_since', 'is', null).execute()
      }),
    /** Records that Slack takes no post in a channel; gives since when, in ms since the epoch. */
    failingSince: (channel: AlertChannel, now: number) => use((db) => failingSince(db, channel, now)),
    /** Records that Slack takes posts in a channel again. */
    forgetFailure: ({ teamId, channelId }: AlertChannel) =>
      use(async (db) => {
        await db
          .deleteFrom('alert_channel')
          .where('team_id', '=', teamId)
          .where('channel_id', '=', channelId)
          .execute()
      }),
    /** Ends the alerts of a channel, and gives them. */
    end: ({ teamId, channelId }: AlertChannel, reason: CannotPostReason) =>
      use(async (db) => {
        const update = db.updateTable('channel_alert').set({ stopped: reason, thread_pending: false })
        const ofChannel = update.where('team_id', '=', teamId).where('channel_id', '=', channelId)
        const rows = ofChannel.where('stopped', 'is', null).where('hidden_at', 'is', null)
        return alertsIn(await rows.returningAll().execute())
      }),
  }
}

/** What createDeliveryRepository gives. */
export type DeliveryRepository = ReturnType<typeof createDeliveryRepository>
