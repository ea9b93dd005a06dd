import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { lockFolder } from './folder-lock.ts'
import type { Tables } from './tables.ts'

/** PGlite's folder in DATA_DIR. Made under another name and then renamed, so that a kill leaves none half made. */
const prepareFolder = async (dataDir: string): Promise<string> => {
  const folder = join(dataDir, 'database')
  if (existsSync(folder)) return folder
  const unfinished = join(dataDir, 'database.new')
  await rm(unfinished, { recursive: true, force: true })
  const worker = new Worker(new URL('./initialise-pglite.ts', import.meta.url), { workerData: unfinished })
  await once(worker, 'exit')
  await rename(unfinished, folder)
  return folder
}

/** A PGlite in a folder that no other process has open; rejects with DatabaseInUse. */
export const openPglite = async (
  dataDir: string,
): Promise<{
  readonly db: Kysely<Tables>
  readonly pglite: PGlite
  readonly close: () => Promise<void>
}> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const lock = await lockFolder(dataDir)
  try {
    const folder = await prepareFolder(dataDir)
    // Durable against a killed process, not against a power cut: PGlite runs Postgres without fsync. With
    // relaxedDurability off a statement is answered once its WAL is written (pglite.dev/docs/api).
    const pglite = await PGlite.create({ dataDir: folder, relaxedDurability: false })
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
    return { db, pglite, close: () => db.destroy().finally(lock.release) }
  } catch (error) {
    await lock.release()
    throw error
  }
}
