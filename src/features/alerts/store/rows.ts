import type { Kysely, Selectable } from 'kysely'
import { isKnownCategory } from '../../../crime/category.ts'
import { isMonth, type Month } from '../../../crime/dates.ts'
import { areaOf, type Postcode, parsePostcode } from '../../../crime/postcode.ts'
import type { ChannelAlertTable, Tables } from '../../../database/tables.ts'
import type { Owner, Workspace } from '../../../slack/identity.ts'
import { readCannotPostReason } from '../../../slack/web-api/slack-error.ts'
import type { Alert, AlertChoice } from '../alert.ts'

type Times = 'set_at' | 'hidden_at' | 'waiting_since'

/** An alert as stored, with the columns that people see something of. Times are text where Postgres gives rows as JSON. */
type AlertRow = Omit<Selectable<ChannelAlertTable>, Times> & { readonly waiting_since: Date | string | null }

/** The columns that identify a workspace's rows. */
export const workspaceColumns = ({ teamId }: Workspace) => ({ team_id: teamId })

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

/** A stored postcode as a list of one; an empty list where this version does not cover it any more. */
export const postcodeIn = (text: string): readonly Postcode[] => {
  const read = parsePostcode(text)
  return read.ok ? [read.value] : []
}

/** The alerts of rows, without those whose postcode is not covered any more. */
export const alertsIn = (rows: readonly AlertRow[]): readonly Alert[] =>
  rows.flatMap((row) =>
    postcodeIn(row.postcode).map((postcode) => ({
      id: row.id,
      workspace: { teamId: row.team_id },
      channelId: row.channel_id,
      postcode,
      name: row.name,
      categories: row.categories.split(' ').filter(isKnownCategory),
      minIncidents: row.min_incidents,
      inThread: row.in_thread,
      pausedUntil: row.paused_until,
      announced: monthIn(row.announced),
      postTs: row.post_ts,
      hasPosted: row.has_spoken,
      waitingSince: row.waiting_since === null ? null : new Date(row.waiting_since).getTime(),
      setBy: row.set_by,
      ended: row.stopped === null ? null : readCannotPostReason(row.stopped),
    })),
  )

/** The alert of at most one row; null where there is none. */
export const alertIn = (rows: readonly AlertRow[]): Alert | null => alertsIn(rows)[0] ?? null

/** The alerts of a workspace, without those that are hidden. */
export const alertRows = (db: Kysely<Tables>, workspace: Workspace) =>
  db
    .selectFrom('channel_alert')
    .selectAll()
    .where('hidden_at', 'is', null)
    .where((eb) => eb.and(workspaceColumns(workspace)))

/** Those that a person set up, in all channels, sorted by channel and postcode. */
export const alertRowsSetBy = (db: Kysely<Tables>, owner: Owner) =>
  alertRows(db, owner).where('set_by', '=', owner.userId).orderBy('channel_id').orderBy('postcode')

/** The newest months seen in areas, of those where one was seen. */
export const newestMonths = async (
  db: Kysely<Tables>,
  areas: readonly string[],
): Promise<ReadonlyMap<string, Month>> => {
  if (areas.length === 0) return new Map()
  const rows = await db.selectFrom('area_month').selectAll().where('area', 'in', areas).execute()
  return new Map(rows.flatMap(({ area, month }) => (isMonth(month) ? [[area, month] as const] : [])))
}

/** Records a month that was seen in an area, if it is the newest there. */
export const advanceArea = async (db: Kysely<Tables>, area: string, month: Month): Promise<void> => {
  await db
    .insertInto('area_month')
    .values({ area, month })
    .onConflict((on) => on.column('area').doUpdateSet({ month }).where('area_month.month', '<', month))
    .execute()
}
