import type { Database } from '../database/database.ts'
import type { InstallationRepository } from './installation-repository.ts'

export type ReencryptOptions = {
  readonly database: Pick<Database, 'ready' | 'state'>
  readonly repository: Pick<InstallationRepository, 'reencrypt'>
  readonly log: {
    readonly info: (fields: object, message: string) => void
    readonly error: (fields: object, message: string) => void
  }
}

const reencrypt = async ({ database, repository, log }: ReencryptOptions): Promise<void> => {
  await database.ready()
  const done = await repository.reencrypt()
  if (!done.ok) return
  const { reencrypted, unreadable } = done.value
  if (unreadable > 0)
    log.error({ unreadable }, 'tokens that no key in ENCRYPTION_KEY decrypts: put their key back')
  else log.info({ reencrypted }, 'all tokens are encrypted with the first key of ENCRYPTION_KEY')
}

/**
 * Encrypts every token that is under another key than the first of ENCRYPTION_KEY, in the background, once the database
 * is ready. Says in the log when it is done, or that no key decrypts some of them. Never throws.
 */
export const reencryptTokens = (options: ReencryptOptions): void => {
  reencrypt(options).catch((error: unknown) => {
    // Closed before it was ever ready: nothing was read, and nothing is lost.
    if (options.database.state() === 'ready')
      options.log.error({ err: error }, 'tokens could not be encrypted anew')
  })
}
