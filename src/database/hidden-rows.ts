import type { Wait } from '../lib/wait.ts'
import type { LogAt } from '../observability/log.ts'
import type { Database } from './database.ts'

/** How long what people removed, or could not set up, can be put back, in ms. */
export const KEPT_HIDDEN_MS = 60 * 60_000

const DELETE_EVERY_MS = 10 * 60_000

/** Deletes what has been hidden for longer. */
export const deleteHidden = ({ use }: Pick<Database, 'use'>) =>
  use(async (db) => {
    const until = new Date(Date.now() - KEPT_HIDDEN_MS)
    for (const table of ['channel_alert', 'saved_place'] as const)
      await db.deleteFrom(table).where('hidden_at', '<', until).execute()
  })

/** The same every ten minutes, until `stopping` aborts. Never rejects: what fails is deleted the next time. */
export const deleteHiddenRegularly = async (
  database: Pick<Database, 'use'>,
  log: LogAt<'warn'>,
  wait: Wait,
  stopping: AbortSignal,
): Promise<void> => {
  while (!stopping.aborted) {
    await deleteHidden(database).catch((error: unknown) => {
      log.warn({ err: error }, 'hidden rows could not be deleted: they are tried again in ten minutes')
    })
    await wait(DELETE_EVERY_MS, stopping)
  }
}
