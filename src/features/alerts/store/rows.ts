import type { Kysely, Selectable } from 'kysely'
import { knownCategories } from '../../../crime/category.ts'
import { isMonth, type Month } from '../../../crime/dates.ts'
import { areaOf, readPostcode } from '../../../crime/postcode.ts'
import type { ChannelAlertTable, Tables } from '../../../database/tables.ts'
import type { Owner, Workspace } from '../../../slack/identity.ts'
import { readCannotPostReason } from '../../../slack/web-api/post-errors.ts'
import type { Alert, AlertChoice } from '../alert.ts'

type Times = 'set_at' | 'hidden_at' | 'due_since' | 'waiting_since'

/** An alert as stored, with the columns that people see something of. Times are text where Postgres gives rows as JSON. */
type AlertRow = Omit<Selectable<ChannelAlertTable>, Times> & { readonly waiting_since: Date | string | null }

/** A recipient of a workspace's alerts: a channel, or a person. */
export type AlertChannel = Workspace & { readonly channelId: string }

/** The columns that identify a channel's rows. */
export const channelColumns = ({ teamId, channelId }: AlertChannel) => ({
  team_id: teamId,
  channel_id: channelId,
})

/** The columns of what a person chose. */
export const choiceColumns = (choice: AlertChoice) => ({
  channel_id: choice.channelId,
  postcode: choice.postcode,
  name: choice.name,
  area: areaOf(choice.postcode),
  categories: choice.categories.join(' '),
  min_incidents: choice.minIncidents,
  in_thread: choice.inThread,
  paused_until: choice.pausedUntil,
})

/** A stored month; null for none, and for a text that is not a month. */
export const monthIn = (text: string | null): Month | null => (text !== null && isMonth(text) ? text : null)

/** The alerts of rows, without those whose postcode is not covered any more. */
export const alertsIn = (rows: readonly AlertRow[]): readonly Alert[] =>
  rows.flatMap((row) => {
    const postcode = readPostcode(row.postcode)
    if (postcode === null) return []
    return {
      id: row.id,
      workspace: { teamId: row.team_id },
      channelId: row.channel_id,
      postcode,
      name: row.name,
      categories: knownCategories(row.categories.split(' ')),
      minIncidents: row.min_incidents,
      inThread: row.in_thread,
      pausedUntil: row.paused_until,
      announced: monthIn(row.announced),
      postTs: row.post_ts,
      hasPosted: row.has_spoken,
      waitingSince: row.waiting_since === null ? null : new Date(row.waiting_since).getTime(),
      setBy: row.set_by,
      ended: row.stopped === null ? null : readCannotPostReason(row.stopped),
    }
  })

/** The alert of at most one row; null where there is none. */
export const alertIn = (rows: readonly AlertRow[]): Alert | null => alertsIn(rows)[0] ?? null

/** The alerts of a workspace, without those that are hidden. */
export const alertRows = (db: Kysely<Tables>, { teamId }: Workspace) =>
  db.selectFrom('channel_alert').selectAll().where('hidden_at', 'is', null).where('team_id', '=', teamId)

/** Those that a person set up, in all channels, sorted by channel and postcode. */
export const alertRowsSetBy = (db: Kysely<Tables>, owner: Owner) =>
  alertRows(db, owner).where('set_by', '=', owner.userId).orderBy('channel_id').orderBy('postcode')
