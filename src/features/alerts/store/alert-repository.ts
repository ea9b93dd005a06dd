import { randomUUID } from 'node:crypto'
import type { Kysely, Updateable } from 'kysely'
import type { Postcode } from '../../../crime/postcode.ts'
import type { Database } from '../../../database/database.ts'
import type { ChannelAlertTable, Tables } from '../../../database/tables.ts'
import { newestMonths } from '../../../lookup/area-months.ts'
import type { Owner, Workspace } from '../../../slack/identity.ts'
import type { RegisterWorkspace } from '../../../workspaces/workspaces.ts'
import { type Alert, type AlertChoice, keptUnder } from '../alert.ts'
import { createAlertChanges, findByPostcodes, hiddenAlerts, newAlertColumns } from './alert-changes.ts'
import { alertIn, alertRows, alertsIn } from './rows.ts'

/** Updates those of some alerts that are there, and gives them. */
const updateAlerts = async (
  db: Kysely<Tables>,
  { teamId }: Workspace,
  ids: readonly string[],
  columns: Updateable<ChannelAlertTable>,
): Promise<readonly Alert[]> => {
  if (ids.length === 0) return []
  const update = db.updateTable('channel_alert').set(columns).where('team_id', '=', teamId)
  const rows = update.where('id', 'in', ids).where('hidden_at', 'is', null)
  return alertsIn(await rows.returningAll().execute())
}

/**
 * The alerts of workspaces, for commands and views: what people chose and the month last announced, no published
 * figures. Each call is limited to one workspace: the id of another workspace's alert finds nothing. Each call gives the
 * failure 'unavailable' while the database is unavailable.
 */
export const createAlertRepository = ({ use }: Database, register: RegisterWorkspace) => ({
  ...createAlertChanges(use, register),
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
  /** Ends pauses, and brings back alerts that have ended, with their filters; gives those that were there. */
  resume: (workspace: Workspace, ids: readonly string[]) =>
    use((db) => updateAlerts(db, workspace, ids, { paused_until: null, stopped: null })),
  /** Takes alerts off every list and gives those that were there; within an hour `unhide` puts them back by `batch`. */
  hide: (workspace: Workspace, ids: readonly string[]) =>
    use(async (db) => {
      const batch: string = randomUUID()
      const hidden = { hidden_at: new Date(), hidden_with: batch }
      return { batch, alerts: await updateAlerts(db, workspace, ids, hidden) }
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
        const hidden = { hidden_at: new Date(), hidden_with }
        const rows = choices.map((choice) => ({ ...newAlertColumns(owner, choice), ...hidden }))
        await tx.insertInto('channel_alert').values(rows).execute()
        return batch
      }),
    ),
  listHidden: (workspace: Workspace, batch: string) => use((db) => hiddenAlerts(db, workspace, batch)),
})

/** What createAlertRepository gives. */
export type AlertRepository = ReturnType<typeof createAlertRepository>
