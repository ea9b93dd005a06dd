import type { Migration } from 'kysely/migration'

export const seenEvent: Migration = {
  up: async (db) => {
    await db.schema
      .createTable('seen_event')
      .addColumn('event_id', 'text', (column) => column.primaryKey())
      .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('seen_event_expires_at').on('seen_event').column('expires_at').execute()
  },
}
