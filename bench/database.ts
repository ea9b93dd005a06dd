import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { Client } from 'pg'
import { migrateDatabase } from '../src/database/open-database.ts'
import { createTokenCipher } from '../src/workspaces/token-cipher.ts'

const SERVER = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const CONNECT_TIMEOUT_MS = 5_000

/** The key under which the tokens of the benchmark's workspaces are encrypted. */
export const ENCRYPTION_KEY = randomBytes(32).toString('base64')

/** The ids of the nth workspace, of its one person and of its one channel. */
export const teamId = (n: number): string => `T0BENCH${n}`
export const userId = (n: number): string => `U0BENCH${n}`
export const channelId = (n: number): string => `C0BENCH${n}`

const runOn = async <Value>(url: string, work: (client: Client) => Promise<Value>): Promise<Value> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  await client.connect()
  return work(client).finally(() => client.end())
}

/** So many installations; each token is bound to its row, as src/workspaces reads it. */
export const addInstallations = (url: string, count: number): Promise<unknown> =>
  runOn(url, async (client) => {
    const cipher = createTokenCipher([ENCRYPTION_KEY])
    for (let n = 0; n < count; n += 1)
      await client.query(
        `insert into installation (id, enterprise_id, team_id, organisation_wide, bot_token, bot_id, bot_user_id, scopes, installed_at)
         values ($1, '', $1, false, $2, $3, $4, 'commands,chat:write', now())`,
        [
          teamId(n),
          cipher.encrypt(`xoxb-bench-${n}`, JSON.stringify(['installation', '', teamId(n), false])),
          `B0BENCH${n}`,
          `U0APP${n}`,
        ],
      )
  })

/**
 * Measures with a migrated database of the benchmark's own, which is dropped afterwards. Throws where there is no
 * Postgres at TEST_DATABASE_URL or 127.0.0.1:5432.
 */
export const withDatabase = async <Value>(measure: (url: string) => Promise<Value>): Promise<Value> => {
  const name = `bench_${randomBytes(6).toString('hex')}`
  await runOn(SERVER, (client) => client.query(`create database ${name}`))
  const url = new URL(SERVER)
  url.pathname = name
  try {
    await migrateDatabase({ kind: 'postgres', url: url.href })
    return await measure(url.href)
  } finally {
    await runOn(SERVER, (client) => client.query(`drop database ${name} with (force)`))
  }
}
