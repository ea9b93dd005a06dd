import { type Kysely, sql } from 'kysely'
import type { Month } from '../../../crime/dates.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import { orUnavailable } from '../../../database/connection-errors.ts'
import type { Database, Work } from '../../../database/database.ts'
import type { Tables } from '../../../database/tables.ts'
import { advanceArea } from '../../../lookup/area-months.ts'
import type { CannotPostReason } from '../../../slack/web-api/post-errors.ts'
import type { Alert } from '../alert.ts'
import { createDueAlerts } from './due-alerts.ts'
import { type AlertChannel, alertsIn, channelColumns } from './rows.ts'

/** What is recorded of an alert that was looked up. */
export type Mark = {
  readonly alert: Pick<Alert, 'id' | 'postcode'>
  /** The month that it has come to; null where its figures are not out: it stays to be announced. */
  readonly month: Month | null
  /** Whether something of it belongs in the thread of its post. */
  readonly threadPending?: boolean
}

/** A post, by Slack's timestamp, and its day in London, "YYYY-MM-DD". */
export type MarkedPost = { readonly ts: string; readonly day: string }

/** What failed for longer than this, in ms, has been mended in between: posts are tried daily, and end after days. */
const FAILURE_FORGOTTEN_MS = 7 * 24 * 3_600_000

const forgetFailure = async (db: Kysely<Tables>, channel: AlertChannel): Promise<void> => {
  const update = db.updateTable('alert_channel').set({ failing_since: null })
  await update.where((eb) => eb.and(channelColumns(channel))).execute()
}

/**
 * The alerts of all workspaces, for sweeps and deliveries; those that are paused are left out. Every call rejects with
 * DatabaseUnavailable while the database is unavailable.
 */
export const createDeliveryRepository = (database: Database) => {
  const use = async <Value>(work: Work<Value>): Promise<Value> => orUnavailable(await database.use(work))
  return {
    ...createDueAlerts(use),
    /** Records a month that was seen in an area, if it is the newest there. */
    advanceArea: (area: string, month: Month) => use((db) => advanceArea(db, area, month)),
    /**
     * Records in one statement what was announced by a post, or what is settled without one (null), for those alerts of a
     * channel that still have their postcode. They are due no longer, unless they became due after `lookedUpAt` (ms since the
     * epoch).
     */
    mark: (channel: AlertChannel, marks: readonly Mark[], lookedUpAt: number, post: MarkedPost | null) =>
      use(async (db) => {
        const column = <Value>(of: (mark: Mark) => Value) => marks.map(of)
        const { ts, day } = post ?? { ts: null, day: null }
        const update = sql`with marked as (update channel_alert set
            announced = coalesce(m.month, announced),
            due_since = case when due_since > ${new Date(lookedUpAt)} then due_since end,
            waiting_since = case when m.month is null then waiting_since end,
            told_waiting = m.month is null and (told_waiting or ${ts}::text is not null),
            has_spoken = has_spoken or (m.month is not null and ${ts}::text is not null),
            post_ts = coalesce(${ts}, post_ts),
            thread_pending = m.pending or (thread_pending and coalesce(m.month, ${ts}) is null)
          from unnest(${column(({ alert }) => alert.id)}::text[], ${column(({ alert }) => alert.postcode)}::text[],
            ${column(({ month }) => month)}::text[],
            ${column(({ threadPending = false }) => threadPending)}::boolean[]) as m (id, postcode, month, pending)
          where channel_alert.id = m.id and channel_alert.postcode = m.postcode
            and team_id = ${channel.teamId} and channel_id = ${channel.channelId}
          returning team_id, channel_id)
          insert into alert_channel (team_id, channel_id, posted_on)
          select distinct team_id, channel_id, ${day}::text from marked where ${day}::text is not null
          on conflict (team_id, channel_id) do update set posted_on = excluded.posted_on, failing_since = null`
        await update.execute(db)
      }),
    /** Records that the thread of these alerts' post is there, and that Slack takes posts in their channel. */
    markThread: (channel: AlertChannel, ids: readonly string[]) =>
      use(async (db) => {
        if (ids.length === 0) return
        await db.updateTable('channel_alert').set({ thread_pending: false }).where('id', 'in', ids).execute()
        await forgetFailure(db, channel)
      }),
    /** Records that the local force's figures near a postcode are missing, from `now` (ms since the epoch) if not before. */
    recordWaiting: (postcode: Postcode, now: number) =>
      use(async (db) => {
        const update = db.updateTable('channel_alert').set({ waiting_since: new Date(now) })
        const near = update.where('postcode', '=', postcode).where('waiting_since', 'is', null)
        // The index holds neither ended nor hidden ones.
        await near.where('stopped', 'is', null).where('hidden_at', 'is', null).execute()
      }),
    /** Records that Slack takes no post in a channel; gives since when, in ms since the epoch. */
    failingSince: ({ teamId, channelId }: AlertChannel, now: number) =>
      use(async (db) => {
        // The workspace may have been deleted meanwhile.
        const { rows } = await sql<{
          since: Date
        }>`insert into alert_channel as known (team_id, channel_id, failing_since)
          select team_id, ${channelId}, ${new Date(now)}::timestamptz from workspace where team_id = ${teamId}
          on conflict (team_id, channel_id) do update set failing_since =
            case when known.failing_since > ${new Date(now - FAILURE_FORGOTTEN_MS)} then known.failing_since
              else excluded.failing_since end
          returning failing_since as since`.execute(db)
        return rows[0]?.since.getTime() ?? now
      }),
    /** Ends the alerts of a channel, and gives them. */
    end: (channel: AlertChannel, reason: CannotPostReason) =>
      use(async (db) => {
        await forgetFailure(db, channel)
        const update = db.updateTable('channel_alert').set({ stopped: reason, thread_pending: false })
        const ofChannel = update.where((eb) => eb.and(channelColumns(channel)))
        const rows = ofChannel.where('stopped', 'is', null).where('hidden_at', 'is', null)
        return alertsIn(await rows.returningAll().execute())
      }),
  }
}

/** What createDeliveryRepository gives. */
export type DeliveryRepository = ReturnType<typeof createDeliveryRepository>
