import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

// The first three columns are rate-limiter-flexible's and in its order: it inserts without naming them. Its key
// is "person:E1:T1:U1" or "day:E1:T1:2026-11-24", of which the database reads whose row it is.
export const lookupCount: Migration = {
  up: async (db) => {
    await db.schema
      .createTable('lookup_count')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('points', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('expire', 'bigint')
      .addColumn('enterprise_id', 'text', (column) =>
        column.generatedAlwaysAs(sql`split_part(key, ':', 2)`).stored().notNull(),
      )
      .addColumn('team_id', 'text', (column) =>
        column.generatedAlwaysAs(sql`split_part(key, ':', 3)`).stored().notNull(),
      )
      .execute()
    await db.schema
      .createIndex('lookup_count_of_workspace')
      .on('lookup_count')
      .columns(['enterprise_id', 'team_id'])
      .execute()
    await db.schema.createIndex('lookup_count_expire').on('lookup_count').column('expire').execute()
  },
}
