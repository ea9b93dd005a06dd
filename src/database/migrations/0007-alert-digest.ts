import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

// People name their places. What they remove can be put back for an hour: until then its row is hidden.
export const alertDigest: Migration = {
  up: async (db) => {
    await sql`alter table saved_place
      add column name text check (char_length(name) between 1 and 40),
      add column hidden_at timestamptz`.execute(db)
    await sql`alter table channel_alert
      add column name text check (char_length(name) between 1 and 40),
      add column min_incidents integer check (min_incidents > 0),
      add column hidden_at timestamptz,
      add column hidden_with text,
      drop constraint channel_alert_once`.execute(db)
    // A hidden alert is in the way of none.
    await sql`create unique index channel_alert_once on channel_alert (team_id, channel_id, postcode)
      where hidden_at is null`.execute(db)
    await sql`create index channel_alert_hidden on channel_alert (hidden_with) where hidden_at is not null`.execute(
      db,
    )
    await sql`drop index channel_alert_watched, channel_alert_near`.execute(db)
    await sql`create index channel_alert_watched on channel_alert (area, postcode, announced, paused_until)
      where stopped is null and hidden_at is null`.execute(db)
    await sql`create index channel_alert_near on channel_alert (postcode)
      where stopped is null and hidden_at is null`.execute(db)
  },
}
