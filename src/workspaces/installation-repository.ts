import type { Kysely, Selectable } from 'kysely'
import type { Database } from '../database/database.ts'
import type { InstallationTable, Tables } from '../database/tables.ts'
import { type Result, success } from '../lib/result.ts'
import { CannotDecrypt, type TokenCipher } from './token-cipher.ts'

/** Where the app is installed: `teamId` is '' where a whole organisation has it, `enterpriseId` '' outside of one. */
export type InstallationKey = {
  readonly enterpriseId: string
  readonly teamId: string
  readonly organisationWide: boolean
}

/** The app in one workspace or in a whole organisation, and what it needs to act there. */
export type Installation = InstallationKey & {
  readonly botToken: string
  readonly botId: string
  readonly botUserId: string
  readonly scopes: readonly string[]
}

/** What a look for an installation ends with; null: the app is not installed there. */
export type InstallationResult = Result<Installation | null, 'unavailable'>

type Row = Selectable<InstallationTable>

/** Binds a token to its row: moved to another row it cannot be decrypted. */
const aadOf = ({ enterpriseId, teamId, organisationWide }: InstallationKey): string =>
  JSON.stringify(['installation', enterpriseId, teamId, organisationWide])

const columnsOf = ({ enterpriseId, teamId, organisationWide }: InstallationKey) => ({
  enterprise_id: enterpriseId,
  team_id: teamId,
  organisation_wide: organisationWide,
})

const keyOf = (row: Row): InstallationKey => ({
  enterpriseId: row.enterprise_id,
  teamId: row.team_id,
  organisationWide: row.organisation_wide,
})

const fromRow = (row: Row, cipher: TokenCipher): Installation => ({
  ...keyOf(row),
  botToken: cipher.decrypt(row.bot_token, aadOf(keyOf(row))),
  botId: row.bot_id,
  botUserId: row.bot_user_id,
  scopes: row.scopes.split(',').filter((scope) => scope !== ''),
})

/** The installation's id: a workspace's own goes before its organisation's, unless Slack says which one it is. */
const idOf = ({ enterpriseId, teamId, organisationWide }: InstallationKey): string =>
  organisationWide ? enterpriseId : teamId

/**
 * Finds the installation for a request and registers its workspace in the organisation that the request names, by one
 * statement: whatever is stored of a workspace is deleted with the installation that let its people in. The row is
 * locked, so that an uninstall that runs at the same time comes before all of this or after it.
 */
const findRow = (db: Kysely<Tables>, key: InstallationKey): Promise<Row | undefined> =>
  db
    .with('found', (query) =>
      query
        .selectFrom('installation')
        .selectAll()
        .where('id', 'in', [idOf(key), key.enterpriseId])
        .where('id', '<>', '')
        .orderBy('organisation_wide')
        .limit(1)
        .forShare(),
    )
    .with('registered', (query) =>
      query
        .insertInto('workspace')
        .columns(['team_id', 'enterprise_id'])
        .expression((from) =>
          from
            .selectFrom('found')
            .select(({ cast, val }) => [
              cast<string>(val(key.teamId), 'text').as('team_id'),
              cast<string>(val(key.enterpriseId), 'text').as('enterprise_id'),
            ])
            .where(({ eb, cast, val }) => eb(cast<string>(val(key.teamId), 'text'), '<>', '')),
        )
        .onConflict((on) =>
          on
            .column('team_id')
            .doUpdateSet({ enterprise_id: key.enterpriseId })
            .where('workspace.enterprise_id', '<>', key.enterpriseId),
        ),
    )
    .selectFrom('found')
    .selectAll()
    .executeTakeFirst()

/** The installation for work outside a request, by where the workspace was last seen. */
const findRowOfTeam = (db: Kysely<Tables>, teamId: string): Promise<Row | undefined> =>
  db
    .selectFrom('installation')
    .selectAll()
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('id', '=', teamId),
        eb('id', 'in', selectFrom('workspace').select('enterprise_id').where('team_id', '=', teamId)),
      ]),
    )
    .orderBy('organisation_wide')
    .limit(1)
    .executeTakeFirst()

const save = async (
  db: Kysely<Tables>,
  installation: Installation,
  cipher: TokenCipher,
  now: number,
): Promise<void> => {
  const values = {
    ...columnsOf(installation),
    bot_token: cipher.encrypt(installation.botToken, aadOf(installation)),
    bot_id: installation.botId,
    bot_user_id: installation.botUserId,
    scopes: installation.scopes.join(','),
    installed_at: new Date(now),
  }
  await db
    .insertInto('installation')
    .values({ id: idOf(installation), ...values })
    .onConflict((on) => on.column('id').doUpdateSet(values))
    .execute()
}

const list = async (db: Kysely<Tables>, cipher: TokenCipher): Promise<readonly Installation[]> => {
  const rows = await db.selectFrom('installation').selectAll().orderBy('id').execute()
  return rows.flatMap((row) => {
    try {
      return [fromRow(row, cipher)]
    } catch (error) {
      if (!(error instanceof CannotDecrypt)) throw error
      return []
    }
  })
}

const reencrypt = async (db: Kysely<Tables>, cipher: TokenCipher) => {
  const rows = await db
    .selectFrom('installation')
    .selectAll()
    .where('bot_token', 'not like', `${cipher.prefix}%`)
    .execute()
  let unreadable = 0
  for (const row of rows) {
    try {
      const key = keyOf(row)
      const bot_token = cipher.encrypt(fromRow(row, cipher).botToken, aadOf(key))
      // Only where nobody has installed anew meanwhile.
      await db
        .updateTable('installation')
        .set({ bot_token })
        .where('id', '=', row.id)
        .where('bot_token', '=', row.bot_token)
        .execute()
    } catch (error) {
      if (!(error instanceof CannotDecrypt)) throw error
      unreadable += 1
    }
  }
  return { reencrypted: rows.length - unreadable, unreadable }
}

/**
 * Installations in the database, their tokens encrypted. Everything may fail with 'unavailable'. Each is read by a statement of its own, which takes 0.3 ms of
 * CPU: with the cache in front a thousand busy workspaces cost half a per cent of a core.
 */
export const createInstallationRepository = (
  { useReserved: use }: Pick<Database, 'useReserved'>,
  cipher: TokenCipher,
) => {
  const read = async (
    find: (db: Kysely<Tables>) => Promise<Row | undefined>,
  ): Promise<InstallationResult> => {
    const found = await use(find)
    if (!found.ok) return found
    return success(found.value === undefined ? null : fromRow(found.value, cipher))
  }
  return {
    /** For a request of Slack's. A workspace's own goes before its organisation's. Rejects with CannotDecrypt. */
    find: (key: InstallationKey) => read((db) => findRow(db, key)),
    /** For work outside a request. */
    findOfTeam: (teamId: string) => read((db) => findRowOfTeam(db, teamId)),
    /** Installing again updates. `now` in ms since the epoch. */
    save: (installation: Installation, now: number) => use((db) => save(db, installation, cipher, now)),
    /** All of them, but those whose token no key reads. */
    list: () => use((db) => list(db, cipher)),
    /** Encrypts anew what another key than the first has encrypted; how many rows, and how many no key reads. */
    reencrypt: () => use((db) => reencrypt(db, cipher)),
  }
}

export type InstallationRepository = ReturnType<typeof createInstallationRepository>
