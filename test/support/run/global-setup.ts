import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for the files of this run. */
    runFolder: string
    /** How the names of this run's databases on the Postgres server begin. */
    runDatabasePrefix: string
  }
}

const dropDatabases = async (url: string, prefix: string): Promise<void> => {
  const client = new Client(url)
  await client.connect()
  const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [
    prefix,
  ])
  for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`)
  await client.end()
}

/** Gives the run a folder and a name for its databases, and removes both with all that tests left in them. */
export default async ({ provide }: TestProject) => {
  const runFolder = await mkdtemp(join(tmpdir(), 'street-crime-tests-'))
  const runDatabasePrefix = `street_crime_test_${randomBytes(4).toString('hex')}_`
  provide('runFolder', runFolder)
  provide('runDatabasePrefix', runDatabasePrefix)
  return async () => {
    await rm(runFolder, { recursive: true, force: true })
    const url = process.env.TEST_DATABASE_URL
    if (url !== undefined) await dropDatabases(url, runDatabasePrefix)
  }
}
