import type { Database } from '../../../../src/database/database.ts'
import type { DatabaseConfig } from '../../../../src/database/database-config.ts'
import {
  type Alert,
  type AlertChoice,
  type Baseline,
  choiceFor,
  type SetUp,
} from '../../../../src/features/alerts/alert.ts'
import {
  type AlertRepository,
  createAlertRepository,
} from '../../../../src/features/alerts/store/alert-repository.ts'
import { createDeliveryRepository } from '../../../../src/features/alerts/store/delivery-repository.ts'
import type { Result } from '../../../../src/lib/result.ts'
import type { Owner, Workspace } from '../../../../src/slack/identity.ts'
import { registerWhenStoring } from '../../../../src/workspaces/workspaces.ts'
import { readyFor } from '../../../database/support/open.ts'
import { postcode } from '../../../support/incidents.ts'

/** The repositories of alerts on a database. */
export const repositoriesOf = (database: Database) => ({
  database,
  alerts: createAlertRepository(database, registerWhenStoring),
  deliveries: createDeliveryRepository(database),
})

/** The same on one that is ready. */
export const repositoriesOn = async (place: DatabaseConfig) =>
  repositoriesOf((await readyFor(place)).database)

let workspaces = 0

/** A workspace that no other test uses, so that tests share a database and no alerts. */
export const newWorkspace = (): Workspace => {
  workspaces += 1
  return { teamId: `T${workspaces}` }
}

/** A person of a workspace. */
export const person = (workspace: Workspace, userId = 'U1'): Owner => ({ ...workspace, userId })

/** A choice; by default all categories near LE1 1WA, in a thread. */
export const choice = (given: Partial<AlertChoice> = {}): AlertChoice => ({
  ...choiceFor('C1', { postcode: postcode('LE1 1WA'), name: null }),
  ...given,
})

/** Creates one alert, which starts from a baseline. */
export const createOne = (
  { create }: Pick<AlertRepository, 'create'>,
  owner: Owner,
  wanted: AlertChoice,
  baseline: Baseline,
) => create(owner, [wanted], new Map([[wanted.postcode, baseline]]))

/** The value of a result that must not be 'unavailable'. */
export const available = <Value>(result: Result<Value, 'unavailable'>): Value => {
  if (!result.ok) throw new Error('the database is unavailable')
  return result.value
}

/** The alert that must have been set up. */
export const createdAlert = (result: Result<SetUp, 'unavailable'>): Alert => {
  const { alerts, full } = available(result)
  const [alert] = alerts
  if (alert === undefined) throw new Error(`not set up: ${full ?? 'it exists'}`)
  return alert
}
