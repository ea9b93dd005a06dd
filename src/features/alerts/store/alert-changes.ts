import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { areaOf } from '../../../crime/postcode.ts'
import { lockUntilEnd } from '../../../database/database.ts'
import type { Tables } from '../../../database/tables.ts'
import type { Owner, Workspace } from '../../../slack/identity.ts'
import { type Alert, type AlertChoice, type Baseline, MAX_IN_CHANNEL, MAX_IN_WORKSPACE } from '../alert.ts'
import { advanceArea, alertIn, alertRows, choiceColumns, newestMonthIn, workspaceColumns } from './rows.ts'

/** The result of setting up. A channel has one alert per postcode; `already-exists` comes with it. */
export type CreateResult =
  | { readonly kind: 'set-up' | 'already-exists'; readonly alert: Alert }
  | { readonly kind: 'channel-full' | 'workspace-full' }

/** The result of a change; `gone` where the workspace has no such alert. */
export type ChangeResult =
  | { readonly kind: 'changed' | 'already-exists'; readonly alert: Alert }
  | { readonly kind: 'channel-full' | 'gone' }

/** The columns of a delivery before its first attempt. */
export const NO_ATTEMPTS = { attempts: 0, refused_since: null, taken_until: null } as const

const NO_POST = { line_ts: null, line_month: null } as const

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

/** The alert that a channel has for a postcode, or null. */
export const findByPostcode = async (
  db: Kysely<Tables>,
  workspace: Workspace,
  { channelId, postcode }: Pick<AlertChoice, 'channelId' | 'postcode'>,
): Promise<Alert | null> =>
  alertIn(
    await alertRows(db, workspace)
      .where('channel_id', '=', channelId)
      .where('postcode', '=', postcode)
      .execute(),
  )

const countAlerts = async (db: Kysely<Tables>, workspace: Workspace, channelId: string) =>
  db
    .selectFrom('channel_alert')
    .select(({ fn, cast }) => [
      cast<number>(fn.countAll(), 'integer').as('inWorkspace'),
      cast<number>(fn.countAll().filterWhere('channel_id', '=', channelId), 'integer').as('inChannel'),
    ])
    .where((eb) => eb.and(workspaceColumns(workspace)))
    .executeTakeFirstOrThrow()

// The newest month that is not announced: the postcode's own or, where it has none, its area's. Where the local force's
// figures are missing there is none: whatever it publishes next is news.
const startColumns = async (tx: Transaction<Tables>, { postcode }: AlertChoice, baseline: Baseline) => {
  if (baseline === 'figures missing')
    return { announced: null, waiting_since: tx.fn<Date>('now'), told_waiting: false }
  const area = areaOf(postcode)
  if (baseline !== null) await advanceArea(tx, area, baseline)
  const announced = baseline ?? (await newestMonthIn(tx, area))
  return { announced, waiting_since: null, told_waiting: false }
}

/** Creates an alert. Needs lockWorkspace. */
export const createAlert = async (
  tx: Transaction<Tables>,
  owner: Owner,
  choice: AlertChoice,
  baseline: Baseline,
): Promise<CreateResult> => {
  const existing = await findByPostcode(tx, owner, choice)
  if (existing !== null) return { kind: 'already-exists', alert: existing }
  const { inChannel, inWorkspace } = await countAlerts(tx, owner, choice.channelId)
  if (inChannel >= MAX_IN_CHANNEL) return { kind: 'channel-full' }
  if (inWorkspace >= MAX_IN_WORKSPACE) return { kind: 'workspace-full' }
  const values = { ...workspaceColumns(owner), ...choiceColumns(choice), set_by: owner.userId }
  const created = await tx
    .insertInto('channel_alert')
    .values({ id: randomUUID(), ...values, ...(await startColumns(tx, choice, baseline)) })
    .returningAll()
    .execute()
  const alert = alertIn(created)
  if (alert === null) throw new TypeError('an alert for a postcode that is not covered')
  return { kind: 'set-up', alert }
}

/** The columns that a change resets: a new postcode has announced nothing, a new channel has no failed attempts. */
const resetColumns = async (
  tx: Transaction<Tables>,
  before: Alert,
  choice: AlertChoice,
  baseline: Baseline,
) => ({
  ...(choice.postcode === before.postcode
    ? {}
    : { ...(await startColumns(tx, choice, baseline)), has_spoken: false, ...NO_POST }),
  ...(choice.channelId === before.channelId ? {} : { stopped: null, ...NO_ATTEMPTS, ...NO_POST }),
})

/** Changes an alert; `baseline` counts where the postcode is new. Needs lockWorkspace. */
export const changeAlert = async (
  tx: Transaction<Tables>,
  workspace: Workspace,
  id: string,
  choice: AlertChoice,
  baseline: Baseline,
): Promise<ChangeResult> => {
  const before = alertIn(await alertRows(tx, workspace).where('id', '=', id).execute())
  if (before === null) return { kind: 'gone' }
  const existing = await findByPostcode(tx, workspace, choice)
  if (existing !== null && existing.id !== id) return { kind: 'already-exists', alert: existing }
  const moves = choice.channelId !== before.channelId
  if (moves && (await countAlerts(tx, workspace, choice.channelId)).inChannel >= MAX_IN_CHANNEL)
    return { kind: 'channel-full' }
  const changed = await tx
    .updateTable('channel_alert')
    .set({ ...choiceColumns(choice), ...(await resetColumns(tx, before, choice, baseline)) })
    .where('id', '=', id)
    .returningAll()
    .execute()
  const alert = alertIn(changed)
  return alert === null ? { kind: 'gone' } : { kind: 'changed', alert }
}

/** Undoes a change. Does nothing where another alert has the old channel and postcode by now. Needs lockWorkspace. */
export const restoreAlert = async (tx: Transaction<Tables>, before: Alert): Promise<void> => {
  const existing = await findByPostcode(tx, before.workspace, before)
  if (existing !== null && existing.id !== before.id) return
  const { announced, hasPosted, ended, waitingSince } = before
  const waiting_since = waitingSince === null ? null : new Date(waitingSince)
  await tx
    .updateTable('channel_alert')
    .set({ ...choiceColumns(before), announced, has_spoken: hasPosted, stopped: ended, waiting_since })
    .where((eb) => eb.and({ ...workspaceColumns(before.workspace), id: before.id }))
    .execute()
}
