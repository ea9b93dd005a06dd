import { randomUUID } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Month } from '../../../crime/month.ts'
import { areaOf } from '../../../crime/postcode.ts'
import type { Tables } from '../../../database/tables.ts'
import type { Owner, Workspace } from '../../../slack/identity.ts'
import { type Alert, type AlertChoice, MAX_IN_CHANNEL, MAX_IN_WORKSPACE } from '../alert.ts'
import { advanceArea, alertIn, alertRows, choiceColumns, newestMonthIn, workspaceColumns } from './rows.ts'

/** The result of setting up: a channel has one alert a postcode, so a second is answered with the first. */
export type CreateResult =
  | { readonly kind: 'set-up' | 'already-exists'; readonly alert: Alert }
  | { readonly kind: 'channel-full' | 'workspace-full' }

/** The result of a change; `gone` where the alert is not, or no longer, this workspace's. */
export type ChangeResult =
  | { readonly kind: 'changed' | 'already-exists'; readonly alert: Alert }
  | { readonly kind: 'channel-full' | 'gone' }

/** A delivery's columns as they are before the first attempt. */
export const NO_ATTEMPTS = { attempts: 0, refused_since: null, taken_until: null } as const

const NO_POST = { line_ts: null, line_month: null } as const

/** Runs one change of a workspace at a time: two at once could count the same alerts, and pass a limit together. */
export const lockWorkspace = async <Value>(
  db: Kysely<Tables>,
  { teamId }: Workspace,
  work: (tx: Transaction<Tables>) => Promise<Value>,
): Promise<Value> =>
  db.transaction().execute(async (tx) => {
    const key = `alerts ${teamId}`
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx)
    return work(tx)
  })

/** The alert that a channel has for a postcode. */
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
    .select([
      sql<number>`count(*)::int`.as('inWorkspace'),
      sql<number>`(count(*) filter (where channel_id = ${channelId}))::int`.as('inChannel'),
    ])
    .where((all) => all.and(workspaceColumns(workspace)))
    .executeTakeFirstOrThrow()

// A postcode without a month of its own starts from its area's month: that is not announced either.
const startMonth = async (
  tx: Transaction<Tables>,
  { postcode }: AlertChoice,
  baseline: Month | null,
): Promise<Month | null> => {
  const area = areaOf(postcode)
  if (baseline === null) return newestMonthIn(tx, area)
  await advanceArea(tx, area, baseline)
  return baseline
}

export const createAlert = async (
  tx: Transaction<Tables>,
  owner: Owner,
  choice: AlertChoice,
  baseline: Month | null,
): Promise<CreateResult> => {
  const existing = await findByPostcode(tx, owner, choice)
  if (existing !== null) return { kind: 'already-exists', alert: existing }
  const { inChannel, inWorkspace } = await countAlerts(tx, owner, choice.channelId)
  if (inChannel >= MAX_IN_CHANNEL) return { kind: 'channel-full' }
  if (inWorkspace >= MAX_IN_WORKSPACE) return { kind: 'workspace-full' }
  const values = { ...workspaceColumns(owner), ...choiceColumns(choice), set_by: owner.userId }
  const announced = await startMonth(tx, choice, baseline)
  const created = await tx
    .insertInto('channel_alert')
    .values({ id: randomUUID(), ...values, announced })
    .returningAll()
    .execute()
  const alert = alertIn(created)
  if (alert === null) throw new TypeError('an alert for a postcode that is not covered')
  return { kind: 'set-up', alert }
}

/** What a change resets: another postcode starts from its own month, another channel without failed attempts. */
const resetColumns = async (
  tx: Transaction<Tables>,
  before: Alert,
  choice: AlertChoice,
  baseline: Month | null,
) => ({
  ...(choice.postcode === before.postcode
    ? {}
    : { announced: await startMonth(tx, choice, baseline), has_spoken: false, ...NO_POST }),
  ...(choice.channelId === before.channelId ? {} : { stopped: null, ...NO_ATTEMPTS, ...NO_POST }),
})

export const changeAlert = async (
  tx: Transaction<Tables>,
  workspace: Workspace,
  id: string,
  choice: AlertChoice,
  baseline: Month | null,
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

export const restoreAlert = async (tx: Transaction<Tables>, before: Alert): Promise<void> => {
  const existing = await findByPostcode(tx, before.workspace, before)
  if (existing !== null && existing.id !== before.id) return
  const { announced, hasPosted, ended } = before
  await tx
    .updateTable('channel_alert')
    .set({ ...choiceColumns(before), announced, has_spoken: hasPosted, stopped: ended })
    .where((all) => all.and({ ...workspaceColumns(before.workspace), id: before.id }))
    .execute()
}
