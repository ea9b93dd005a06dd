import type { ColumnType, Generated } from 'kysely'

/**
 * A workspace that has the app. What people keep references this row and is deleted with it, so nothing can be kept of
 * a workspace that is not here. Counts of look-ups do not: they are deleted by name.
 */
type WorkspaceTable = {
  team_id: string
  /** The Enterprise organisation it was last seen in, by which an organisation's workspaces are found; '' for none. */
  enterprise_id: Generated<string>
  /** Since when the daily look finds no installation for it; null while it has one, or the token is configured. */
  uninstalled_since: Date | null
}

/** A postcode someone keeps on their Home tab. */
export type SavedPlaceTable = {
  team_id: string
  user_id: string
  /** As `crime/postcode` writes it: "SW1A 1AA". */
  postcode: string
  /** What the person calls it, at most 40 characters. */
  name: string | null
  /** When it was taken off the list; an hour later it is deleted. Null while it is on it. */
  hidden_at: Date | null
  /** Its place in the person's list, smallest first; gaps are fine. */
  position: number
  /** Set by the database when the row is made. */
  saved_at: ColumnType<Date, never, never>
}

/** The app in one workspace, or in a whole organisation. */
export type InstallationTable = {
  /** The team's id, or the organisation's where all of it has the app. */
  id: string
  /** When it was installed; '' for none. The token is bound to it. */
  enterprise_id: string
  /** '' for a whole organisation. */
  team_id: string
  organisation_wide: boolean
  /** Encrypted: workspaces/token-cipher.ts. */
  bot_token: string
  bot_id: string
  bot_user_id: string
  /** What the token may do, separated by commas. */
  scopes: string
  installed_at: Date
}

/** A channel that is told when new figures are out near a postcode. */
export type ChannelAlertTable = {
  id: string
  team_id: string
  channel_id: string
  /** As `crime/postcode` writes it. */
  postcode: string
  /** What people call the place, at most 40 characters. */
  name: string | null
  /** Announced from so many incidents of its categories on; null for any number. */
  min_incidents: number | null
  /** When it was stopped, or could not be set up: an hour later it is deleted. Null while it is anybody's alert. */
  hidden_at: Date | null
  /** What was hidden at once is put back at once, by this id. */
  hidden_with: string | null
  /** The postcode's area, "LE", so that a sweep need not read postcodes. */
  area: string
  /** Slugs of known categories, a space between them; '' means all. */
  categories: string
  in_thread: boolean
  /** A day in London, "YYYY-MM-DD". */
  paused_until: string | null
  /** A month, "YYYY-MM". */
  announced: string | null
  has_spoken: Generated<boolean>
  set_by: string
  set_at: ColumnType<Date, never, never>
  /** Why it ended by itself; null while it is alive. */
  stopped: string | null
  /** Slack's timestamp of the post that announced it last. */
  post_ts: string | null
  /** Whether what belongs to it in that post's thread is still to come. */
  thread_pending: Generated<boolean>
  /** Since when its area's month is known to be out, and not yet asked for near it; null where there is nothing to ask. */
  due_since: Date | null
  /** Since when the local force's figures near it are missing; null while they are not. */
  waiting_since: Date | null
  /** Whether its channel was told of that. */
  told_waiting: Generated<boolean>
}

/** A channel, or a person, that alerts have posted to, or tried to. */
type AlertChannelTable = {
  team_id: string
  channel_id: string
  /** Since when Slack takes no posts for it; null once it takes one. */
  failing_since: Date | null
  /** The day in London, "YYYY-MM-DD", of the last post. */
  posted_on: string | null
}

/** The newest month seen in a postcode area. No workspace's: what is out is out for all. */
type AreaMonthTable = { area: string; month: string }

/**
 * How many look-ups a person has had within ten minutes, or a workspace within a day: ids and a number. Written
 * by rate-limiter-flexible, which deletes a row an hour after it has expired.
 */
type LookupCountTable = {
  /** "person:T1:U1" or "day:T1:2026-11-24". */
  key: string
  points: number
  /** In ms since the epoch. */
  expire: ColumnType<string | number, never, never>
  /** Read out of the key by the database. */
  team_id: ColumnType<string, never, never>
}

/** An OAuth state that has led to an installation, or tried to. No workspace's: none is known by then. */
type UsedOauthStateTable = {
  /** SHA-256 of the state, in hexadecimal digits. */
  hash: string
  /** From then on nobody would take the state anyway. */
  expires_at: Date
}

/** An event of Slack's that is answered once, however often it is sent. No workspace's: an id says nothing of anybody. */
type SeenEventTable = {
  /** As Slack gives it: "Ev0123ABC". */
  event_id: string
  /** From then on Slack does not send it again. */
  expires_at: Date
}

/**
 * The schema as Kysely sees it. A bigint (`count(*)`) is a number on PGlite but a string on Postgres: cast
 * it to integer in the query.
 */
export type Tables = {
  workspace: WorkspaceTable
  saved_place: SavedPlaceTable
  installation: InstallationTable
  channel_alert: ChannelAlertTable
  alert_channel: AlertChannelTable
  area_month: AreaMonthTable
  lookup_count: LookupCountTable
  used_oauth_state: UsedOauthStateTable
  seen_event: SeenEventTable
}
