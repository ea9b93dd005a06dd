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
      add column min_incidents integer check (min_incidents > 0)`.execute(db)
  },
}
