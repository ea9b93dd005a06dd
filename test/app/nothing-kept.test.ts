import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WireEntry } from '../../playground/slack/slack.ts'
import { createSavedPlaces } from '../../src/home/saved-places-store.ts'
import { createDatabase, type Database } from '../../src/storage/database.ts'
import { createLines } from '../storage/support/open.ts'
import { ownPglite } from '../storage/support/places.ts'
import { canariesIn, STREET_IDS } from '../support/canary-supplier.ts'
import { tour } from '../support/canary-tour.ts'
import { isAllowed, keptIn, MAY_CARRY } from '../support/canary-values.ts'
import { startStreetCrime } from '../support/street-crime.ts'

/** What a column may hold; a column that is not here may hold nothing. */
const MAY_HOLD: Readonly<Record<string, RegExp>> = {
  'saved_place.enterprise_id': /^(E[A-Z0-9]+)?$/,
  'saved_place.team_id': /^T[A-Z0-9]+$/,
  'saved_place.user_id': /^[UW][A-Z0-9]+$/,
  'saved_place.postcode': /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/,
  'saved_place.position': /^\d{1,2}$/,
  'saved_place.saved_at': /^\d{4}-\d\d-\d\d[T ][\d:.+Z-]+$/,
  'kysely_migration.name': /^\d{4}-[a-z-]+$/,
  'kysely_migration.timestamp': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
  'kysely_migration_lock.id': /^migration_lock$/,
  'kysely_migration_lock.is_locked': /^[01]$/,
}

type Cell = readonly [column: string, value: string]

const tablesOf = async (database: Database): Promise<string[]> => {
  const listed = await database.use((db) =>
    sql<{ name: string }>`select tablename as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`.execute(db),
  )
  if (!listed.ok) throw new Error('the database is away')
  return listed.value.rows.map(({ name }) => name)
}

const cellsOf = async (database: Database, table: string): Promise<Cell[]> => {
  const dumped = await database.use((db) =>
    sql<{ row: Record<string, unknown> }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(db),
  )
  if (!dumped.ok) throw new Error('the database is away')
  return dumped.value.rows.flatMap(({ row }) =>
    Object.entries(row).map(([column, value]): Cell => [`${table}.${column}`, String(value)]),
  )
}

/** Everything in the files of a folder, a character for a byte. */
const bytesIn = async (folder: string): Promise<string> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const read = files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1'))
  return (await Promise.all(read)).join('\n')
}

/** The tour, once, and all that was left of it. */
const toured = async () => {
  const { place, drop } = await ownPglite()
  const told = createLines()
  const database = createDatabase({
    place,
    log: told.log,
    onFatal: (reason) => {
      throw new Error(reason)
    },
  })
  await database.ready()
  const running = await startStreetCrime({ logLevel: 'trace', savedPlaces: createSavedPlaces(database) })
  const wire: WireEntry[] = []
  running.slack.on((change) => {
    if (change.kind === 'wire') wire.push(change.entry)
  })
  await tour(running)
  const cells: Cell[] = []
  for (const table of await tablesOf(database)) cells.push(...(await cellsOf(database, table)))
  await running.close()
  await database.close()
  const bytes = place.kind === 'pglite' ? await bytesIn(place.dataDir) : ''
  await drop()
  const { refusals } = running.slack
  return { wire, cells, bytes, refusals, log: running.logText() + told.lines.join('\n') }
}

let left: Awaited<ReturnType<typeof toured>>
beforeAll(async () => {
  left = await toured()
}, 60_000)
afterAll(() => expect(left.refusals).toEqual([]))

const kept = () => left.wire.flatMap(keptIn)

it('the tour was wide: people saw the canaries, and every action was offered', () => {
  const shown = canariesIn(JSON.stringify(left.wire.map(({ request }) => request.body)))
  expect(shown).toEqual(
    expect.arrayContaining(['Qzstreet', 'Qzoutcome', 'qzaddition', 'Qzcategory', '52.187654']),
  )
  const actions = new Set(kept().map(({ what }) => what.replace(/\.\d+$/, '')))
  expect(Object.keys(MAY_CARRY).filter((action) => !actions.has(action))).toEqual([])
  expect(kept().filter(({ what }) => what === 'private_metadata').length).toBeGreaterThan(40)
})

it('every private_metadata, value and id that Slack keeps for the app is one of those allowed', () => {
  expect(kept().filter((one) => !isAllowed(one))).toEqual([])
})

it('none of them is the API’s, but for the street ids among the options of the street menu', () => {
  const ofStreets = kept().filter(({ what }) => what === 'suggested')
  expect([...new Set(ofStreets.map(({ value }) => value))].sort()).toEqual([...STREET_IDS, 'all'])
  const others = kept().filter(({ what }) => what !== 'suggested')
  expect(others.filter(({ value }) => canariesIn(value).length > 0)).toEqual([])
})

it('the database holds places and whose they are, and nothing else', () => {
  const columns = new Set(left.cells.map(([column]) => column))
  expect([...columns].sort()).toEqual(Object.keys(MAY_HOLD).sort())
  expect(left.cells.filter(([column, value]) => MAY_HOLD[column]?.test(value) !== true)).toEqual([])
  expect(canariesIn(JSON.stringify(left.cells))).toEqual([])
})

it('nor do the bytes of its files', () => {
  // What was saved is in them as it stands, so the API's would be found too.
  expect(left.bytes).toContain('LE1 1WA')
  expect(left.bytes).toContain('U0PRIYA')
  expect(canariesIn(left.bytes)).toEqual([])
})

it('nor does the log, at its lowest level', () => {
  expect(left.log.split('\n').length).toBeGreaterThan(70)
  expect(canariesIn(left.log)).toEqual([])
})
