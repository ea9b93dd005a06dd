import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * What is due and on which day a channel was last told something, since jobs in the queue hold neither any more; and
 * since when a workspace has had no installation, so that it is not deleted before somebody can have installed one.
 */
export const dueAndUninstalledSince: Migration = {
  up: async (db) => {
    await sql`alter table channel_alert add column due_since timestamptz`.execute(db)
    await sql`alter table alert_channel
      alter column failing_since drop not null,
      add column posted_on text`.execute(db)
    await db.schema.alterTable('workspace').addColumn('uninstalled_since', 'timestamptz').execute()
  },
}
