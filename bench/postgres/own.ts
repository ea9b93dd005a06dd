import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { Client } from 'pg'
import { migrateDatabase } from '../../src/database/open.ts'

/** A database of the bench's own, brought up to date, and how to get rid of it. */
export type OwnDatabase = { readonly url: string; readonly drop: () => Promise<void> }

const SERVER = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const ANSWERS_WITHIN_MS = 5_000

/** Runs statements on a server, outside of what is measured. */
export const runOn = async (url: string, work: (client: Client) => Promise<unknown>): Promise<void> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: ANSWERS_WITHIN_MS })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

const own = async (): Promise<OwnDatabase> => {
  const name = `bench_${randomBytes(6).toString('hex')}`
  await runOn(SERVER, (client) => client.query(`create database ${name}`))
  const drop = () => runOn(SERVER, (client) => client.query(`drop database ${name} with (force)`))
  const url = new URL(SERVER)
  url.pathname = name
  try {
    await migrateDatabase({ kind: 'postgres', url: url.href })
  } catch (error) {
    await drop()
    throw error
  }
  return { url: url.href, drop }
}

const isThere = async (): Promise<boolean> =>
  runOn(SERVER, (client) => client.query('select 1')).then(
    () => true,
    () => false,
  )

/** Measures with so many databases of its own, which are dropped afterwards; where there is no Postgres it says so. */
export const onPostgres = async <Rows>(
  count: number,
  measure: (...databases: OwnDatabase[]) => Promise<readonly Rows[]>,
): Promise<readonly Rows[]> => {
  if (!(await isThere())) {
    process.stderr.write('skipped: no Postgres at TEST_DATABASE_URL, nor at 127.0.0.1:5432\n')
    return []
  }
  const databases: OwnDatabase[] = []
  try {
    while (databases.length < count) databases.push(await own())
    return await measure(...databases)
  } finally {
    for (const { drop } of databases) await drop()
  }
}
