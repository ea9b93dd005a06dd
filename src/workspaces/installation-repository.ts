import DataLoader from 'dataloader'
import type { Kysely } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import { failed, type Result, success } from '../lib/result.ts'
import { findRows, type ReadQuery, type Row } from './find-rows.ts'
import type { Installation, Place } from './installation.ts'
import { CannotDecrypt, type TokenCipher } from './token-cipher.ts'

/** Installations in the database. Everything may fail with 'unavailable', and reading rejects with SealBroken. */
export type InstallationStore = {
  readonly find: (query: ReadQuery) => Promise<Result<Installation | null, 'unavailable'>>
  /** Installing again updates. `now` in ms since the epoch. */
  readonly save: (installation: Installation, now: number) => Promise<Result<void, 'unavailable'>>
  /** Encrypts anew whatever the first key has not encrypted; gives how many that were, and how many cannot be read. */
  readonly reseal: () => Promise<
    Result<{ readonly resealed: number; readonly broken: number }, 'unavailable'>
  >
}

// A statement takes some tens of thousands of values; so many rows are read in some milliseconds.
const MAX_AT_ONCE = 500

/** Binds a token to its row: moved to another one it opens nothing. */
const purposeOf = ({ enterpriseId, teamId, organisationWide }: Place): string =>
  JSON.stringify(['installation', enterpriseId, teamId, organisationWide])

const keyOf = ({ enterpriseId, teamId, organisationWide }: Place) => ({
  enterprise_id: enterpriseId,
  team_id: teamId,
  organisation_wide: organisationWide,
})

const placeOf = (row: Row): Place => ({
  enterpriseId: row.enterprise_id,
  teamId: row.team_id,
  organisationWide: row.organisation_wide,
})

const installationOf = (row: Row, seal: TokenCipher): Installation => ({
  ...placeOf(row),
  botToken: seal.open(row.bot_token, purposeOf(placeOf(row))),
  botId: row.bot_id,
  botUserId: row.bot_user_id,
  scopes: row.scopes.split(',').filter((scope) => scope !== ''),
})

const saved = async (
  db: Kysely<Tables>,
  installation: Installation,
  seal: TokenCipher,
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

const resealed = async (db: Kysely<Tables>, seal: TokenCipher) => {
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
      if (!(error instanceof CannotDecrypt)) throw error
      broken += 1
    }
  }
  return { resealed: rows.length - broken, broken }
}

type Found = Result<Installation | null, 'unavailable'>

/** What a row holds; the error where its token cannot be read, which is nobody else's. */
const opened = (row: Row | undefined, seal: TokenCipher): Found | CannotDecrypt => {
  try {
    return success(row === undefined ? null : installationOf(row, seal))
  } catch (error) {
    if (!(error instanceof CannotDecrypt)) throw error
    return error
  }
}

/**
 * Finds those who are asked for at once together: when a process starts, or a minute is over, each workspace's next
 * request asks, and would wait for the others' statements.
 */
const finder = (database: Database, seal: TokenCipher) =>
  new DataLoader<ReadQuery, Found>(
    async (queries) => {
      const found = await database.use((db) => findRows(db, queries))
      return queries.map((_, at) => (found.ok ? opened(found.value[at], seal) : failed('unavailable')))
    },
    // What is found is remembered elsewhere, and for how long.
    { cache: false, maxBatchSize: MAX_AT_ONCE, batchScheduleFn: setImmediate },
  )

/** Installations in the database, their tokens encrypted. */
export const createInstallationStore = (database: Database, seal: TokenCipher): InstallationStore => {
  const found = finder(database, seal)
  return {
    find: (query) => found.load(query),
    save: (installation, now) => database.use((db) => saved(db, installation, seal, now)),
    reseal: () => database.use((db) => resealed(db, seal)),
  }
}
