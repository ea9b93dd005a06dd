import { migrate } from './migrate.ts'
import { open } from './open.ts'
import type { DatabasePlace } from './place.ts'

/** Opens a database only to bring its schema up to date. Gives the names of what ran; rejects where it cannot. */
export const migrateDatabase = async (place: DatabasePlace): Promise<string[]> => {
  const { db, close } = await open(place)
  try {
    return await migrate(db)
  } finally {
    await close()
  }
}
