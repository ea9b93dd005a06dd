import { describe, expect, it } from 'vitest'
import type { Postcode } from '../../../src/crime/postcode.ts'
import {
  createSavedPlaceRepository,
  MAX_SAVED_PLACES,
  type SavedPlaceRepository,
} from '../../../src/features/home/saved-place-repository.ts'
import { success } from '../../../src/lib/result.ts'
import type { Owner } from '../../../src/slack/identity.ts'
import { registerWhenStoring } from '../../../src/workspaces/workspaces.ts'
import { closedFor, readyFor } from '../../database/support/open.ts'
import { onBothShared } from '../../database/support/places.ts'
import { postcode } from '../../support/incidents.ts'

const POSTCODES: readonly Postcode[] = Array.from({ length: 105 }, (_, at) =>
  postcode(`${at < 60 ? 'M' : 'B'}${(at % 60) + 1} 1AE`),
)
const [A, B, C, D] = ['LE1 1WA', 'ST20 0LY', 'M1 1AE', 'B1 1BB'].map(postcode) as [
  Postcode,
  Postcode,
  Postcode,
  Postcode,
]

let people = 0
/** Somebody nobody has been before, so that tests share a database and no rows. */
const somebody = (given: Partial<Owner> = {}): Owner => {
  people += 1
  return { teamId: 'T1', userId: `U${people}`, ...given }
}

const addAll = async (
  places: SavedPlaceRepository,
  owner: Owner,
  postcodes: readonly Postcode[],
): Promise<void> => {
  for (const one of postcodes) expect(await places.add(owner, one)).toEqual(success('saved'))
}

/** The postcodes of a list, in its order. */
const listed = async (places: SavedPlaceRepository, owner: Owner): Promise<readonly Postcode[]> => {
  const list = await places.list(owner)
  return list.ok ? list.value.map((place) => place.postcode) : []
}

