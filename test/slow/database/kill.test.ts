import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, watch } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { DatabaseConfig } from '../../../src/database/database-config.ts'
import { MIGRATIONS } from '../../../src/database/migrator.ts'
import { onBoth, unmadePglite } from '../../database/support/places.ts'
import { program } from '../../database/support/program.ts'

// SIGKILL while places are saved and while the schema is made, again and again on one database. When each strikes
// is drawn from a seed: before a statement of the migrations, or after so many lines of the program's.

// Fifty take a minute and more: `.ci/run` asks for them, a first `npm test` for a few.
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 5)
const SEED = process.env.KILL_SEED ?? 'street crime'
const FROM_NOTHING_EVERY = 5
// With Kysely's own; beyond the last one a kill strikes by lines alone.
const MIGRATION_STATEMENTS = 26
const MAX_LINES = 40
const NAMES = Object.keys(MIGRATIONS)

/** A whole number from 1 to `most`, the same for the same seed, round and use. */
const drawn = (use: string, round: number, most: number): number =>
  1 + (createHash('sha256').update(`${SEED} ${use} ${round}`).digest().readUInt32BE() % most)

/** One process that saves until it is killed; gives what it found of those before it, and what it saw confirmed. */
const killOne = async (place: DatabaseConfig, round: number) => {
  const fromNothing = round % FROM_NOTHING_EVERY === 0
  const statement = fromNothing ? drawn('statement', round, MIGRATION_STATEMENTS) : 0
  const run = program(
    'save-until-killed.ts',
    place,
    `${round}`,
    `${statement}`,
    fromNothing ? 'reset' : 'keep',
  )
  let left = drawn('lines', round, MAX_LINES)
  run.reader.on('line', () => {
    left -= 1
    if (left === 0) run.kill()
  })
  const { signal, lines } = await run.ended
  expect(signal).toBe('SIGKILL')
  const found = JSON.parse(lines.find((line) => line.startsWith('found '))?.slice(6) ?? '{}')
  const saved = lines.filter((line) => line.startsWith('saved ')).map((line) => line.slice(6))
  return { found, saved, fromNothing, migrated: lines.includes('migrated') }
}

const expectWhole = (found: { recorded: string[]; table: boolean; index: boolean }): void => {
  const { recorded, table, index } = found
  expect([
    { recorded: [], table: false, index: false },
    { recorded: NAMES, table: true, index: true },
  ]).toContainEqual({ recorded, table, index })
}

/** Every confirmed unit is there; each unit has both rows; each kill left one unconfirmed at most. */
const expectKept = (rows: readonly string[], confirmed: ReadonlySet<string>, kills: number): void => {
  const counts = Map.groupBy(rows, (unit) => unit)
  expect([...confirmed].filter((unit) => !counts.has(unit))).toEqual([])
  expect([...counts.values()].filter(({ length }) => length !== 2)).toEqual([])
  expect(counts.size).toBeLessThanOrEqual(confirmed.size + kills)
}

onBoth((placeOf) => {
  it(`loses nothing confirmed in ${ROUNDS} kills, and no migration is half done`, {
    timeout: 20 * 60_000,
  }, async () => {
    const confirmed = new Set<string>()
    let kills = 0
    const struck = { confirmed: 0, inMigration: 0 }
    // One more than the rounds: the last is there for what it finds.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const { found, saved, fromNothing, migrated } = await killOne(placeOf(), round)
      expectWhole(found)
      expectKept(found.saved, confirmed, kills)
      if (fromNothing) {
        confirmed.clear()
        kills = 0
      }
      for (const unit of saved) confirmed.add(unit)
      kills += 1
      struck.confirmed += saved.length
      if (!migrated) struck.inMigration += 1
    }
    expect(struck.confirmed).toBeGreaterThan(ROUNDS)
    console.info(`${ROUNDS} kills on ${placeOf().kind}: ${JSON.stringify(struck)}`)
  })
})

it.for([1, 300])(
  'a PGlite folder half made (%i changes) is made anew',
  { timeout: 60_000 },
  async (changes) => {
    const { place, drop } = await unmadePglite()
    onTestFinished(drop)
    const dataDir = place.kind === 'pglite' ? place.dataDir : ''
    await mkdir(dataDir)
    const stopped = new AbortController()
    const watcher = watch(dataDir, { recursive: true, signal: stopped.signal })
    const first = program('save-until-killed.ts', place)
    let left = changes
    for await (const { filename } of watcher) {
      if (filename?.startsWith('database.new')) left -= 1
      if (left === 0) break
    }
    first.kill()
    expect(await first.ended).toMatchObject({ signal: 'SIGKILL', lines: [] })
    expect(existsSync(join(dataDir, 'database'))).toBe(false)
    const second = program('save-until-killed.ts', place)
    second.reader.on('line', (line) => line === 'migrated' && second.kill())
    expect((await second.ended).lines.slice(0, 2)).toEqual([expect.stringMatching(/^found /), 'migrated'])
  },
)
