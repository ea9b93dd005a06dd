import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import type { DatabaseConfig } from '../../../src/database/database-config.ts'
import { sharedFor } from './open.ts'
import { copyInitialisedPglite } from './pglite-template.ts'

/** A Postgres to make databases on; without it what needs one is skipped. */
export const POSTGRES = process.env.TEST_DATABASE_URL

/** A place of its own with nothing in it, and how to get rid of it. */
export type OwnPlace = { readonly place: DatabaseConfig; readonly drop: () => Promise<void> }

/** Runs statements on a Postgres server, outside of what is tested. */
export const ask = async (url: string, statement: string): Promise<Record<string, unknown>[]> => {
  const client = new Client(url)
  await client.connect()
  return client
    .query(statement)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

/** A DATA_DIR that does not exist yet: who opens it initialises a PGlite, which takes seconds. */
export const unmadePglite = async (): Promise<OwnPlace> => {
  const folder = await mkdtemp(join(inject('runFolder'), 'data-dir-'))
  return {
    place: { kind: 'pglite', dataDir: join(folder, 'data') },
    drop: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A PGlite that is initialised and holds no table. */
export const ownPglite = async (): Promise<OwnPlace> => {
  const own = await unmadePglite()
  if (own.place.kind === 'pglite') await copyInitialisedPglite(own.place.dataDir)
  return own
}

/** An empty database on the server; its URL carries a password that no log line may hold. */
export const ownPostgres = async (): Promise<OwnPlace> => {
  const server = POSTGRES ?? ''
  const name = `${inject('runDatabasePrefix')}${randomBytes(6).toString('hex')}`
  await ask(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = name
  url.password ||= 'not-for-logs'
  return {
    place: { kind: 'postgres', url: url.href },
    drop: async () => void (await ask(server, `drop database ${name} with (force)`)),
  }
}

const KINDS = [
  { kind: 'PGlite', own: ownPglite, there: true },
  { kind: 'Postgres', own: ownPostgres, there: POSTGRES !== undefined },
]

/** Runs a suite against both, each with an empty place of its own that `placeOf` gives once tests run. */
export const onBoth = (suite: (placeOf: () => DatabaseConfig) => void, kinds = KINDS): void => {
  for (const { kind, own, there } of kinds)
    describe.skipIf(!there)(kind, () => {
      let made: OwnPlace | undefined
      beforeAll(async () => {
        made = await own()
      })
      afterAll(() => made?.drop())
      suite(() => {
        if (made === undefined) throw new Error('There is a place only while tests run')
        return made.place
      })
    })
}

const emptyDatabase = async (place: DatabaseConfig): Promise<void> => {
  const { database } = await sharedFor(place)
  const emptied = await database.use(async (db) => {
    await sql`drop schema if exists pgboss cascade`.execute(db)
    const tables = await db.introspection.getTables()
    const names = tables.map(({ name }) => name).filter((name) => !name.startsWith('kysely_'))
    await sql`truncate ${sql.join(names.map((name) => sql.table(name)))}`.execute(db)
  })
  if (!emptied.ok) throw new Error('The database that tests share cannot be emptied')
}

const sharedPlaces = new Map<string, Promise<OwnPlace>>()

const sharedPlace = async (kind: string, own: () => Promise<OwnPlace>): Promise<DatabaseConfig> => {
  const made = sharedPlaces.get(kind) ?? own()
  sharedPlaces.set(kind, made)
  const { place } = await made
  await emptyDatabase(place)
  return place
}

/** The Postgres of this worker that `onBothShared` uses, emptied: for one suite or test, until the next one asks. */
export const emptyPostgres = () => sharedPlace('Postgres', ownPostgres)

/** Runs a statement on a database that tests share, beside what is tested, over connections that are open already. */
export const askShared = async (
  place: DatabaseConfig,
  statement: string,
): Promise<Record<string, unknown>[]> => {
  const { database } = await sharedFor(place)
  const answer = await database.use((db) => sql.raw<Record<string, unknown>>(statement).execute(db))
  if (!answer.ok) throw new Error('The database that tests share does not answer')
  return answer.value.rows
}

/**
 * The same, on one place a worker that stays open between tests and files (`readyFor`): a suite finds it empty,
 * and its tests use ids of their own or clear what they count.
 */
export const onBothShared = (suite: (placeOf: () => DatabaseConfig) => void): void => {
  const kinds = KINDS.map(({ kind, own, there }) => ({
    kind,
    there,
    own: async () => ({ place: await sharedPlace(kind, own), drop: async () => undefined }),
  }))
  onBoth(suite, kinds)
}
