import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describeDatabaseError } from './database/connection-errors.ts'
import { readDatabaseConfig } from './database/database-config.ts'
import { migrateDatabase } from './database/open-database.ts'

// `npm run migrate`: brings the database up to date. It reads the database's variables alone, so that it runs as a
// release step before the others are set. It prints one line and exits with 0 or 1.

const finish = (line: string, code: number): never => {
  process.stdout.write(`${line}\n`)
  process.exit(code)
}

// What it creates, a database folder above all, is its user's alone.
process.umask(0o077)
const file = join(import.meta.dirname, '..', '.env')
if (existsSync(file)) process.loadEnvFile(file)

const config = readDatabaseConfig(process.env)
if (!config.ok) finish(config.failure, 1)
else
  try {
    const ran = await migrateDatabase(config.value)
    const what = ran.length === 0 ? 'nothing to do' : `ran ${ran.join(', ')}`
    finish(`The database (${config.value.kind}) is up to date: ${what}.`, 0)
  } catch (error) {
    const { code, reason } = describeDatabaseError(config.value, error)
    finish(
      `The database (${config.value.kind}) could not be brought up to date: ${reason}${code ? ` (${code})` : ''}.`,
      1,
    )
  }
