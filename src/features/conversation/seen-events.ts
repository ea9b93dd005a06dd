import { LRUCache } from 'lru-cache'
import pTimeout from 'p-timeout'
import type { Database } from '../../database/database.ts'
import { failed } from '../../lib/result.ts'

// Slack sends an event again at once, after a minute and after five: docs.slack.dev/apis/events-api, "Retries".
const KEPT_FOR_MS = 3_600_000
const MAX_IN_MEMORY = 10_000
// Somebody waits for an answer: a database that takes longer is not waited for.
const TIMEOUT_MS = 500
const PURGE_EVERY_MS = 600_000

const insert = (database: Pick<Database, 'use'>, event_id: string, now: number, purge: boolean) =>
  database.use(async (db) => {
    if (purge) await db.deleteFrom('seen_event').where('expires_at', '<', new Date(now)).execute()
    const inserted = await db
      .insertInto('seen_event')
      .values({ event_id, expires_at: new Date(now + KEPT_FOR_MS) })
      .onConflict((on) => on.column('event_id').doNothing())
      .returning('event_id')
      .executeTakeFirst()
    return inserted !== undefined
  })

/**
 * Remembers the events that are answered, in the database, for all processes. While that is away, or slow, each process remembers its own, so
 * that a database can neither stop an answer nor delay it. `clock` gives ms since the epoch.
 */
export const createSeenEvents = (
  database: Pick<Database, 'use'>,
  clock: () => number,
  timeoutMs = TIMEOUT_MS,
) => {
  const seen = new LRUCache<string, true>({ max: MAX_IN_MEMORY })
  let purgedAt = Number.NEGATIVE_INFINITY
  return {
    /** Whether an event comes for the first time; from then on it does not. Rejects where the database refuses. */
    isNew: async (eventId: string): Promise<boolean> => {
      if (seen.has(eventId)) return false
      seen.set(eventId, true)
      const now = clock()
      const purge = now - purgedAt >= PURGE_EVERY_MS
      if (purge) purgedAt = now
      const inserted = await pTimeout(insert(database, eventId, now, purge), {
        milliseconds: timeoutMs,
        fallback: () => failed('unavailable' as const),
      })
      return inserted.ok ? inserted.value : true
    },
  }
}

export type SeenEvents = ReturnType<typeof createSeenEvents>
