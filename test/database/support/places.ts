import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe } from 'vitest'
import type { DatabaseConfig } from '../../../src/database/database-config.ts'

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

export const ownPglite = async (): Promise<OwnPlace> => {
  const folder = await mkdtemp(join(tmpdir(), 'storage-'))
  return {
    place: { kind: 'pglite', dataDir: join(folder, 'data') },
    drop: () => rm(folder, { recursive: true, force: true }),
  }
}

/** An empty database on the server; its URL carries a password that no log line may hold. */
export const ownPostgres = async (): Promise<OwnPlace> => {
  const server = POSTGRES ?? ''
  const name = `storage_${randomBytes(6).toString('hex')}`
  await ask(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = name
  url.password ||= 'not-for-logs'
  return {
    place: { kind: 'postgres', url: url.href },
    drop: async () => void (await ask(server, `drop database ${name} with (force)`)),
  }
}

/** Runs a suite against both, each with a place of its own that `placeOf` gives once tests run. */
export const onBoth = (suite: (placeOf: () => DatabaseConfig) => void): void => {
  const kinds = [
    { kind: 'PGlite', own: ownPglite, there: true },
    { kind: 'Postgres', own: ownPostgres, there: POSTGRES !== undefined },
  ]
  // A new PGlite takes seconds of computing, and several test files make one at the same time.
  for (const { kind, own, there } of kinds)
    describe.skipIf(!there)(kind, { timeout: 60_000 }, () => {
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
