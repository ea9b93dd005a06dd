import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { areaOf, type Postcode } from '../../../crime/postcode.ts'
import { lockUntilEnd } from '../../../database/database.ts'
import type { Tables } from '../../../database/tables.ts'
import type { Owner, Workspace } from '../../../slack/identity.ts'
import {
  type Alert,
  type AlertChoice,
  type Baseline,
  MAX_IN_CHANNEL,
  MAX_IN_WORKSPACE,
  type SetUp,
} from '../alert.ts'
import {
  advanceArea,
  alertIn,
  alertRows,
  alertsIn,
  choiceColumns,
  newestMonths,
  workspaceColumns,
} from './rows.ts'

/** The result of a change; `gone` where the workspace has no such alert. */
export type ChangeResult =
  | { readonly kind: 'changed' | 'already-exists'; readonly alert: Alert }
  | { readonly kind: 'channel-full' }
  | { readonly kind: 'gone' }

/** What each place that was looked up starts from. */
export type Baselines = ReadonlyMap<Postcode, Baseline>

/** The columns of an alert that has posted nothing yet, where it is. */
const NO_POST = { post_ts: null, thread_pending: false } as const

/** Runs one change per workspace at a time: two at once could both pass the check of a limit, and exceed it. */
export const lockWorkspace = async <Value>(
  db: Kysely<Tables>,
  { teamId }: Workspace,
  work: (tx: Transaction<Tables>) => Promise<Value>,
): Promise<Value> =>
  db.transaction().execute(async (tx) => {
    await lockUntilEnd(tx, `alerts ${teamId}`)
    return work(tx)
  })

/** The alerts that a channel has for some postcodes. */
export const findByPostcodes = async (
  db: Kysely<Tables>,
  workspace: Workspace,
  channelId: string,
  postcodes: readonly Postcode[],
): Promise<readonly Alert[]> => {
  if (postcodes.length === 0) return []
  const rows = alertRows(db, workspace).where('channel_id', '=', channelId).where('postcode', 'in', postcodes)
  return alertsIn(await rows.orderBy('postcode').execute())
}

/** How many more alerts fit, and where they stop fitting. */
const roomFor = async (db: Kysely<Tables>, workspace: Workspace, channelId: string) => {
  const { inWorkspace, inChannel } = await db
    .selectFrom('channel_alert')
    .select(({ fn, cast }) => [
      cast<number>(fn.countAll(), 'integer').as('inWorkspace'),
      cast<number>(fn.countAll().filterWhere('channel_id', '=', channelId), 'integer').as('inChannel'),
    ])
    .where((eb) => eb.and(workspaceColumns(workspace)))
    .where('hidden_at', 'is', null)
    .executeTakeFirstOrThrow()
  const [channel, rest] = [MAX_IN_CHANNEL - inChannel, MAX_IN_WORKSPACE - inWorkspace]
  return channel <= rest
    ? { room: Math.max(0, channel), full: 'channel-full' as const }
    : { room: Math.max(0, rest), full: 'workspace-full' as const }
}

/** Sorts choices of one channel: what it has already, what still fits, and what does not. */
const sortOut = async <Choice extends AlertChoice>(
  tx: Transaction<Tables>,
  workspace: Workspace,
  choices: readonly Choice[],
) => {
  const channelId = choices[0]?.channelId ?? ''
  const postcodes = choices.map(({ postcode }) => postcode)
  const existing = await findByPostcodes(tx, workspace, channelId, postcodes)
  const known = new Set(existing.map(({ postcode }) => postcode))
  const wanted = choices.filter(({ postcode }) => !known.has(postcode))
  const { room, full } = await roomFor(tx, workspace, channelId)
  const left = wanted.slice(room)
  return { existing, fitting: wanted.slice(0, room), left, full: left.length === 0 ? null : full }
}

/**
 * Where a place starts: at its own newest month or, where that is unknown, its area's, which is not announced. Where the
 * local force's figures are missing there is none: whatever it publishes next is news. Records months for their areas.
 */
const startColumns = async (
  tx: Transaction<Tables>,
  choices: readonly AlertChoice[],
  baselines: Baselines,
) => {
  for (const [postcode, month] of baselines)
    if (month !== null && month !== 'figures missing') await advanceArea(tx, areaOf(postcode), month)
  const areas = await newestMonths(tx, [...new Set(choices.map(({ postcode }) => areaOf(postcode)))])
  return ({ postcode }: AlertChoice) => {
    const baseline = baselines.get(postcode) ?? null
    if (baseline === 'figures missing')
      return { announced: null, waiting_since: tx.fn<Date>('now'), told_waiting: false }
    const announced = baseline ?? areas.get(areaOf(postcode)) ?? null
    return { announced, waiting_since: null, told_waiting: false }
  }
}

