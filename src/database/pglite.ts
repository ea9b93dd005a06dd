import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PGlite } from '@electric-sql/pglite'
import type { Kysely } from 'kysely'
import { lockFolder } from './folder-lock.ts'
import type { Tables } from './tables.ts'

/** PGlite's folder in DATA_DIR, made aside and then moved, so that a kill leaves none that is half made. */
const prepareFolder = async (dataDir: string): Promise<string> => {
  const folder = join(dataDir, 'database')
  if (existsSync(folder)) return folder
  const aside = join(dataDir, 'database.new')
  await rm(aside, { recursive: true, force: true })
  await once(new Worker(new URL('./initialise-pglite.ts', import.meta.url), { workerData: aside }), 'exit')
  await rename(aside, folder)
  return folder
}

type OpenFolder = { readonly db: Kysely<Tables>; readonly pglite: PGlite }

const openFolder = async (dataDir: string): Promise<OpenFolder> => {
  const folder = await prepareFolder(dataDir)
  const [{ Kysely, PGliteDialect }, { PGlite }] = await Promise.all([
    import('kysely'),
    import('@electric-sql/pglite'),
  ])
  // Durable against a killed process, not against a power cut: PGlite runs Postgres without fsync, and its
  // file system has none. `relaxedDurability` off: a statement is answered when its WAL is written.
  const pglite = await PGlite.create({ dataDir: folder, relaxedDurability: false })
  return { db: new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) }), pglite }
}

/** A PGlite in a folder that no other process has open; throws DatabaseInUse. PGlite is loaded only here. */
export const openPglite = async (
  dataDir: string,
): Promise<OpenFolder & { readonly close: () => Promise<void> }> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const lock = await lockFolder(dataDir)
  try {
    const { db, pglite } = await openFolder(dataDir)
    return { db, pglite, close: () => db.destroy().finally(lock.release) }
  } catch (error) {
    await lock.release()
    throw error
  }
}
