import type { Kysely, Selectable } from 'kysely'
import type { Result } from '../crime/result.ts'
import type { Database } from '../storage/database.ts'
import type { InstallationTable, Tables } from '../storage/tables.ts'
import type { Installation, Place, Workspace } from './installation.ts'
import { type Seal, SealBroken } from './seal.ts'

/** What is asked for: the app in a workspace; `organisationWide` where Slack says that its organisation has it. */
export type Query = Workspace & { readonly organisationWide: boolean }

/** Installations in the database. Everything may fail with 'away', and reading rejects with SealBroken. */
export type InstallationStore = {
  readonly find: (query: Query) => Promise<Result<Installation | null, 'away'>>
  /** Installing again updates. `now` in ms since the epoch. */
  readonly save: (installation: Installation, now: number) => Promise<Result<void, 'away'>>
  /** Encrypts anew whatever the first key has not encrypted; gives how many that were, and how many cannot be read. */
  readonly reseal: () => Promise<Result<{ readonly resealed: number; readonly broken: number }, 'away'>>
}

/** Binds a token to its row: moved to another one it opens nothing. */
const purposeOf = ({ enterpriseId, teamId, organisationWide }: Place): string =>
  JSON.stringify(['installation', enterpriseId, teamId, organisationWide])

const keyOf = ({ enterpriseId, teamId, organisationWide }: Place) => ({
  enterprise_id: enterpriseId,
  team_id: teamId,
  organisation_wide: organisationWide,
})

type Row = Selectable<InstallationTable>

const placeOf = (row: Row): Place => ({
  enterpriseId: row.enterprise_id,
  teamId: row.team_id,
  organisationWide: row.organisation_wide,
})

const installationOf = (row: Row, seal: Seal): Installation => ({
  ...placeOf(row),
  botToken: seal.open(row.bot_token, purposeOf(placeOf(row))),
  botId: row.bot_id,
  botUserId: row.bot_user_id,
  scopes: row.scopes.split(',').filter((scope) => scope !== ''),
})

/** A workspace's own installation goes before its organisation's, unless Slack says that it is the latter. */
const found = async (db: Kysely<Tables>, query: Query): Promise<Row | undefined> => {
  const rows = db.selectFrom('installation').selectAll()
  // By the workspace alone: it may have joined an organisation since.
  const own = () => rows.where('team_id', '=', query.teamId).executeTakeFirst()
  const whole = () =>
    rows
      .where('enterprise_id', '=', query.enterpriseId)
      .where('organisation_wide', '=', true)
      .executeTakeFirst()
  if (query.organisationWide) return query.enterpriseId === '' ? undefined : whole()
  const row = query.teamId === '' ? undefined : await own()
  return row ?? (query.enterpriseId === '' ? undefined : whole())
}

const saved = async (
  db: Kysely<Tables>,
  installation: Installation,
  seal: Seal,
  now: number,
): Promise<void> => {
  const key = keyOf(installation)
  const values = {
    bot_token: seal.seal(installation.botToken, purposeOf(installation)),
    bot_id: installation.botId,
    bot_user_id: installation.botUserId,
    scopes: installation.scopes.join(','),
    installed_at: new Date(now),
  }
  await db.transaction().execute(async (tx) => {
    // The same workspace from before it joined its organisation, or left it.
    if (!installation.organisationWide)
      await tx
        .deleteFrom('installation')
        .where('team_id', '=', key.team_id)
        .where('enterprise_id', '<>', key.enterprise_id)
        .execute()
    await tx
      .insertInto('installation')
      .values({ ...key, ...values })
      .onConflict((on) => on.columns(['enterprise_id', 'team_id', 'organisation_wide']).doUpdateSet(values))
      .execute()
  })
}

const resealed = async (db: Kysely<Tables>, seal: Seal) => {
  const rows = await db
    .selectFrom('installation')
    .selectAll()
    .where('bot_token', 'not like', `${seal.current}%`)
    .execute()
  let broken = 0
  for (const row of rows) {
    try {
      const place = placeOf(row)
      const { botToken } = installationOf(row, seal)
      // Only where nobody has installed anew meanwhile.
      await db
        .updateTable('installation')
        .set({ bot_token: seal.seal(botToken, purposeOf(place)) })
        .where((all) => all.and({ ...keyOf(place), bot_token: row.bot_token }))
        .execute()
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
      broken += 1
    }
  }
  return { resealed: rows.length - broken, broken }
}

/** Installations in the database, their tokens encrypted. */
export const createInstallationStore = (database: Database, seal: Seal): InstallationStore => ({
  find: (query) =>
    database.use(async (db) => {
      const row = await found(db, query)
      return row === undefined ? null : installationOf(row, seal)
    }),
  save: (installation, now) => database.use((db) => saved(db, installation, seal, now)),
  reseal: () => database.use((db) => resealed(db, seal)),
})
