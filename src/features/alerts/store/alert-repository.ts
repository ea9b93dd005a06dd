import type { Postcode } from '../../../crime/postcode.ts'
import type { Database } from '../../../database/database.ts'
import type { Owner, Workspace } from '../../../slack/identity.ts'
import type { RegisterWorkspace } from '../../../workspaces/workspaces.ts'
import type { Alert, AlertChoice, Baseline } from '../alert.ts'
import {
  changeAlert,
  createAlert,
  findByPostcode,
  lockWorkspace,
  NO_ATTEMPTS,
  restoreAlert,
} from './alert-changes.ts'
import { alertIn, alertRows, alertsIn, workspaceColumns } from './rows.ts'

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
  findByPostcode: (workspace: Workspace, channelId: string, postcode: Postcode) =>
    use((db) => findByPostcode(db, workspace, { channelId, postcode })),
  create: (owner: Owner, choice: AlertChoice, baseline: Baseline) =>
    use((db) =>
      lockWorkspace(db, owner, async (tx) => {
        await register(tx, owner.teamId)
        return createAlert(tx, owner, choice, baseline)
      }),
    ),
  /** A new postcode starts from `baseline`; the same one keeps the month it announced last. */
  change: (workspace: Workspace, id: string, choice: AlertChoice, baseline: Baseline) =>
    use((db) => lockWorkspace(db, workspace, (tx) => changeAlert(tx, workspace, id, choice, baseline))),
  /** Undoes a change, unless another alert has the old channel and postcode by now. */
  restore: (before: Alert) =>
    use((db) => lockWorkspace(db, before.workspace, (tx) => restoreAlert(tx, before))),
  /** Ends a pause, or brings back an alert that has ended, with its filters; null where it is gone. */
  resume: (workspace: Workspace, id: string) =>
    use(async (db) => {
      const columns = { paused_until: null, stopped: null, ...NO_ATTEMPTS }
      const update = db.updateTable('channel_alert').set(columns)
      const rows = update.where((eb) => eb.and({ ...workspaceColumns(workspace), id }))
      return alertIn(await rows.returningAll().execute())
    }),
  /** Gives the deleted alert; null where it is gone already. */
  delete: (workspace: Workspace, id: string) =>
    use(async (db) => {
      const rows = db
        .deleteFrom('channel_alert')
        .where((eb) => eb.and({ ...workspaceColumns(workspace), id }))
      return alertIn(await rows.returningAll().execute())
    }),
})

/** What createAlertRepository gives. */
export type AlertRepository = ReturnType<typeof createAlertRepository>
