import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { areaOf, type Postcode } from '../../../crime/postcode.ts'
import { type Database, lockUntilEnd } from '../../../database/database.ts'
import { KEPT_HIDDEN_MS } from '../../../database/hidden-rows.ts'
import type { Tables } from '../../../database/tables.ts'
import { advanceArea, newestMonths } from '../../../lookup/area-months.ts'
import type { Owner, Workspace } from '../../../slack/identity.ts'
import type { RegisterWorkspace } from '../../../workspaces/workspaces.ts'
import type { Alert, AlertChoice, Baseline, SetUp } from '../alert.ts'
import { MAX_IN_CHANNEL, MAX_IN_WORKSPACE } from '../limits.ts'
import { alertIn, alertRows, alertsIn, choiceColumns } from './rows.ts'

/** The result of a change; `gone` where the workspace has no such alert. */
export type ChangeResult =
  | { readonly kind: 'changed' | 'already-exists'; readonly alert: Alert }
  | { readonly kind: 'channel-full' }
  | { readonly kind: 'gone' }

/** What each place that was looked up starts from. */
export type Baselines = ReadonlyMap<Postcode, Baseline>

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

/** The alerts that were hidden under an id within the last hour. */
export const hiddenAlerts = async (
  db: Kysely<Tables>,
  { teamId }: Workspace,
  batch: string,
): Promise<readonly Alert[]> => {
  const rows = db
    .selectFrom('channel_alert')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('hidden_with', '=', batch)
    .where('hidden_at', '>', new Date(Date.now() - KEPT_HIDDEN_MS))
  return alertsIn(await rows.orderBy('postcode').execute())
}

/** The columns of a new alert, but for what it starts from. */
export const newAlertColumns = ({ teamId, userId }: Owner, choice: AlertChoice) => ({
  ...{ id: randomUUID(), team_id: teamId, set_by: userId },
  ...choiceColumns(choice),
})

/** How many more alerts a channel and its workspace may have. */
const roomFor = async (db: Kysely<Tables>, { teamId }: Workspace, channelId: string) => {
  const { inWorkspace, inChannel } = await db
    .selectFrom('channel_alert')
    .select(({ fn, cast }) => [
      cast<number>(fn.countAll(), 'integer').as('inWorkspace'),
      cast<number>(fn.countAll().filterWhere('channel_id', '=', channelId), 'integer').as('inChannel'),
    ])
    .where('team_id', '=', teamId)
    .where('hidden_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { channel: MAX_IN_CHANNEL - inChannel, workspace: MAX_IN_WORKSPACE - inWorkspace }
}

/** Saves what fits of the choices of one channel, without those for which it has an alert already. */
const saveWhatFits = async <Choice extends AlertChoice>(
  tx: Transaction<Tables>,
  workspace: Workspace,
  choices: readonly Choice[],
  save: (fitting: readonly Choice[]) => Promise<readonly Alert[]>,
): Promise<SetUp> => {
  const channelId = choices[0]?.channelId ?? ''
  const postcodes = choices.map(({ postcode }) => postcode)
  const existing = await findByPostcodes(tx, workspace, channelId, postcodes)
  const known = new Set(existing.map(({ postcode }) => postcode))
  const wanted = choices.filter(({ postcode }) => !known.has(postcode))
  const room = await roomFor(tx, workspace, channelId)
  const fits = Math.max(0, Math.min(room.channel, room.workspace))
  const full = room.channel <= room.workspace ? 'channel-full' : 'workspace-full'
  const [fitting, left] = [wanted.slice(0, fits), wanted.slice(fits)]
  const alerts = fitting.length === 0 ? [] : await save(fitting)
  return { kind: 'set-up', alerts, existing, left, full: left.length === 0 ? null : full }
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
    const isMissing = baseline === 'figures missing'
    return {
      announced: isMissing ? null : (baseline ?? areas.get(areaOf(postcode)) ?? null),
      waiting_since: isMissing ? tx.fn<Date>('now') : null,
      ...{ due_since: null, told_waiting: false },
    }
  }
}

/** The changes that keep to the limits, and to one alert a channel and postcode. */
export const createAlertChanges = (use: Database['use'], register: RegisterWorkspace) => {
  // One change a workspace at a time: two at once could both pass the check of a limit, and exceed it.
  const locked = <Value>({ teamId }: Workspace, work: (tx: Transaction<Tables>) => Promise<Value>) =>
    use((db) =>
      db.transaction().execute(async (tx) => {
        await lockUntilEnd(tx, `alerts ${teamId}`)
        return work(tx)
      }),
    )
  return {
    /** Sets alerts of one channel up, in a few statements. The months of `baselines` are out already, and not announced. */
    create: (owner: Owner, choices: readonly AlertChoice[], baselines: Baselines) =>
      locked(owner, async (tx) => {
        await register(tx, owner.teamId)
        return saveWhatFits(tx, owner, choices, async (fitting) => {
          const start = await startColumns(tx, fitting, baselines)
          const rows = fitting.map((choice) => ({ ...newAlertColumns(owner, choice), ...start(choice) }))
          return alertsIn(await tx.insertInto('channel_alert').values(rows).returningAll().execute())
        })
      }),
    /**
     * Changes an alert, and brings it back where it had ended. A new postcode has announced nothing and starts from its
     * baseline; the same one keeps the month it announced last.
     */
    change: (workspace: Workspace, id: string, choice: AlertChoice, baselines: Baselines) =>
      locked(workspace, async (tx): Promise<ChangeResult> => {
        const before = alertIn(await alertRows(tx, workspace).where('id', '=', id).execute())
        if (before === null) return { kind: 'gone' }
        const [existing] = await findByPostcodes(tx, workspace, choice.channelId, [choice.postcode])
        if (existing !== undefined && existing.id !== id) return { kind: 'already-exists', alert: existing }
        const isMoved = choice.channelId !== before.channelId
        if (isMoved && (await roomFor(tx, workspace, choice.channelId)).channel <= 0)
          return { kind: 'channel-full' }
        const isElsewhere = choice.postcode !== before.postcode
        const start = isElsewhere ? (await startColumns(tx, [choice], baselines))(choice) : {}
        const rows = await tx
          .updateTable('channel_alert')
          .set({
            ...{ ...choiceColumns(choice), ...start, stopped: null },
            ...(isElsewhere ? { has_spoken: false } : {}),
            ...(isElsewhere || isMoved ? { post_ts: null, thread_pending: false } : {}),
          })
          .where('id', '=', id)
          .returningAll()
          .execute()
        const alert = alertIn(rows)
        return alert === null ? { kind: 'gone' } : { kind: 'changed', alert }
      }),
    /** Puts hidden alerts back, to announce again, as far as they fit and their channel has none for the postcode. */
    unhide: (workspace: Workspace, batch: string) =>
      locked(workspace, async (tx) => {
        const hidden = await hiddenAlerts(tx, workspace, batch)
        return saveWhatFits(tx, workspace, hidden, async (fitting) => {
          const ids = fitting.map(({ id }) => id)
          const columns = { hidden_at: null, hidden_with: null, stopped: null }
          await tx.updateTable('channel_alert').set(columns).where('id', 'in', ids).execute()
          return fitting.map((alert) => ({ ...alert, ended: null }))
        })
      }),
  }
}
