import type { Month } from '../../../crime/month.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import type { Database } from '../../../database/database.ts'
import type { Result } from '../../../lib/result.ts'
import type { Owner, Workspace } from '../../../slack/identity.ts'
import type { Alert, AlertChoice } from '../alert.ts'
import {
  type ChangeResult,
  type CreateResult,
  changeAlert,
  createAlert,
  findByPostcode,
  lockWorkspace,
  NO_ATTEMPTS,
  restoreAlert,
} from './alert-changes.ts'
import { alertIn, alertRows, alertsIn, workspaceColumns } from './rows.ts'

/** While the database is unavailable, everything fails with 'unavailable'. */
type OrUnavailable<Value> = Promise<Result<Value, 'unavailable'>>

/**
 * The alerts of workspaces, for people to set up and to look at. Every call names the workspace it acts in: an
 * id of another one finds nothing.
 */
export type AlertRepository = {
  /** Those of a channel, by postcode, also those that have ended. */
  readonly listInChannel: (workspace: Workspace, channelId: string) => OrUnavailable<readonly Alert[]>
  /** Those a person set up, of every channel, by channel and postcode. */
  readonly listSetBy: (owner: Owner) => OrUnavailable<readonly Alert[]>
  readonly find: (workspace: Workspace, id: string) => OrUnavailable<Alert | null>
  readonly findByPostcode: (
    workspace: Workspace,
    channelId: string,
    postcode: Postcode,
  ) => OrUnavailable<Alert | null>
  /** `baseline` is the month that is published already and is not announced; null where the postcode has none. */
  readonly create: (owner: Owner, choice: AlertChoice, baseline: Month | null) => OrUnavailable<CreateResult>
  /** Another postcode starts from `baseline`; the same one keeps what it announced. */
  readonly change: (
    workspace: Workspace,
    id: string,
    choice: AlertChoice,
    baseline: Month | null,
  ) => OrUnavailable<ChangeResult>
  /** Undoes a change, also that of having ended; nothing where another alert has its channel and postcode by now. */
  readonly restore: (before: Alert) => OrUnavailable<void>
  /** Ends a pause, or brings back an alert that has ended, with its filters; null where it is gone. */
  readonly resume: (workspace: Workspace, id: string) => OrUnavailable<Alert | null>
  /** Null where it is gone already. */
  readonly delete: (workspace: Workspace, id: string) => OrUnavailable<Alert | null>
}

/** Alerts in the database: what people chose, the month last announced, and nothing that was published. */
export const createAlertRepository = ({ use }: Database): AlertRepository => ({
  listInChannel: (workspace, channelId) =>
    use(async (db) => {
      const rows = alertRows(db, workspace).where('channel_id', '=', channelId)
      return alertsIn(await rows.orderBy('postcode').execute())
    }),
  listSetBy: (owner) =>
    use(async (db) => {
      const rows = alertRows(db, owner).where('set_by', '=', owner.userId)
      return alertsIn(await rows.orderBy('channel_id').orderBy('postcode').execute())
    }),
  find: (workspace, id) =>
    use(async (db) => alertIn(await alertRows(db, workspace).where('id', '=', id).execute())),
  findByPostcode: (workspace, channelId, postcode) =>
    use((db) => findByPostcode(db, workspace, { channelId, postcode })),
  create: (owner, choice, baseline) =>
    use((db) => lockWorkspace(db, owner, (tx) => createAlert(tx, owner, choice, baseline))),
  change: (workspace, id, choice, baseline) =>
    use((db) => lockWorkspace(db, workspace, (tx) => changeAlert(tx, workspace, id, choice, baseline))),
  restore: (before) => use((db) => lockWorkspace(db, before.workspace, (tx) => restoreAlert(tx, before))),
  resume: (workspace, id) =>
    use(async (db) => {
      const one = db
        .updateTable('channel_alert')
        .where((all) => all.and({ ...workspaceColumns(workspace), id }))
      const columns = { paused_until: null, stopped: null, ...NO_ATTEMPTS }
      return alertIn(await one.set(columns).returningAll().execute())
    }),
  delete: (workspace, id) =>
    use(async (db) => {
      const one = db
        .deleteFrom('channel_alert')
        .where((all) => all.and({ ...workspaceColumns(workspace), id }))
      return alertIn(await one.returningAll().execute())
    }),
})
