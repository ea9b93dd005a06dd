import type { KyselyPlugin } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Database, sqlClient } from '../src/database/database.ts'
import { createAlertRepository } from '../src/features/alerts/store/alert-repository.ts'
import { createSavedPlaceRepository } from '../src/features/home/saved-place-repository.ts'
import { createReadHomeRows } from '../src/home-rows.ts'
import { failed, success } from '../src/lib/result.ts'
import { createQuota } from '../src/lookup/quota.ts'
import { registerWhenStoring } from '../src/workspaces/workspaces.ts'
import { closedFor, readyFor } from './database/support/open.ts'
import { emptyPostgres, onBothShared, POSTGRES } from './database/support/places.ts'
import { createProxy } from './database/support/proxy.ts'
import {
  choice,
  createdAlert,
  createOne,
  newWorkspace,
  person,
} from './features/alerts/support/repositories.ts'
import { month, postcode } from './support/incidents.ts'

const [LE1, ST20, M1] = [postcode('LE1 1WA'), postcode('ST20 0LY'), postcode('M1 1AE')]
// A busy machine takes longer than a look-up may wait.
const countsIn = (database: Database) => ({ ...sqlClient(database), timeoutMs: 10_000 })
const inMemory = () => createQuota({ clock: Date.now, dailyLimit: 200, store: null })

describe('what the database holds for a person’s Home', () => {
  onBothShared((placeOf) => {
    it('is their places in their order, the alerts they set up by channel and postcode, and the use of today', async () => {
      const { database } = await readyFor(placeOf())
      const places = createSavedPlaceRepository(database, registerWhenStoring)
      const alerts = createAlertRepository(database, registerWhenStoring)
      const priya = person(newWorkspace())
      const { teamId } = priya
      for (const place of [ST20, LE1, M1]) await places.add(priya, place)
      await places.move(priya, M1, 'up')
      const set = async (channelId: string, near: typeof LE1, by = 'U1') =>
        createdAlert(
          await createOne(
            alerts,
            person({ teamId }, by),
            choice({ channelId, postcode: near, categories: ['drugs'], pausedUntil: '2026-12-01' }),
            month('2023-01'),
          ),
        )
      const [third, second, first] = [await set('C2', LE1), await set('C1', M1), await set('C1', LE1)]
      await set('C3', LE1, 'U2')
      const quota = inMemory()
      await quota.consume(priya)
      const read = createReadHomeRows(database, quota)
      expect(await read(priya)).toEqual(
        success({
          places: [ST20, M1, LE1].map((near) => ({ postcode: near, name: null })),
          alerts: [first, second, third],
          usage: { used: 1, limit: 200 },
        }),
      )
      const nobody = success({ places: [], alerts: [], usage: { used: 0, limit: 200 } })
      expect(await read(person(newWorkspace()))).toEqual(nobody)
    })

    it('is unavailable while the database is closed', async () => {
      const database = await closedFor(placeOf())
      expect(await createReadHomeRows(database, inMemory())(person(newWorkspace()))).toEqual(
        failed('unavailable'),
      )
    })
  })

  it.skipIf(POSTGRES === undefined)(
    'is read by one statement, the look-ups that all processes count included',
    async () => {
      const { database } = await readyFor(await emptyPostgres())
      const quota = createQuota({ clock: Date.now, dailyLimit: null, store: countsIn(database) })
      const priya = person(newWorkspace())
      await quota.consume(priya)
      let statements = 0
      const counting: KyselyPlugin = {
        transformQuery: ({ node }) => node,
        transformResult: async ({ result }) => {
          statements += 1
          return result
        },
      }
      const use: typeof database.use = (work) => database.use((db) => work(db.withPlugin(counting)))
      const read = createReadHomeRows({ ...database, use }, quota)
      expect(await read(priya)).toMatchObject({ ok: true, value: { usage: { used: 1, limit: null } } })
      expect(statements).toBe(1)
    },
  )

  it.skipIf(POSTGRES === undefined)(
    'costs one way to Postgres a Home, however many are opened at once',
    async () => {
      const place = await emptyPostgres()
      const proxy = await createProxy(place.kind === 'postgres' ? place.url : '', 20)
      const { database } = await readyFor(proxy.place)
      const quota = createQuota({ clock: Date.now, dailyLimit: null, store: countsIn(database) })
      const read = createReadHomeRows(database, quota)
      // Few enough that on a busy machine, too, none waits for a connection for the four seconds it may.
      const homes = await Promise.all(
        Array.from({ length: 100 }, (_, n) => read(person({ teamId: 'T1' }, `U${n}`))),
      )
      expect(homes.filter(({ ok }) => !ok)).toHaveLength(0)
      // A hundred, and some twenty to open the connections; with three statements a Home it would be three hundred.
      expect(proxy.sent()).toBeLessThan(200)
    },
  )
})
