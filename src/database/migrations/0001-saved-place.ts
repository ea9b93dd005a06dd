import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const savedPlace: Migration = {
  up: async (db) => {
    await db.schema
      .createTable('saved_place')
      .addColumn('enterprise_id', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('team_id', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('postcode', 'text', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('saved_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('saved_place_pkey', ['enterprise_id', 'team_id', 'user_id', 'postcode'])
      .execute()
    await db.schema
      .createIndex('saved_place_in_order')
      .on('saved_place')
      .columns(['enterprise_id', 'team_id', 'user_id', 'position'])
      .execute()
  },
}
