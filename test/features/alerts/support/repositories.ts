import type { DatabaseConfig } from '../../../../src/database/database-config.ts'
import type { AlertChoice } from '../../../../src/features/alerts/alert.ts'
import type { SetUpResult } from '../../../../src/features/alerts/alerts.ts'
import { createAlertRepository } from '../../../../src/features/alerts/store/alert-repository.ts'
import { createDeliveryRepository } from '../../../../src/features/alerts/store/delivery-repository.ts'
import type { Result } from '../../../../src/lib/result.ts'
import type { Owner, Workspace } from '../../../../src/slack/identity.ts'
import { readyFor } from '../../../database/support/open.ts'
import { postcode } from '../../../support/incidents.ts'

/** The stores on a place, ready. */
export const storesOn = async (place: DatabaseConfig) => {
  const { database } = await readyFor(place)
  return { database, alerts: createAlertRepository(database), watch: createDeliveryRepository(database) }
}

let workspaces = 0

/** A workspace nobody has been in before, so that tests share a database and no alerts. */
export const newWorkspace = (): Workspace => {
  workspaces += 1
  return { enterpriseId: '', teamId: `T${workspaces}` }
}

/** Somebody of a workspace. */
export const person = (workspace: Workspace, userId = 'U1'): Owner => ({ ...workspace, userId })

/** A choice, by default all that happens near LE1 1WA, in a thread. */
export const choice = (given: Partial<AlertChoice> = {}): AlertChoice => ({
  channelId: 'C1',
  postcode: postcode('LE1 1WA'),
  categories: [],
  inThread: true,
  pausedUntil: null,
  ...given,
})

/** The value of an answer that must not be away. */
export const there = <Value>(result: Result<Value, 'unavailable'>): Value => {
  if (!result.ok) throw new Error('the database is away')
  return result.value
}

/** The alert that must have been set up. */
export const alertOf = (setting: Result<SetUpResult, 'unavailable'>) => {
  const value = there(setting)
  if (value.kind !== 'set') throw new Error(`not set up: ${value.kind}`)
  return value.alert
}
