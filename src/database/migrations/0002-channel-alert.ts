import { type ColumnDefinitionBuilder, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

// Months and days are compared as text: by the bytes, whatever the database's own order of words is.
const byBytes = sql`text collate "C"`

const notNull = (column: ColumnDefinitionBuilder) => column.notNull()
const falseAtFirst = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(false)

export const channelAlert: Migration = {
  up: async (db) => {
    await db.schema
      .createTable('channel_alert')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('enterprise_id', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('team_id', 'text', notNull)
      .addColumn('channel_id', 'text', notNull)
      .addColumn('postcode', byBytes, notNull)
      .addColumn('area', byBytes, notNull)
      .addColumn('categories', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('in_thread', 'boolean', notNull)
      .addColumn('paused_until', byBytes)
      .addColumn('announced', byBytes)
      .addColumn('has_spoken', 'boolean', falseAtFirst)
      .addColumn('set_by', 'text', notNull)
      .addColumn('set_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('stopped', 'text')
      .addColumn('line_ts', 'text')
      .addColumn('line_month', byBytes)
      .addColumn('taken_until', 'timestamptz')
      .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('refused_since', 'timestamptz')
      .addUniqueConstraint('channel_alert_once', ['enterprise_id', 'team_id', 'channel_id', 'postcode'])
      .execute()
    await db.schema
      .createIndex('channel_alert_of_person')
      .on('channel_alert')
      .columns(['enterprise_id', 'team_id', 'set_by'])
      .execute()
    // What a sweep reads of a hundred thousand alerts: who is alive, where, and how far they have come.
    await sql`create index channel_alert_watched on channel_alert (area, postcode, announced, paused_until)
      where stopped is null`.execute(db)
    await sql`create index channel_alert_near on channel_alert (postcode) where stopped is null`.execute(db)
    await db.schema
      .createTable('area_month')
      .addColumn('area', byBytes, (column) => column.primaryKey())
      .addColumn('month', byBytes, notNull)
      .execute()
  },
}
