import { expect, it, onTestFinished } from 'vitest'
import { createWorkspaces } from '../../src/workspaces/workspaces.ts'
import { readyFor } from '../database/support/open.ts'
import { onBothShared } from '../database/support/places.ts'
import { until } from '../support/until.ts'

onBothShared((placeOf) => {
  it('a workspace whose token is configured has the app, whatever was noted over OAuth before', async () => {
    const { database } = await readyFor(placeOf())
    const since = async () => {
      const found = await database.use((db) =>
        db.selectFrom('workspace').select('uninstalled_since').where('team_id', '=', 'T0TOKEN').execute(),
      )
      return found.ok ? found.value[0]?.uninstalled_since : undefined
    }
    await database.use((db) =>
      db
        .insertInto('workspace')
        .values({ team_id: 'T0TOKEN', uninstalled_since: new Date(0) })
        .execute(),
    )
    onTestFinished(async () => void (await database.use((db) => db.deleteFrom('workspace').execute())))
    expect(await since()).toEqual(new Date(0))
    const log = { info: () => undefined, error: () => undefined }
    createWorkspaces({ database, clock: Date.now, encryptionKeys: [], log })
    await until(async () => (await since()) === null)
  })
})
