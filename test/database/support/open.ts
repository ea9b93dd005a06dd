import { onTestFinished } from 'vitest'
import { createDatabase, type Database, type DatabaseOptions } from '../../../src/database/database.ts'
import type { DatabaseConfig } from '../../../src/database/database-config.ts'
import { migrateDatabase } from '../../../src/database/open-database.ts'

/** Lines as they were logged, and a promise for the next one that holds some words. */
export const createLines = () => {
  const lines: string[] = []
  const awaited: { words: string; heard: (line: string) => void }[] = []
  const write = (fields: object, message: string): void => {
    const line = `${message} ${JSON.stringify(fields)}`
    lines.push(line)
    for (const { heard } of awaited.filter(({ words }) => line.includes(words))) heard(line)
  }
  return {
    lines,
    log: { info: write, warn: write },
    next: (words: string) => new Promise<string>((heard) => awaited.push({ words, heard })),
  }
}

/** A database that nobody has opened, closed when the test ends; `fatal` collects what it gave up with. */
export const unopenedFor = (place: DatabaseConfig, options: Partial<DatabaseOptions> = {}) => {
  const fatal: string[] = []
  const told = createLines()
  const database: Database = createDatabase({
    config: place,
    log: told.log,
    onFatal: (reason) => fatal.push(reason),
    ...options,
  })
  onTestFinished(database.close)
  return { database, fatal, ...told }
}

/** The same, opening. */
export const openFor = (place: DatabaseConfig, options: Partial<DatabaseOptions> = {}) => {
  const opened = unopenedFor(place, options)
  opened.database.open()
  return opened
}

/** The same, with its schema up to date and ready. */
export const readyFor = async (place: DatabaseConfig, options: Partial<DatabaseOptions> = {}) => {
  if (place.kind === 'postgres') await migrateDatabase(place)
  const opened = openFor(place, options)
  await opened.database.ready()
  return opened
}
