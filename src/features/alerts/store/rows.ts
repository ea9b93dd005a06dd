import type { Selectable } from 'kysely'
import { isKnownCategory } from '../../../crime/category.ts'
import { isMonth, type Month } from '../../../crime/month.ts'
import { areaOf, type Postcode, parsePostcode } from '../../../crime/postcode.ts'
import type { ChannelAlertTable } from '../../../database/tables.ts'
import type { Workspace } from '../../../slack/identity.ts'
import type { StopReason } from '../../../slack/web-api/permanent-errors.ts'
import type { Alert, AlertChoice } from '../alert.ts'

/** An alert as the database has it. */
export type AlertRow = Selectable<ChannelAlertTable>

const REASONS: readonly StopReason[] = [
  'archived',
  'channel-gone',
  'not-in-channel',
  'may-not-post',
  'app-removed',
]

/** The columns by which a workspace's rows are found. */
export const ofWorkspace = ({ enterpriseId, teamId }: Workspace) => ({
  enterprise_id: enterpriseId,
  team_id: teamId,
})

/** The columns of what a person chose. */
export const rowOfChoice = ({ channelId, postcode, categories, inThread, pausedUntil }: AlertChoice) => ({
  channel_id: channelId,
  postcode,
  area: areaOf(postcode),
  categories: categories.join(' '),
  in_thread: inThread,
  paused_until: pausedUntil,
})

/** A month of the database; null for none, and for what is no month any more. */
export const monthIn = (text: string | null): Month | null => (text !== null && isMonth(text) ? text : null)

/** A postcode of the database as a list of one, or of none where this version does not cover it any more. */
export const postcodeIn = (text: string): readonly Postcode[] => {
  const read = parsePostcode(text)
  return read.ok ? [read.value] : []
}

const reasonIn = (text: string | null): StopReason | null =>
  text === null ? null : (REASONS.find((reason) => reason === text) ?? 'may-not-post')

/** The alert of a row, as a list of one; none where its postcode is not covered any more. */
export const alertsOf = (row: AlertRow): readonly Alert[] =>
  postcodeIn(row.postcode).map((postcode) => ({
    id: row.id,
    workspace: { enterpriseId: row.enterprise_id, teamId: row.team_id },
    channelId: row.channel_id,
    postcode,
    categories: row.categories.split(' ').filter(isKnownCategory),
    inThread: row.in_thread,
    pausedUntil: row.paused_until,
    announced: monthIn(row.announced),
    hasSpoken: row.has_spoken,
    setBy: row.set_by,
    stopped: reasonIn(row.stopped),
  }))
