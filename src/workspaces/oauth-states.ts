import { createHash } from 'node:crypto'
import { ClearStateStore, InvalidStateError, type StateStore } from '@slack/oauth'
import type { Database } from '../database/database.ts'
import type { Result } from '../lib/result.ts'
import { Unauthorised } from './authorization.ts'

/** How long a state may be on its way: as long as its cookie lives. */
export const STATE_LIFETIME_MS = 600_000

/** The states that were used, in the database: one for all processes. */
export type UsedStates = {
  /** False where it was used before. `now` in ms since the epoch. */
  readonly use: (state: string, now: number) => Promise<Result<boolean, 'unavailable'>>
}

/** A state is kept as its hash, for as long as it would be taken. */
export const createUsedStates = (database: Database): UsedStates => ({
  use: (state, now) =>
    database.use(async (db) => {
      await db.deleteFrom('used_oauth_state').where('expires_at', '<', new Date(now)).execute()
      const hash = createHash('sha256').update(state).digest('hex')
      // Twice its lifetime: the clocks of two processes may differ.
      const expires_at = new Date(now + 2 * STATE_LIFETIME_MS)
      const inserted = await db
        .insertInto('used_oauth_state')
        .values({ hash, expires_at })
        .onConflict((on) => on.column('hash').doNothing())
        .returning('hash')
        .executeTakeFirst()
      return inserted !== undefined
    }),
})

/**
 * Signs states as @slack/oauth does and takes each once, in whichever process it comes back to: a code and its state
 * that somebody else got hold of are of no use any more. Rejects with InvalidStateError, or with Unauthorised where the
 * database is away.
 */
export const createStateStore = (stateSecret: string, usedStates: UsedStates): StateStore => {
  const signed = new ClearStateStore(stateSecret, STATE_LIFETIME_MS / 1_000)
  return {
    generateStateParam: (options, now) => signed.generateStateParam(options, now),
    verifyStateParam: async (now, state) => {
      const options = await signed.verifyStateParam(now, state)
      const used = await usedStates.use(state, now.getTime())
      if (!used.ok) throw new Unauthorised('unavailable')
      if (!used.value) throw new InvalidStateError('The state was used before')
      return options
    },
  }
}
