import { type Kysely, sql, type Transaction } from 'kysely'
import { type Postcode, parsePostcode } from '../../crime/postcode.ts'
import type { Database } from '../../database/database.ts'
import type { Tables } from '../../database/tables.ts'
import type { Owner } from '../../slack/owner.ts'
import { type Direction, MAX_SAVED_PLACES, type SavedPlaceRepository, type Saving } from './saved-places.ts'

const keyOf = ({ enterpriseId, teamId, userId }: Owner) => ({
  enterprise_id: enterpriseId,
  team_id: teamId,
  user_id: userId,
})

const listed = async (db: Kysely<Tables>, owner: Owner): Promise<readonly Postcode[]> => {
  const rows = await db
    .selectFrom('saved_place')
    .select('postcode')
    .where((all) => all.and(keyOf(owner)))
    .orderBy('position')
    .orderBy('postcode')
    .execute()
  return rows.flatMap(({ postcode }) => {
    const read = parsePostcode(postcode)
    return read.ok ? [read.value] : []
  })
}

// One person at a time: two quick clicks would else count the same places, or take the same position.
const forOwner = async (tx: Transaction<Tables>, owner: Owner): Promise<readonly Postcode[]> => {
  const { enterpriseId, teamId, userId } = owner
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${enterpriseId} ${teamId} ${userId}`}, 0))`.execute(
    tx,
  )
  return listed(tx, owner)
}

const added = async (tx: Transaction<Tables>, owner: Owner, postcode: Postcode): Promise<Saving> => {
  const places = await forOwner(tx, owner)
  if (places.includes(postcode)) return 'known'
  if (places.length >= MAX_SAVED_PLACES) return 'full'
  const { position } = await tx
    .selectFrom('saved_place')
    .select(({ fn }) => fn.coalesce(fn.max('position'), sql<number>`-1`).as('position'))
    .where((all) => all.and(keyOf(owner)))
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('saved_place')
    .values({ ...keyOf(owner), postcode, position: position + 1 })
    .execute()
  return 'saved'
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

const moved = async (
  tx: Transaction<Tables>,
  owner: Owner,
  postcode: Postcode,
  direction: Direction,
): Promise<void> => {
  const order = swapped(await forOwner(tx, owner), postcode, direction)
  for (const [position, place] of order.entries())
    await tx
      .updateTable('saved_place')
      .set({ position })
      .where((all) => all.and({ ...keyOf(owner), postcode: place }))
      .execute()
}

const forgotten = async (tx: Transaction<Tables>, owner: Owner): Promise<readonly Postcode[]> => {
  const places = await forOwner(tx, owner)
  await tx
    .deleteFrom('saved_place')
    .where((all) => all.and(keyOf(owner)))
    .execute()
  return places
}

/** People's places in the database. Nothing but postcodes, and whose they are. */
export const createSavedPlaceRepository = (database: Database): SavedPlaceRepository => ({
  list: (owner) => database.use((db) => listed(db, owner)),
  add: (owner, postcode) =>
    database.use((db) => db.transaction().execute((tx) => added(tx, owner, postcode))),
  remove: (owner, postcode) =>
    database.use(async (db) => {
      await db
        .deleteFrom('saved_place')
        .where((all) => all.and({ ...keyOf(owner), postcode }))
        .execute()
    }),
  forget: (owner) => database.use((db) => db.transaction().execute((tx) => forgotten(tx, owner))),
  move: (owner, postcode, direction) =>
    database.use((db) => db.transaction().execute((tx) => moved(tx, owner, postcode, direction))),
})
