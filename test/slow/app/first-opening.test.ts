import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, it, onTestFinished, vi } from 'vitest'
import { createDatabase } from '../../../src/database/database.ts'
import { createSavedPlaceRepository } from '../../../src/features/home/saved-place-repository.ts'
import { registerWhenStoring } from '../../../src/workspaces/workspaces.ts'
import { appForEachTest } from '../../support/each-test.ts'
import { priya } from '../../support/street-crime.ts'

const start = appForEachTest()

// However long a busy machine takes to make a folder, nobody waits in vain here.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

it('whoever saves a place while a new folder gets its database has it saved', async () => {
  const dataDir = await mkdtemp(join(inject('runFolder'), 'first-opening-'))
  const database = createDatabase({
    config: { kind: 'pglite', dataDir },
    log: { info: () => undefined, warn: () => undefined },
    onFatal: (reason) => expect.unreachable(reason),
  })
  onTestFinished(async () => {
    await database.close()
    await rm(dataDir, { recursive: true })
  })
  const places = createSavedPlaceRepository(database, registerWhenStoring)
  const { slack, ask } = await start({ databaseOpened: database.opened, savedPlaces: places })
  const { ts } = await ask('LE1 1WA')
  const saved = slack.nextMessage(({ text }) => text.includes('LE1 1WA is on your'))
  const alsoSaved = slack.nextMessage(({ text }) => text.includes('B1 1BB is on your'))
  database.open()
  await slack.press({ ...priya, ts, actionId: 'place.save' })
  await slack.command({ ...priya, text: 'save B1 1BB' })
  // Longer than a statement waits by itself.
  await vi.advanceTimersByTimeAsync(1_500)
  expect(database.state()).toBe('opening')
  await Promise.all([saved, alsoSaved])
  const kept = await places.list({ teamId: 'T0PLAYGROUND', userId: priya.user })
  expect(kept.ok && kept.value.map(({ postcode }) => postcode).sort()).toEqual(['B1 1BB', 'LE1 1WA'])
  expect(slack.messages(priya.channel, priya.user)).toHaveLength(3)
})
