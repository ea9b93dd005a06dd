import type { ExpressionBuilder, Kysely, Selectable, Transaction } from 'kysely'
import { type NamedPlace, type Postcode, readPostcode } from '../../crime/postcode.ts'
import { type Database, lockUntilEnd } from '../../database/database.ts'
import type { SavedPlaceTable, Tables } from '../../database/tables.ts'
import type { Owner, Workspace } from '../../slack/identity.ts'
import { isNotRegistered, type RegisterWorkspace } from '../../workspaces/workspaces.ts'

/** Places a person may save. */
export const MAX_SAVED_PLACES = 100

/** What came of saving. 'not-installed': nothing is kept of a person whose workspace does not have the app. */
export type SaveResult = 'saved' | 'exists' | 'full' | 'not-installed'

/** Which way a place moves in the person's own order. */
export type Direction = 'up' | 'down'

/** How a place is added. `usedIn` is the workspace whose app was used: in a shared channel another one than the owner's. */
export type AddOptions = {
  readonly usedIn?: Workspace
  readonly index?: number
  /** Without one a place keeps the name that it had, also where it was removed within the last hour. */
  readonly name?: string | null
}

/** A place that was removed, and its index in the list. */
export type RemovedPlace = NamedPlace & { readonly index: number }

const keyOf = ({ teamId, userId }: Owner) => ({
  team_id: teamId,
  user_id: userId,
})

/** A person's places in their own order. */
export const placeRows = (db: Kysely<Tables>, owner: Owner) =>
  db
    .selectFrom('saved_place')
    .select(['postcode', 'name'])
    .where((eb) => eb.and(keyOf(owner)))
    .where('hidden_at', 'is', null)
    .orderBy('position')
    .orderBy('postcode')

/** The places of rows, without those that this version does not cover any more. */
export const placesIn = (
  rows: readonly Pick<Selectable<SavedPlaceTable>, 'postcode' | 'name'>[],
): readonly NamedPlace[] =>
  rows.flatMap((row) => {
    const postcode = readPostcode(row.postcode)
    return postcode === null ? [] : [{ postcode, name: row.name }]
  })

const listPlaces = async (db: Kysely<Tables>, owner: Owner): Promise<readonly NamedPlace[]> =>
  placesIn(await placeRows(db, owner).execute())

// One person's changes run one after the other: two at once would count the same places or take the same position.
const lockAndList = async (tx: Transaction<Tables>, owner: Owner): Promise<readonly NamedPlace[]> => {
  await lockUntilEnd(tx, `${owner.teamId} ${owner.userId}`)
  return listPlaces(tx, owner)
}

// Behind the last one, also behind one that is hidden and may come back.
const nextPosition = ({ selectFrom }: ExpressionBuilder<Tables, 'saved_place'>, owner: Owner) =>
  selectFrom('saved_place')
    .select(({ eb, fn, lit }) => eb(fn.coalesce(fn.max('position'), lit(-1)), '+', 1).as('position'))
    .where((eb) => eb.and(keyOf(owner)))

const setOrder = async (tx: Transaction<Tables>, owner: Owner, order: readonly Postcode[]): Promise<void> => {
  await tx
    .updateTable('saved_place')
    .set(({ fn, ref, val }) => {
      const position = fn<number>('array_position', [val(order), ref('postcode')])
      return { position: fn.coalesce(position, ref('position')) }
    })
    .where((eb) => eb.and(keyOf(owner)))
    .execute()
}

const addPlace = async (
  tx: Transaction<Tables>,
  owner: Owner,
  postcode: Postcode,
  { index, name = null }: AddOptions,
): Promise<SaveResult> => {
  const places = (await lockAndList(tx, owner)).map((place) => place.postcode)
  const isThere = places.includes(postcode)
  if (isThere && name === null) return 'exists'
  if (!isThere && places.length >= MAX_SAVED_PLACES) return 'full'
  await tx
    .insertInto('saved_place')
    .values((eb) => ({ ...keyOf(owner), postcode, name, position: nextPosition(eb, owner) }))
    .onConflict((conflict) =>
      conflict.columns(['team_id', 'user_id', 'postcode']).doUpdateSet(({ fn, ref }) => ({
        name: fn.coalesce(ref('excluded.name'), ref('saved_place.name')),
        hidden_at: null,
        ...(isThere ? {} : { position: ref('excluded.position') }),
      })),
    )
    .execute()
  if (!isThere && index !== undefined) await setOrder(tx, owner, places.toSpliced(index, 0, postcode))
  return 'saved'
}

