import { type Kysely, sql } from 'kysely'

/** Saved places: a person's own, in their own order. */
export const savedPlace = {
  up: async (db: Kysely<unknown>): Promise<void> => {
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
  },
}
