import type { Month } from '../../../crime/month.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import type { Database } from '../../../database/database.ts'
import type { Owner, Workspace } from '../../../slack/identity.ts'
import type { RegisterWorkspace } from '../../../workspaces/register-workspace.ts'
import type { Alert, AlertChoice } from '../alert.ts'
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
 * The alerts of workspaces, for people to set up and to look at: what they chose, the month last announced, and nothing
 * that was published. Every call names the workspace it acts in: an id of another one finds nothing. Everything fails
 * with 'unavailable' while the database is.
 */
export const createAlertRepository = ({ use }: Database, register: RegisterWorkspace) => ({
  /** Those of a channel, by postcode, also those that have ended. */
  listInChannel: (workspace: Workspace, channelId: string) =>
    use(async (db) => {
      const rows = alertRows(db, workspace).where('channel_id', '=', channelId)
      return alertsIn(await rows.orderBy('postcode').execute())
    }),
  /** Those a person set up, of every channel, by channel and postcode. */
  listSetBy: (owner: Owner) =>
    use(async (db) => {
      const rows = alertRows(db, owner).where('set_by', '=', owner.userId)
      return alertsIn(await rows.orderBy('channel_id').orderBy('postcode').execute())
    }),
  find: (workspace: Workspace, id: string) =>
    use(async (db) => alertIn(await alertRows(db, workspace).where('id', '=', id).execute())),
  findByPostcode: (workspace: Workspace, channelId: string, postcode: Postcode) =>
    use((db) => findByPostcode(db, workspace, { channelId, postcode })),
  /** `baseline` is the month that is published already and is not announced; null where the postcode has none. */
  create: (owner: Owner, choice: AlertChoice, baseline: Month | null) =>
    use((db) =>
      lockWorkspace(db, owner, async (tx) => {
        await register(tx, owner.teamId)
        return createAlert(tx, owner, choice, baseline)
      }),
    ),
  /** Another postcode starts from `baseline`; the same one keeps what it announced. */
  change: (workspace: Workspace, id: string, choice: AlertChoice, baseline: Month | null) =>
    use((db) => lockWorkspace(db, workspace, (tx) => changeAlert(tx, workspace, id, choice, baseline))),
  /** Undoes a change, also that of having ended; nothing where another alert has its channel and postcode by now. */
  restore: (before: Alert) =>
    use((db) => lockWorkspace(db, before.workspace, (tx) => restoreAlert(tx, before))),
  /** Ends a pause, or brings back an alert that has ended, with its filters; null where it is gone. */
  resume: (workspace: Workspace, id: string) =>
    use(async (db) => {
      const one = { ...workspaceColumns(workspace), id }
      const columns = { paused_until: null, stopped: null, ...NO_ATTEMPTS }
      const resumed = db.updateTable('channel_alert').set(columns)
      return alertIn(
        await resumed
          .where((all) => all.and(one))
          .returningAll()
          .execute(),
      )
    }),
  /** Null where it is gone already. */
  delete: (workspace: Workspace, id: string) =>
    use(async (db) => {
      const one = { ...workspaceColumns(workspace), id }
      const deleted = db.deleteFrom('channel_alert').where((all) => all.and(one))
      return alertIn(await deleted.returningAll().execute())
    }),
})

export type AlertRepository = ReturnType<typeof createAlertRepository>
