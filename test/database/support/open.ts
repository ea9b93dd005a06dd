import { onTestFinished } from 'vitest'
import { createDatabase, type Database, type DatabaseOptions } from '../../../src/database/database.ts'
import type { DatabaseConfig } from '../../../src/database/database-config.ts'
import { migrateDatabase } from '../../../src/database/open-database.ts'

/** Lines as they were logged, and a promise for the next one that holds some words. */
export const createLines = () => {
  const lines: string[] = []
  const awaited: { words: string; resolve: (line: string) => void }[] = []
  const write = (fields: object, message: string): void => {
    const line = `${message} ${JSON.stringify(fields)}`
    lines.push(line)
    for (const { resolve } of awaited.filter(({ words }) => line.includes(words))) resolve(line)
  }
  return {
    lines,
    log: { info: write, warn: write },
    next: (words: string) => new Promise<string>((resolve) => awaited.push({ words, resolve })),
  }
}

const create = (place: DatabaseConfig, options: Partial<DatabaseOptions>) => {
  const fatal: string[] = []
  const told = createLines()
  const database: Database = createDatabase({
    config: place,
    log: told.log,
    onFatal: (reason) => fatal.push(reason),
    ...options,
  })
  return { database, fatal, ...told }
}

/** A database that nobody has opened, closed when the test ends; `fatal` collects what it gave up with. */
export const unopenedFor = (place: DatabaseConfig, options: Partial<DatabaseOptions> = {}) => {
  const created = create(place, options)
  onTestFinished(created.database.close)
  return created
}

/** The same, opening. */
export const openFor = (place: DatabaseConfig, options: Partial<DatabaseOptions> = {}) => {
  const opened = unopenedFor(place, options)
  opened.database.open()
  return opened
}

/** A database that is closed. */
export const closedFor = async (place: DatabaseConfig): Promise<Database> => {
  const { database } = create(place, {})
  await database.close()
  return database
}

const migrated = new WeakSet<DatabaseConfig>()

/** Brings the schema of a Postgres up to date, once for each place; a PGlite's is when it opens. */
export const migrateOnce = async (place: DatabaseConfig): Promise<void> => {
  if (place.kind === 'pglite' || migrated.has(place)) return
  await migrateDatabase(place)
  migrated.add(place)
}

const shared = new Map<DatabaseConfig, ReturnType<typeof create>>()

/** The database of a place that tests share: opened once and left open, again if a test has closed it. */
export const sharedFor = async (place: DatabaseConfig) => {
  const before = shared.get(place)
  if (before?.database.state() === 'ready') return before
  await migrateOnce(place)
  const opened = create(place, {})
  opened.database.open()
  await opened.database.ready()
  shared.set(place, opened)
  return opened
}

/** The same, with its schema up to date and ready; the one there is where tests share the place. */
export const readyFor = async (place: DatabaseConfig, options: Partial<DatabaseOptions> = {}) => {
  if (shared.has(place)) return sharedFor(place)
  await migrateOnce(place)
  const opened = openFor(place, options)
  await opened.database.ready()
  return opened
}

/** Workspaces that have the app, so that something can be kept of them. */
export const addWorkspaces = async (database: Database, ...teams: readonly string[]): Promise<void> => {
  const rows = teams.map((team_id) => ({ team_id }))
  await database.use((db) =>
    db
      .insertInto('workspace')
      .values(rows)
      .onConflict((on) => on.doNothing())
      .execute(),
  )
}