const removePlace = async (
  tx: Transaction<Tables>,
  owner: Owner,
  postcode: Postcode,
): Promise<RemovedPlace | null> => {
  const places = await lockAndList(tx, owner)
  const index = places.findIndex((place) => place.postcode === postcode)
  const place = places[index]
  if (place === undefined) return null
  await tx
    .updateTable('saved_place')
    .set(({ fn }) => ({ hidden_at: fn<Date>('now') }))
    .where((eb) => eb.and({ ...keyOf(owner), postcode }))
    .execute()
  return { ...place, index }
}

const swapped = (places: readonly Postcode[], postcode: Postcode, direction: Direction): Postcode[] => {
  const order = [...places]
  const from = order.indexOf(postcode)
  const to = direction === 'up' ? from - 1 : from + 1
  const other = order[to]
  if (from < 0 || other === undefined) return order
  order[from] = other
  order[to] = postcode
  return order
}

const movePlace = async (
  tx: Transaction<Tables>,
  owner: Owner,
  postcode: Postcode,
  direction: Direction,
): Promise<void> => {
  const places = (await lockAndList(tx, owner)).map((place) => place.postcode)
  await setOrder(tx, owner, swapped(places, postcode, direction))
}

const deletePlaces = async (
  tx: Transaction<Tables>,
  owner: Owner,
  postcodes: readonly Postcode[],
): Promise<readonly NamedPlace[]> => {
  const places = await lockAndList(tx, owner)
  const isNamed = ({ postcode }: NamedPlace): boolean => postcodes.includes(postcode)
  const kept = places.filter((place) => !isNamed(place)).map(({ postcode }) => postcode)
  await tx
    .deleteFrom('saved_place')
    .where((eb) => eb.and(keyOf(owner)))
    .where(({ eb, fn, not, or, val }) =>
      or([not(eb('postcode', '=', fn.any(val(kept)))), eb('hidden_at', 'is not', null)]),
    )
    .execute()
  return places.filter(isNamed)
}

/**
 * People's saved places in the database: postcodes, names, their order and whose they are, nothing else. Each call fails
 * with 'unavailable' while the database cannot be reached.
 */
export const createSavedPlaceRepository = (database: Database, register: RegisterWorkspace) => ({
  list: (owner: Owner) => database.use((db) => listPlaces(db, owner)),
  /** Adds a place, by default behind the last one; one that is there takes the new name. */
  add: (owner: Owner, postcode: Postcode, { usedIn = owner, ...options }: AddOptions = {}) =>
    database.use(async (db): Promise<SaveResult> => {
      try {
        return await db.transaction().execute(async (tx) => {
          await register(tx, usedIn.teamId)
          return addPlace(tx, owner, postcode, options)
        })
      } catch (error) {
        if (isNotRegistered(error)) return 'not-installed'
        throw error
      }
    }),
  /** Removes a place, and gives it with its index in the list; null where it was not there. */
  remove: (owner: Owner, postcode: Postcode) =>
    database.use((db) => db.transaction().execute((tx) => removePlace(tx, owner, postcode))),
  /** Deletes these places, and all rows that the list leaves out; gives those that were there. */
  forget: (owner: Owner, postcodes: readonly Postcode[]) =>
    database.use((db) => db.transaction().execute((tx) => deletePlaces(tx, owner, postcodes))),
  move: (owner: Owner, postcode: Postcode, direction: Direction) =>
    database.use((db) => db.transaction().execute((tx) => movePlace(tx, owner, postcode, direction))),
})

/** People's saved places, in the database or in the memory of a test. */
export type SavedPlaceRepository = ReturnType<typeof createSavedPlaceRepository>
