import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

// A workspace keeps its team id when it joins an Enterprise organisation or leaves it; only the organisation's id beside
// it changes. Rows kept under both ids were lost to their workspace then, and a new alert stood beside the old one.

/** The workspaces that rows are kept of, each in the organisation it was last seen in. */
const createWorkspace = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table workspace (team_id text primary key, enterprise_id text not null default '')`.execute(
    db,
  )
  await sql`create index workspace_of_organisation on workspace (enterprise_id)`.execute(db)
  await sql`insert into workspace (team_id, enterprise_id)
    select distinct on (team_id) team_id, enterprise_id from (
      select team_id, enterprise_id, saved_at as seen_at from saved_place
      union all select team_id, enterprise_id, set_at from channel_alert
      union all select team_id, enterprise_id, to_timestamp(expire / 1000) from lookup_count
      union all select team_id, enterprise_id, installed_at from installation where not organisation_wide
    ) as seen where team_id <> '' order by team_id, seen_at desc`.execute(db)
}

const keySavedPlaces = async (db: Kysely<unknown>): Promise<void> => {
  await sql`delete from saved_place where team_id = '' or ctid in (select ctid from (
      select ctid, row_number() over (partition by team_id, user_id, postcode order by saved_at) as copy
      from saved_place) as copies where copy > 1)`.execute(db)
  // The primary key and the index go with the column.
  await sql`alter table saved_place drop column enterprise_id`.execute(db)
  await sql`alter table saved_place
    add constraint saved_place_pkey primary key (team_id, user_id, postcode),
    add constraint saved_place_workspace foreign key (team_id) references workspace on delete cascade`.execute(
    db,
  )
  await sql`create index saved_place_in_order on saved_place (team_id, user_id, position)`.execute(db)
}

const keyAlerts = async (db: Kysely<unknown>): Promise<void> => {
  // Of two for the same channel and postcode the one that is alive stays, else the later one; what either has
  // announced is not announced again.
  await sql`update channel_alert as alert set announced = both_of.announced, has_spoken = both_of.has_spoken
    from (select team_id, channel_id, postcode, max(announced) as announced, bool_or(has_spoken) as has_spoken
      from channel_alert group by team_id, channel_id, postcode having count(*) > 1) as both_of
    where alert.team_id = both_of.team_id and alert.channel_id = both_of.channel_id
      and alert.postcode = both_of.postcode`.execute(db)
  await sql`delete from channel_alert where team_id = '' or id in (select id from (
      select id, row_number() over (partition by team_id, channel_id, postcode
        order by (stopped is null) desc, set_at desc, id) as copy
      from channel_alert) as copies where copy > 1)`.execute(db)
  await sql`alter table channel_alert drop column enterprise_id`.execute(db)
  await sql`alter table channel_alert
    add constraint channel_alert_once unique (team_id, channel_id, postcode),
    add constraint channel_alert_workspace foreign key (team_id) references workspace on delete cascade`.execute(
    db,
  )
  await sql`create index channel_alert_of_person on channel_alert (team_id, set_by)`.execute(db)
}

/** Keys were "person:E1:T1:U1" and "day:E1:T1:2026-11-24"; the organisation's id goes. */
const keyCounts = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create temporary table counts on commit drop as
    select split_part(key, ':', 1) || ':' || split_part(key, ':', 3) || ':' || split_part(key, ':', 4) as key,
      sum(points)::integer as points, max(expire) as expire
    from lookup_count where team_id <> '' group by 1`.execute(db)
  await sql`delete from lookup_count`.execute(db)
  await sql`alter table lookup_count drop column enterprise_id, drop column team_id`.execute(db)
  await sql`alter table lookup_count
    add column team_id text not null generated always as (split_part(key, ':', 2)) stored`.execute(db)
  await sql`create index lookup_count_of_workspace on lookup_count (team_id)`.execute(db)
  await sql`insert into lookup_count select key, points, expire from counts`.execute(db)
}

/** One installation a workspace and one an organisation: `id` is the team's id or the organisation's. */
const keyInstallations = async (db: Kysely<unknown>): Promise<void> => {
  await sql`delete from installation where not organisation_wide and ctid in (select ctid from (
      select ctid, row_number() over (partition by team_id order by installed_at desc) as copy
      from installation where not organisation_wide) as copies where copy > 1)`.execute(db)
  await sql`alter table installation add column id text`.execute(db)
  await sql`update installation set id = case when organisation_wide then enterprise_id else team_id end`.execute(
    db,
  )
  await sql`alter table installation drop constraint installation_pkey, add primary key (id)`.execute(db)
}

export const rowsByTeam: Migration = {
  up: async (db) => {
    await createWorkspace(db)
    await keySavedPlaces(db)
    await keyAlerts(db)
    await keyCounts(db)
    await keyInstallations(db)
  },
}
