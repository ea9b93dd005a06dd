import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Alerts whose local force has published nothing for the newest month: since when, and whether their channel knows. */
export const waitingAlert: Migration = {
  up: async (db) => {
    await db.schema
      .alterTable('channel_alert')
      .addColumn('waiting_since', 'timestamptz')
      .addColumn('told_waiting', 'boolean', (column) => column.notNull().defaultTo(false))
      .execute()
    await sql`create index channel_alert_waiting on channel_alert (area, paused_until)
      where stopped is null and waiting_since is not null`.execute(db)
  },
}
