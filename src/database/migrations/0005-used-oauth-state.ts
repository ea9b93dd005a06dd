import type { Migration } from 'kysely/migration'

export const usedOauthState: Migration = {
  up: async (db) => {
    await db.schema
      .createTable('used_oauth_state')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('used_oauth_state_expires_at')
      .on('used_oauth_state')
      .column('expires_at')
      .execute()
  },
}
