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
      add column thread_pending boolean not null default false,
      drop constraint channel_alert_once`.execute(db)
    // A post that was made stands, and its thread is still to come; the month is not announced again.
    await sql`update channel_alert set announced = line_month, has_spoken = true, thread_pending = in_thread
      where line_month is not null`.execute(db)
    await sql`alter table channel_alert rename column line_ts to post_ts`.execute(db)
    // One job a channel, kept apart by the queue: no process takes an alert for itself any more.
    await sql`alter table channel_alert
      drop column line_month, drop column taken_until, drop column attempts, drop column refused_since`.execute(
      db,
    )
    await sql`create table alert_channel (
      team_id text not null references workspace on delete cascade,
      channel_id text not null,
      failing_since timestamptz not null,
      primary key (team_id, channel_id))`.execute(db)
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
