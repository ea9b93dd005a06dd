import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const installation: Migration = {
  up: async (db) => {
    await db.schema
      .createTable('installation')
      .addColumn('enterprise_id', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('team_id', 'text', (column) => column.notNull())
      .addColumn('organisation_wide', 'boolean', (column) => column.notNull())
      .addColumn('bot_token', 'text', (column) => column.notNull())
      .addColumn('bot_id', 'text', (column) => column.notNull())
      .addColumn('bot_user_id', 'text', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('installed_at', 'timestamptz', (column) => column.notNull())
      .addPrimaryKeyConstraint('installation_pkey', ['enterprise_id', 'team_id', 'organisation_wide'])
      // A whole organisation has no workspace, and a workspace is not a whole organisation.
      .addCheckConstraint('installation_of_one_kind', sql`organisation_wide = (team_id = '')`)
      .execute()
    await db.schema.createIndex('installation_by_team').on('installation').column('team_id').execute()
  },
}