/** Creates alerts of one channel in a few statements, however many they are. Needs lockWorkspace. */
export const createAlerts = async (
  tx: Transaction<Tables>,
  owner: Owner,
  choices: readonly AlertChoice[],
  baselines: Baselines,
): Promise<SetUp> => {
  const { existing, fitting, left, full } = await sortOut(tx, owner, choices)
  if (fitting.length === 0) return { kind: 'set-up', alerts: [], existing, left, full }
  const start = await startColumns(tx, fitting, baselines)
  const rows = await tx
    .insertInto('channel_alert')
    .values(
      fitting.map((choice) => ({
        ...{ id: randomUUID(), ...workspaceColumns(owner), ...choiceColumns(choice), set_by: owner.userId },
        ...start(choice),
      })),
    )
    .returningAll()
    .execute()
  return { kind: 'set-up', alerts: alertsIn(rows), existing, left, full }
}

/** The columns that a change resets: a new postcode has announced nothing, a new channel has no failed attempts. */
const resetColumns = async (
  tx: Transaction<Tables>,
  before: Alert,
  choice: AlertChoice,
  baselines: Baselines,
) => ({
  ...(choice.postcode === before.postcode
    ? {}
    : {
        ...(await startColumns(tx, [choice], baselines))(choice),
        has_spoken: false,
        ...NO_POST,
      }),
  ...(choice.channelId === before.channelId ? {} : { stopped: null, ...NO_POST }),
})

/** Changes an alert; `baselines` count where the postcode is new. Needs lockWorkspace. */
export const changeAlert = async (
  tx: Transaction<Tables>,
  workspace: Workspace,
  id: string,
  choice: AlertChoice,
  baselines: Baselines,
): Promise<ChangeResult> => {
  const before = alertIn(await alertRows(tx, workspace).where('id', '=', id).execute())
  if (before === null) return { kind: 'gone' }
  const [existing] = await findByPostcodes(tx, workspace, choice.channelId, [choice.postcode])
  if (existing !== undefined && existing.id !== id) return { kind: 'already-exists', alert: existing }
  const moves = choice.channelId !== before.channelId
  if (moves && (await roomFor(tx, workspace, choice.channelId)).room === 0) return { kind: 'channel-full' }
  const changed = await tx
    .updateTable('channel_alert')
    .set({ ...choiceColumns(choice), ...(await resetColumns(tx, before, choice, baselines)) })
    .where('id', '=', id)
    .returningAll()
    .execute()
  const alert = alertIn(changed)
  return alert === null ? { kind: 'gone' } : { kind: 'changed', alert }
}

/** Undoes a change. Does nothing where another alert has the old channel and postcode by now. Needs lockWorkspace. */
export const restoreAlert = async (tx: Transaction<Tables>, before: Alert): Promise<void> => {
  const [existing] = await findByPostcodes(tx, before.workspace, before.channelId, [before.postcode])
  if (existing !== undefined && existing.id !== before.id) return
  const { announced, hasPosted, postTs, ended, waitingSince } = before
  const waiting_since = waitingSince === null ? null : new Date(waitingSince)
  await tx
    .updateTable('channel_alert')
    .set({
      ...choiceColumns(before),
      announced,
      has_spoken: hasPosted,
      post_ts: postTs,
      stopped: ended,
      waiting_since,
    })
    .where((eb) => eb.and({ ...workspaceColumns(before.workspace), id: before.id }))
    .execute()
}

/** How long what is hidden can be put back, in ms. */
export const KEPT_HIDDEN_MS = 60 * 60_000

/** The alerts that were hidden under an id within the last hour. */
export const hiddenAlerts = async (
  db: Kysely<Tables>,
  workspace: Workspace,
  batch: string,
): Promise<readonly Alert[]> => {
  const rows = db.selectFrom('channel_alert').selectAll().where('hidden_with', '=', batch)
  const ofWorkspace = rows
    .where((eb) => eb.and(workspaceColumns(workspace)))
    .where('hidden_at', '>', new Date(Date.now() - KEPT_HIDDEN_MS))
  return alertsIn(await ofWorkspace.orderBy('postcode').execute())
}

/** Puts hidden alerts back, as far as they fit and their channel has none for the postcode. Needs lockWorkspace. */
export const unhideAlerts = async (
  tx: Transaction<Tables>,
  workspace: Workspace,
  batch: string,
): Promise<SetUp> => {
  const hidden = await hiddenAlerts(tx, workspace, batch)
  const { existing, fitting, left, full } = await sortOut(tx, workspace, hidden)
  if (fitting.length === 0) return { kind: 'set-up', alerts: [], existing, left, full }
  const ids = fitting.map(({ id }) => id)
  const columns = { hidden_at: null, hidden_with: null }
  await tx.updateTable('channel_alert').set(columns).where('id', 'in', ids).execute()
  return { kind: 'set-up', alerts: fitting, existing, left, full }
}
