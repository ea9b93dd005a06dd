import { mkdir } from 'node:fs/promises'
import { Kysely, PGliteDialect } from 'kysely'
import { lockFolder } from './folder-lock.ts'
import { migrate } from './migrate.ts'
import type { Opened } from './open.ts'
import { pgliteFolder } from './pglite-folder.ts'
import type { Tables } from './tables.ts'

/** Opens the folder, alone, and brings its schema up to date. Rejects with FolderInUse. */
export const openPglite = async (dataDir: string): Promise<Opened> => {
  await mkdir(dataDir, { recursive: true })
  const lock = await lockFolder(dataDir)
  try {
    const folder = await pgliteFolder(dataDir)
    // Imported here: it is 10 MB of Postgres that a server with DATABASE_URL never needs.
    const { PGlite } = await import('@electric-sql/pglite')
    const pglite = await PGlite.create(folder)
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
    await migrate(db)
    return {
      db,
      check: async () => undefined,
      close: async () => {
        await db.destroy()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}