describe('saved places', () => {
  onBothShared((placeOf) => {
    const opened = async () => {
      const { database } = await readyFor(placeOf())
      return { database, places: createSavedPlaceRepository(database, registerWhenStoring) }
    }

    it('are kept in the order in which they were saved, each once', async () => {
      const { places } = await opened()
      const owner = somebody()
      expect(await listed(places, owner)).toEqual([])
      await addAll(places, owner, [B, A, C])
      expect(await places.add(owner, A)).toEqual(success('exists'))
      expect(await listed(places, owner)).toEqual([B, A, C])
    })

    it('are a hundred at most; saving one of them again is still told apart, and one more fits once one is gone', async () => {
      const { places } = await opened()
      const owner = somebody()
      await addAll(places, owner, POSTCODES.slice(0, MAX_SAVED_PLACES))
      expect(await places.add(owner, A)).toEqual(success('full'))
      expect(await places.add(owner, C)).toEqual(success('exists'))
      await places.remove(owner, C)
      expect(await places.add(owner, A)).toEqual(success('saved'))
      expect(await listed(places, owner)).toEqual([...POSTCODES.slice(1, MAX_SAVED_PLACES), A])
    })

    it('of a person whose workspace does not have the app are not kept', async () => {
      const { places } = await opened()
      const external = somebody({ teamId: 'T-elsewhere' })
      expect(await places.add(external, A, { usedIn: { teamId: 'T1' } })).toEqual(success('not-installed'))
      expect(await listed(places, external)).toEqual([])
      // Their own workspace has the app as well: what they save is kept there.
      await addAll(places, somebody({ teamId: 'T-neighbour' }), [A])
      const neighbour = somebody({ teamId: 'T-neighbour' })
      expect(await places.add(neighbour, A, { usedIn: { teamId: 'T1' } })).toEqual(success('saved'))
    })

    it('are forgotten as they are named, with what an Undo could bring back, and nobody else’s are', async () => {
      const { places } = await opened()
      const owner = somebody()
      const others = [somebody(), { ...owner, teamId: 'T2' }]
      for (const one of [owner, ...others]) await addAll(places, one, [B, A])
      await addAll(places, owner, [C, D])
      await places.remove(owner, D)
      expect(await places.forget(owner, [B, A, D])).toMatchObject({
        ok: true,
        value: [{ postcode: B }, { postcode: A }],
      })
      expect(await places.forget(owner, [B, A])).toEqual(success([]))
      expect(await listed(places, owner)).toEqual([C])
      for (const other of others) expect(await listed(places, other)).toEqual([B, A])
    })

    it('can be removed, also one that is not there', async () => {
      const { places } = await opened()
      const owner = somebody()
      await addAll(places, owner, [A, B, C])
      expect(await places.remove(owner, B)).toEqual(success({ postcode: B, name: null, index: 1 }))
      expect(await places.remove(owner, B)).toEqual(success(null))
      expect(await listed(places, owner)).toEqual([A, C])
    })

    it('move up and down, and stay where they are at the ends', async () => {
      const { places } = await opened()
      const owner = somebody()
      await addAll(places, owner, [A, B, C])
      const afterMove = async (which: Postcode, direction: 'up' | 'down') => {
        expect(await places.move(owner, which, direction)).toMatchObject({ ok: true })
        return listed(places, owner)
      }
      expect(await afterMove(A, 'up')).toEqual([A, B, C])
      expect(await afterMove(C, 'down')).toEqual([A, B, C])
      expect(await afterMove(C, 'up')).toEqual([A, C, B])
      expect(await afterMove(A, 'down')).toEqual([C, A, B])
    })

    it('keep their order when one that is not there is to move', async () => {
      const { places } = await opened()
      const owner = somebody()
      await addAll(places, owner, [A, B])
      for (const direction of ['up', 'down'] as const) await places.move(owner, C, direction)
      expect(await listed(places, owner)).toEqual([A, B])
    })

    it('keep their order through gaps: removed, moved and added', async () => {
      const { places } = await opened()
      const owner = somebody()
      await addAll(places, owner, POSTCODES.slice(0, 5))
      const [one, two, three, four, five] = POSTCODES
      if (!one || !two || !three || !four || !five) throw new Error('too few postcodes')
      await places.remove(owner, two)
      await places.remove(owner, four)
      await places.move(owner, five, 'up')
      await addAll(places, owner, [two])
      await places.move(owner, two, 'up')
      expect(await listed(places, owner)).toEqual([one, five, two, three])
    })

    it('are a person’s own: not another’s, nor of the same id elsewhere', async () => {
      const { places } = await opened()
      const owner = somebody()
      const others = [
        somebody(),
        { ...owner, teamId: 'T2' },
        // The same words, parted elsewhere.
        { ...owner, teamId: `T1 ${owner.userId}`, userId: '' },
      ]
      await addAll(places, owner, [A, B])
      for (const other of others) {
        expect(await listed(places, other)).toEqual([])
        await addAll(places, other, [C, A])
        await places.move(other, A, 'up')
        await places.remove(other, C)
        expect(await listed(places, other)).toEqual([A])
      }
      expect(await listed(places, owner)).toEqual([A, B])
    })

    it('lose nothing to a hundred at once, and each has a position of its own', async () => {
      const { places, database } = await opened()
      const owner = somebody()
      const wanted = POSTCODES.slice(0, MAX_SAVED_PLACES)
      const saved = await Promise.all(wanted.map((one) => places.add(owner, one)))
      expect(saved).toEqual(wanted.map(() => success('saved')))
      const rows = await database.use((db) =>
        db.selectFrom('saved_place').select('position').where('user_id', '=', owner.userId).execute(),
      )
      if (!rows.ok) throw new Error('the database is unavailable')
      expect(new Set(rows.value.map(({ position }) => position)).size).toBe(MAX_SAVED_PLACES)
    })

    it('are never more than a hundred, even where more come at once', async () => {
      const { places } = await opened()
      const owner = somebody()
      const saved = await Promise.all(POSTCODES.map((one) => places.add(owner, one)))
      expect(saved.filter((it) => it.ok && it.value === 'saved').length).toBe(MAX_SAVED_PLACES)
      expect(saved.filter((it) => it.ok && it.value === 'full').length).toBe(5)
      expect((await listed(places, owner)).length).toBe(MAX_SAVED_PLACES)
    })

    it('keep their name when they are removed and come back, take a new one, and none of forgotten places', async () => {
      const { places } = await opened()
      const owner = somebody()
      await addAll(places, owner, [A])
      await places.add(owner, B, { name: 'Head office' })
      await addAll(places, owner, [C])
      const name = async () => {
        const list = await places.list(owner)
        return list.ok ? list.value.map((place) => place.name) : []
      }
      expect(await places.remove(owner, B)).toMatchObject({ value: { name: 'Head office', index: 1 } })
      expect(await places.add(owner, B, { index: 1 })).toEqual(success('saved'))
      expect(await listed(places, owner)).toEqual([A, B, C])
      expect(await name()).toEqual([null, 'Head office', null])
      expect(await places.add(owner, B)).toEqual(success('exists'))
      expect(await places.add(owner, B, { name: 'Depot' })).toEqual(success('saved'))
      expect(await name()).toEqual([null, 'Depot', null])
      await places.remove(owner, B)
      await places.forget(owner, [A, B, C])
      await addAll(places, owner, [B])
      expect(await name()).toEqual([null])
    })

    it('stand once where one place is saved many times at once', async () => {
      const { places } = await opened()
      const owner = somebody()
      const saved = await Promise.all(Array.from({ length: 10 }, () => places.add(owner, A)))
      expect(saved.filter((it) => it.ok && it.value === 'saved').length).toBe(1)
      expect(await listed(places, owner)).toEqual([A])
    })

    it('lose none to moves at once', async () => {
      const { places } = await opened()
      const owner = somebody()
      const wanted = POSTCODES.slice(0, 8)
      await addAll(places, owner, wanted)
      await Promise.all(wanted.map((one, at) => places.move(owner, one, at % 2 === 0 ? 'up' : 'down')))
      expect([...(await listed(places, owner))].sort()).toEqual([...wanted].sort())
    })

    it('that are no postcode any more are left out of the list, and are forgotten with the others', async () => {
      const { places, database } = await opened()
      const owner = somebody()
      await addAll(places, owner, [A])
      const row = { team_id: 'T1', user_id: owner.userId, position: 9 }
      await database.use((db) =>
        db
          .insertInto('saved_place')
          .values({ ...row, postcode: 'EH1 1YZ' })
          .execute(),
      )
      expect(await listed(places, owner)).toEqual([A])
      const others = somebody()
      await addAll(places, others, [A])
      const rowsOf = async ({ userId }: Owner) => {
        const rows = await database.use((db) =>
          db.selectFrom('saved_place').select('postcode').where('user_id', '=', userId).execute(),
        )
        return rows.ok ? rows.value : rows
      }
      // The person cannot name them, so forgetting any place, or none, deletes them.
      expect(await rowsOf(owner)).toHaveLength(2)
      expect(await places.forget(owner, [])).toEqual(success([]))
      expect(await rowsOf(owner)).toEqual([{ postcode: A }])
      expect(await places.forget(owner, [A])).toMatchObject({ value: [{ postcode: A }] })
      expect(await rowsOf(owner)).toEqual([])
      expect(await rowsOf(others)).toEqual([{ postcode: A }])
    })

    it('are unavailable while the database is closed', async () => {
      const places = createSavedPlaceRepository(await closedFor(placeOf()), registerWhenStoring)
      const unavailable = { ok: false, failure: 'unavailable' }
      const owner = somebody()
      expect(await places.list(owner)).toEqual(unavailable)
      expect(await places.add(owner, A)).toEqual(unavailable)
      expect(await places.remove(owner, A)).toEqual(unavailable)
      expect(await places.move(owner, A, 'up')).toEqual(unavailable)
    })
  })
})
