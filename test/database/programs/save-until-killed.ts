import { type Kysely, type KyselyPlugin, sql } from 'kysely'
import { migrate } from '../../../src/database/migrator.ts'
import { openPglite } from '../../../src/database/pglite.ts'
import { connectPostgres } from '../../../src/database/postgres.ts'
import type { Tables } from '../../../src/database/tables.ts'
import { givenPlace, say } from './place.ts'

// Opens the place, says what an earlier, killed one left in it, brings the schema up to date, and then saves places
// for ever, each said once it is confirmed. Killed from outside, or by itself before the nth statement of the
// migrations. Every unit is two rows in one transaction.

const [, , , round = '0', killAtStatement = '0', start = 'keep'] = process.argv

const killBefore = (statement: number): KyselyPlugin => {
  let count = 0
  return {
    transformQuery: ({ node }) => {
      count += 1
      if (count === statement) process.kill(process.pid, 'SIGKILL')
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
}

const found = async (db: Kysely<Tables>) => {
  const is = async (table: string): Promise<boolean> => {
    const { rows } = await sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`.execute(
      db,
    )
    return rows[0]?.there === true
  }
  const recorded = (await is('kysely_migration'))
    ? await sql<{ name: string }>`select name from kysely_migration`.execute(db)
    : { rows: [] }
  const [table, index] = [await is('saved_place'), await is('saved_place_in_order')]
  const saved = table ? await db.selectFrom('saved_place').select('user_id').execute() : []
  return {
    recorded: recorded.rows.map(({ name }) => name),
    table,
    index,
    saved: saved.map((row) => row.user_id),
  }
}

const saveUnit = async (db: Kysely<Tables>, user_id: string): Promise<void> => {
  await db.transaction().execute(async (tx) => {
    const row = { team_id: 'T1', user_id }
    await tx
      .insertInto('saved_place')
      .values({ ...row, postcode: 'M1 1AE', position: 1 })
      .execute()
    await tx
      .insertInto('saved_place')
      .values({ ...row, postcode: 'M1 1AF', position: 2 })
      .execute()
  })
  say(`saved ${user_id}`)
}

const place = givenPlace()
const db =
  place.kind === 'pglite'
    ? (await openPglite(place.dataDir)).db
    : connectPostgres(place.url, { patient: true })
say(`found ${JSON.stringify(await found(db))}`)
if (start === 'reset') {
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
}
await migrate(db.withPlugin(killBefore(Number(killAtStatement))))
await db
  .insertInto('workspace')
  .values({ team_id: 'T1' })
  .onConflict((on) => on.doNothing())
  .execute()
say('migrated')
for (let unit = 1; ; unit += 1) await saveUnit(db, `${round}-${unit}`)
