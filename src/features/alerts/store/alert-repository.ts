import { randomUUID } from 'node:crypto'
import type { Postcode } from '../../../crime/postcode.ts'
import type { Database } from '../../../database/database.ts'
import type { Owner, Workspace } from '../../../slack/identity.ts'
import type { RegisterWorkspace } from '../../../workspaces/workspaces.ts'
import { type Alert, type AlertChoice, keptUnder } from '../alert.ts'
import {
  type Baselines,
  changeAlert,
  createAlerts,
  findByPostcodes,
  hiddenAlerts,
  lockWorkspace,
  restoreAlert,
  unhideAlerts,
} from './alert-changes.ts'
import { alertIn, alertRows, alertsIn, choiceColumns, newestMonths, workspaceColumns } from './rows.ts'

/**
 * The alerts of workspaces, for commands and views: what people chose and the month last announced, no published
 * figures. Each call is limited to one workspace: the id of another workspace's alert finds nothing. Each call gives the
 * failure 'unavailable' while the database is unavailable.
 */
export const createAlertRepository = ({ use }: Database, register: RegisterWorkspace) => ({
  /** Those of a channel, including ended ones, sorted by postcode. */
  listInChannel: (workspace: Workspace, channelId: string) =>
    use(async (db) => {
      const rows = alertRows(db, workspace).where('channel_id', '=', channelId)
      return alertsIn(await rows.orderBy('postcode').execute())
    }),
  find: (workspace: Workspace, id: string) =>
    use(async (db) => alertIn(await alertRows(db, workspace).where('id', '=', id).execute())),
  findByPostcodes: (workspace: Workspace, channelId: string, postcodes: readonly Postcode[]) =>
    use((db) => findByPostcodes(db, workspace, channelId, postcodes)),
  /** The newest months seen in areas, of those where one was seen. */
  newestMonths: (areas: readonly string[]) => use((db) => newestMonths(db, areas)),
  /** Sets alerts of one channel up. The months of `baselines` are out already, and not announced. */
  create: (owner: Owner, choices: readonly AlertChoice[], baselines: Baselines) =>
    use((db) =>
      lockWorkspace(db, owner, async (tx) => {
        await register(tx, owner.teamId)
        return createAlerts(tx, owner, choices, baselines)
      }),
    ),
  /** A new postcode starts from its baseline; the same one keeps the month it announced last. */
  change: (workspace: Workspace, id: string, choice: AlertChoice, baselines: Baselines) =>
    use((db) => lockWorkspace(db, workspace, (tx) => changeAlert(tx, workspace, id, choice, baselines))),
  /** Undoes a change, unless another alert has the old channel and postcode by now. */
  restore: (before: Alert) =>
    use((db) => lockWorkspace(db, before.workspace, (tx) => restoreAlert(tx, before))),
  /** Ends a pause, or brings back an alert that has ended, with its filters; null where it is gone. */
  resume: (workspace: Workspace, id: string) =>
    use(async (db) => {
      const columns = { paused_until: null, stopped: null }
      const update = db.updateTable('channel_alert').set(columns).where('hidden_at', 'is', null)
      const rows = update.where((eb) => eb.and({ ...workspaceColumns(workspace), id }))
      return alertIn(await rows.returningAll().execute())
    }),
  /** Takes alerts off every list and gives those that were there; within an hour `unhide` puts them back by `batch`. */
  hide: (workspace: Workspace, ids: readonly string[]) =>
    use(async (db) => {
      const batch: string = randomUUID()
      if (ids.length === 0) return { batch, alerts: [] }
      const rows = db
        .updateTable('channel_alert')
        .set({ hidden_at: new Date(), hidden_with: batch })
        .where('hidden_at', 'is', null)
        .where('id', 'in', ids)
        .where((eb) => eb.and(workspaceColumns(workspace)))
      return { batch, alerts: alertsIn(await rows.returningAll().execute()) }
    }),
  /**
   * Keeps choices for an hour without setting them up, under an id that it gives; `toChange` is the alert that they were
   * meant for (keptUnder).
   */
  keepHidden: (owner: Owner, choices: readonly AlertChoice[], toChange: string | null = null) =>
    use((db) =>
      db.transaction().execute(async (tx) => {
        await register(tx, owner.teamId)
        const batch: string = randomUUID()
        const hidden_with = toChange === null ? batch : keptUnder({ how: 'change', batch, id: toChange })
        const hidden = { hidden_at: new Date(), hidden_with, set_by: owner.userId }
        const rows = choices.map((choice) => ({
          ...{ id: randomUUID(), ...workspaceColumns(owner), ...choiceColumns(choice) },
          ...hidden,
        }))
        await tx.insertInto('channel_alert').values(rows).execute()
        return batch
      }),
    ),
  listHidden: (workspace: Workspace, batch: string) => use((db) => hiddenAlerts(db, workspace, batch)),
  /** Puts hidden alerts back, as far as they fit. */
  unhide: (workspace: Workspace, batch: string) =>
    use((db) => lockWorkspace(db, workspace, (tx) => unhideAlerts(tx, workspace, batch))),
})

/** What createAlertRepository gives. */
export type AlertRepository = ReturnType<typeof createAlertRepository>
