import { type Kysely, sql, type Transaction } from 'kysely'
import { type Postcode, parsePostcode } from '../../crime/postcode.ts'
import type { Database } from '../../database/database.ts'
import type { Tables } from '../../database/tables.ts'
import type { Result } from '../../lib/result.ts'
import type { Owner, Workspace } from '../../slack/identity.ts'
import { isNotRegistered, type RegisterWorkspace } from '../../workspaces/workspaces.ts'

/** Places a person may save: so many buttons and "Edit list" fit one actions block (25 elements). */
export const MAX_SAVED_PLACES = 20

/** What came of saving. 'not-installed': nothing is kept of a person whose workspace does not have the app. */
export type Saving = 'saved' | 'exists' | 'full' | 'not-installed'

/** Which way a place moves in the person's own order. */
export type Direction = 'up' | 'down'

/** Where a place is added. `usedIn` is the workspace whose app was used: in a shared channel another one than the owner's. */
export type AddOptions = { readonly usedIn?: Workspace; readonly index?: number }

/** People's saved places. Each call fails with 'unavailable' while the database cannot be reached. */
export type SavedPlaceRepository = {
  readonly list: (owner: Owner) => Promise<Result<readonly Postcode[], 'unavailable'>>
  /** Adds a place, by default behind the last one. */
  readonly add: (
    owner: Owner,
    postcode: Postcode,
    options?: AddOptions,
  ) => Promise<Result<Saving, 'unavailable'>>
  /** Removes a place, and gives its index in the list; null where it was not there. */
  readonly remove: (owner: Owner, postcode: Postcode) => Promise<Result<number | null, 'unavailable'>>
  /** Deletes all of a person's places, and gives those that were there. */
  readonly forget: (owner: Owner) => Promise<Result<readonly Postcode[], 'unavailable'>>
  readonly move: (
    owner: Owner,
    postcode: Postcode,
    direction: Direction,
  ) => Promise<Result<void, 'unavailable'>>
}

const keyOf = ({ teamId, userId }: Owner) => ({
  team_id: teamId,
  user_id: userId,
})

const listPlaces = async (db: Kysely<Tables>, owner: Owner): Promise<readonly Postcode[]> => {
  const rows = await db
    .selectFrom('saved_place')
    .select('postcode')
    .where((eb) => eb.and(keyOf(owner)))
    .orderBy('position')
    .orderBy('postcode')
    .execute()
  return rows.flatMap((row) => {
    const postcode = parsePostcode(row.postcode)
    return postcode.ok ? [postcode.value] : []
  })
}

// One person's changes run one after the other: two at once would count the same places or take the same position.
// The lock ends with the transaction: postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
const lockAndList = async (tx: Transaction<Tables>, owner: Owner): Promise<readonly Postcode[]> => {
  const { teamId, userId } = owner
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${teamId} ${userId}`}, 0))`.execute(tx)
  return listPlaces(tx, owner)
}

const setOrder = async (tx: Transaction<Tables>, owner: Owner, order: readonly Postcode[]): Promise<void> => {
  for (const [position, postcode] of order.entries())
    await tx
      .updateTable('saved_place')
      .set({ position })
      .where((eb) => eb.and({ ...keyOf(owner), postcode }))
      .execute()
}

const addPlace = async (
  tx: Transaction<Tables>,
  owner: Owner,
  postcode: Postcode,
  index: number | undefined,
): Promise<Saving> => {
  const places = await lockAndList(tx, owner)
  if (places.includes(postcode)) return 'exists'
  if (places.length >= MAX_SAVED_PLACES) return 'full'
  const { position } = await tx
    .selectFrom('saved_place')
    .select(({ fn }) => fn.coalesce(fn.max('position'), sql<number>`-1`).as('position'))
    .where((eb) => eb.and(keyOf(owner)))
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('saved_place')
    .values({ ...keyOf(owner), postcode, position: position + 1 })
    .execute()
  if (index !== undefined) await setOrder(tx, owner, places.toSpliced(index, 0, postcode))
  return 'saved'
}

const removePlace = async (
  tx: Transaction<Tables>,
  owner: Owner,
  postcode: Postcode,
): Promise<number | null> => {
  const index = (await lockAndList(tx, owner)).indexOf(postcode)
  await tx
    .deleteFrom('saved_place')
    .where((eb) => eb.and({ ...keyOf(owner), postcode }))
    .execute()
  return index < 0 ? null : index
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
  await setOrder(tx, owner, swapped(await lockAndList(tx, owner), postcode, direction))
}

const deleteAll = async (tx: Transaction<Tables>, owner: Owner): Promise<readonly Postcode[]> => {
  const places = await lockAndList(tx, owner)
  await tx
    .deleteFrom('saved_place')
    .where((eb) => eb.and(keyOf(owner)))
    .execute()
  return places
}

/** Saved places in the database: postcodes, their order and whose they are, nothing else. */
export const createSavedPlaceRepository = (
  database: Database,
  register: RegisterWorkspace,
): SavedPlaceRepository => ({
  list: (owner) => database.use((db) => listPlaces(db, owner)),
  add: (owner, postcode, { usedIn = owner, index } = {}) =>
    database.use(async (db) => {
      try {
        return await db.transaction().execute(async (tx) => {
          await register(tx, usedIn.teamId)
          return addPlace(tx, owner, postcode, index)
        })
      } catch (error) {
        if (isNotRegistered(error)) return 'not-installed'
        throw error
      }
    }),
  remove: (owner, postcode) =>
    database.use((db) => db.transaction().execute((tx) => removePlace(tx, owner, postcode))),
  forget: (owner) => database.use((db) => db.transaction().execute((tx) => deleteAll(tx, owner))),
  move: (owner, postcode, direction) =>
    database.use((db) => db.transaction().execute((tx) => movePlace(tx, owner, postcode, direction))),
})
