import type { Kysely } from 'kysely'
import type { DatabasePlace } from './place.ts'
import type { Tables } from './tables.ts'

/** A database as it was opened. */
export type Opened = {
  readonly db: Kysely<Tables>
  /** Rejects where it cannot be used just now: out of reach, or its schema is behind. */
  readonly check: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens the database of a place; only the one that is used is ever loaded. */
export const open = async (place: DatabasePlace): Promise<Opened> => {
  if (place.kind === 'pglite') return (await import('./open-pglite.ts')).openPglite(place.dataDir)
  return (await import('./open-postgres.ts')).openPostgres(place.url)
}
