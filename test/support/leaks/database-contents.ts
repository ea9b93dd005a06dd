import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { CATEGORIES } from '../../../src/crime/category.ts'

/** A value of a row as text, under its table and column; tables outside of `public` carry their schema's name too. */
export type Cell = readonly [column: string, value: string]

const PLACE = '[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}'
const CATEGORY = CATEGORIES.map(({ slug }) => slug).join('|')
const MOMENT = '\\d{4}-\\d\\d-\\d\\d[T ][\\d:.]+([+-]\\d\\d(:\\d\\d)?|Z)?'

/** What a column of ours may hold. */
export const MAY_HOLD: Readonly<Record<string, RegExp>> = {
  'workspace.team_id': /^T[A-Z0-9]+$/,
  'workspace.enterprise_id': /^(E[A-Z0-9]+)?$/,
  'workspace.uninstalled_since': new RegExp(`^(null|${MOMENT})$`),
  'saved_place.team_id': /^T[A-Z0-9]+$/,
  'saved_place.user_id': /^[UW][A-Z0-9]+$/,
  'saved_place.postcode': new RegExp(`^${PLACE}$`),
  'saved_place.name': /^(null|Head office)$/,
  'saved_place.hidden_at': new RegExp(`^(null|${MOMENT})$`),
  'saved_place.position': /^\d{1,3}$/,
  'saved_place.saved_at': new RegExp(`^${MOMENT}$`),
  'channel_alert.channel_id': /^[CGUW][A-Z0-9]+$/,
  'channel_alert.postcode': new RegExp(`^${PLACE}$`),
  'channel_alert.name': /^(null|Head office)$/,
  'channel_alert.min_incidents': /^(null|\d+)$/,
  'channel_alert.area': /^[A-Z]{1,2}$/,
  'channel_alert.categories': new RegExp(`^((${CATEGORY})( (${CATEGORY}))*)?$`),
  'channel_alert.set_by': /^[UW][A-Z0-9]+$/,
  'channel_alert.announced': /^(null|\d{4}-\d\d)$/,
  'channel_alert.post_ts': /^(null|\d+\.\d{6})$/,
  'area_month.area': /^[A-Z]{1,2}$/,
  'area_month.month': /^\d{4}-\d\d$/,
  'installation.scopes': /^[a-z_.]+(:[a-z_.]+)?(,[a-z_.]+(:[a-z_.]+)?)*$/,
  // Encrypted: version, key, and what only that key opens.
  'installation.bot_token': /^v1\.[\da-f]{8}\.[\w-]+$/,
  'seen_event.event_id': /^Ev[A-Z0-9]+$/,
  'used_oauth_state.hash': /^[\da-f]{64}$/,
  'kysely_migration.name': /^\d{4}-[a-z-]+$/,
  'kysely_migration.timestamp': new RegExp(`^${MOMENT}$`),
  'kysely_migration_lock.id': /^migration_lock$/,
  'kysely_migration_lock.is_locked': /^[01]$/,
}

/** What any other column may be made of, such as those of a queue: nothing that could be a name or the police's words. */
const ANYWHERE = new RegExp(
  `^(${[
    '|true|false|null|-?\\d+(\\.\\d+)?',
    '[\\da-f]{8}(-[\\da-f]{4}){3}-[\\da-f]{12}',
    `${MOMENT}|\\d{4}-\\d\\d(-\\d\\d)?|\\d\\d:\\d\\d:\\d\\d`,
    // Slack's ids, a workspace's and a channel's as a job's key, and areas.
    `${PLACE}|[A-Z][A-Z0-9]{4,}(:[A-Z][A-Z0-9]{4,})?|[A-Z]{1,2}`,
    // Our own words: names of queues, states, categories, time zones, a cron.
    '(__)?[a-z]+([-_.:/]+[a-z0-9]+)*(__)?|[a-z]+[A-Z]\\w*|Europe/London|UTC|[\\d*/, -]+',
  ].join('|')})$`,
)

const leaves = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(leaves)
  if (typeof value !== 'object' || value === null) return [String(value)]
  return Object.entries(value).flatMap(([key, part]) => [key, ...leaves(part)])
}

const opened = (value: string): unknown => {
  try {
    return /^[[{]/.test(value) ? JSON.parse(value) : value
  } catch {
    return value
  }
}

/** Whether a cell holds what it may: its column's own, or what any column may hold. */
export const mayBeHeld = ([column, value]: Cell): boolean =>
  MAY_HOLD[column]?.test(value) ?? leaves(opened(value)).every((leaf) => ANYWHERE.test(leaf))

// Bytes come as hexadecimal digits, in which no search would find a name.
const decoded = (value: string): string =>
  /^\\x([\da-f]{2})*$/.test(value) ? Buffer.from(value.slice(2), 'hex').toString('latin1') : value

type Table = { readonly schema: string; readonly name: string }

const cellsOf = async (database: PGlite, { schema, name }: Table): Promise<Cell[]> => {
  const quoted = [schema, name].map((part) => `"${part.replaceAll('"', '""')}"`).join('.')
  const { rows } = await database.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from ${quoted} t`,
  )
  const table = schema === 'public' ? name : `${schema}.${name}`
  return rows.flatMap(({ row }) =>
    Object.entries(row).map(
      ([column, value]): Cell => [
        `${table}.${column}`,
        typeof value === 'string' ? decoded(value) : JSON.stringify(value),
      ],
    ),
  )
}

/** Every row of every table of every schema but Postgres' own, from a PGlite folder that no process has open. */
export const cellsIn = async (dataDir: string): Promise<Cell[]> => {
  const database = await PGlite.create({ dataDir: join(dataDir, 'database') })
  const { rows } = await database.query<Table>(`select schemaname as schema, tablename as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`)
  const cells: Cell[] = []
  for (const table of rows) cells.push(...(await cellsOf(database, table)))
  await database.close()
  return cells
}

/** Every run of letters in the files of a folder that is long enough to be a name, or an id: what a search can find. */
export const lettersIn = async (folder: string): Promise<string> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const read = files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1'))
  return (await Promise.all(read)).flatMap((bytes) => bytes.match(/[\x20-\x7e]{6,}/g) ?? []).join('\n')
}
