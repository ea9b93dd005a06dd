import { randomBytes } from 'node:crypto'
import type { Database } from '../database/database.ts'
import { createDeleteWorkspace, type DeleteWorkspace } from './delete-workspace.ts'
import { createInstallationStore } from './installation-repository.ts'
import { createInstallations, type Installations } from './installations.ts'
import { createTokenCipher } from './token-cipher.ts'

/** Who has installed the app, and how what is kept of them is deleted. */
export type Workspaces = { readonly installations: Installations; readonly leave: DeleteWorkspace }

export type WorkspacesOptions = {
  readonly database: Database
  /** In base64; none where one workspace's token is configured, and nobody installs anything. */
  readonly encryptionKeys: readonly string[]
  readonly clock: () => number
  readonly log: {
    readonly info: (fields: object, message: string) => void
    readonly error: (fields: object, message: string) => void
  }
}

/** Workspaces in the database. Once it is there, tokens under an older key are encrypted under the first. */
export const createWorkspaces = (options: WorkspacesOptions): Workspaces => {
  const { database, encryptionKeys, clock, log } = options
  const isSetUp = encryptionKeys.length > 0
  // Without installations nothing is ever sealed; a key that nobody knows is then as good as any.
  const seal = createTokenCipher(isSetUp ? encryptionKeys : [randomBytes(32).toString('base64')])
  const store = createInstallationStore(database, seal)
  const reseal = async (): Promise<void> => {
    await database.ready()
    const done = await store.reseal()
    if (!done.ok) return
    const { resealed, broken } = done.value
    if (broken > 0) log.error({ broken }, 'tokens that no key in ENCRYPTION_KEY decrypts: put their key back')
    else log.info({ resealed }, 'all tokens are encrypted with the first key of ENCRYPTION_KEY')
  }
  if (isSetUp)
    reseal().catch((error: unknown) => {
      // Closed before it was ever there: nothing was read, and nothing is lost.
      if (database.state() === 'ready') log.error({ err: error }, 'tokens could not be encrypted anew')
    })
  return { installations: createInstallations({ store, clock }), leave: createDeleteWorkspace(database) }
}
