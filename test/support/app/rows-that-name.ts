import { sql } from 'kysely'
import { expect } from 'vitest'
import { until } from '../until.ts'
import type { AppWithWorkspaces } from './app-with-workspaces.ts'

/** Every row of every table, the queue's too, that holds one of these words. */
const rowsThatName = async ({ database }: AppWithWorkspaces, words: readonly string[]): Promise<string[]> => {
  const dumped = await database.use(async (db) => {
    const { rows: tables } = await sql<{ name: string }>`
      select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
    const found: string[] = []
    for (const { name } of tables) {
      const { rows } = await sql
        .raw<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`)
        .execute(db)
      found.push(...rows.map(({ row }) => `${name} ${row}`))
    }
    return found
  })
  if (!dumped.ok) throw new Error('the database is unavailable')
  return dumped.value.filter((row) => words.some((word) => row.includes(word)))
}

/** The database holds none of these words any more. */
export const expectNothingNames = async (
  many: AppWithWorkspaces,
  words: readonly string[],
): Promise<void> => {
  // Beside its jobs the queue keeps whose jobs ran when it last counted them, until it counts anew.
  const isCount = (row: string) => row.startsWith('pgboss.queue ')
  expect((await rowsThatName(many, words)).filter((row) => !isCount(row))).toEqual([])
  await until(async () => (await rowsThatName(many, words)).length === 0)
}
