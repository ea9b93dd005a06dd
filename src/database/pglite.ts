import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { lockFolder } from './folder-lock.ts'
import type { Tables } from './tables.ts'

/** DATA_DIR holds no database that can be used; the message says what to do. Never started empty over what was there. */
class UnusableFolder extends Error {
  constructor(folder: string, what: string, options?: ErrorOptions) {
    super(`${folder} ${what}: restore a backup, or move it away to start with an empty database`, options)
  }
}

// Postgres's own 128 MB of buffers are all written to as it starts: half a second, and more memory than the app takes.
const START_PARAMETERS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']

/** PGlite's folder in DATA_DIR. Made under another name and then renamed, so that a kill leaves none half made. */
const prepareFolder = async (dataDir: string): Promise<string> => {
  const folder = join(dataDir, 'database')
  if (existsSync(folder)) {
    if (!existsSync(join(folder, 'PG_VERSION')))
      throw new UnusableFolder(folder, 'is damaged or no PGlite database (it has no PG_VERSION)')
    return folder
  }
  const unfinished = join(dataDir, 'database.new')
  await rm(unfinished, { recursive: true, force: true })
  const worker = new Worker(new URL('./initialise-pglite.ts', import.meta.url), { workerData: unfinished })
  await once(worker, 'exit')
  await rename(unfinished, folder)
  return folder
}

// PGlite unpacks its files readable and writable by everybody, whatever the umask; what it makes later is its user's.
const protectFiles = async (folder: string): Promise<void> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  await Promise.all(files.map(({ parentPath, name }) => chmod(join(parentPath, name), 0o600)))
}

/** A PGlite in a folder that no other process has open; rejects with DatabaseInUse. */
export const openPglite = async (
  dataDir: string,
): Promise<{
  readonly db: Kysely<Tables>
  readonly pglite: PGlite
  readonly close: () => Promise<void>
}> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new UnusableFolder(dataDir, 'is not a folder, or cannot be made one', { cause })
  })
  await chmod(dataDir, 0o700).catch(() =>
    process.emitWarning(`others may read ${dataDir}: it belongs to another user, who alone can protect it`),
  )
  const lock = await lockFolder(dataDir)
  try {
    const folder = await prepareFolder(dataDir)
    // Durable against a killed process, not against a power cut: PGlite runs Postgres without fsync. With
    // relaxedDurability off a statement is answered once its WAL is written (pglite.dev/docs/api).
    const pglite = await PGlite.create({
      dataDir: folder,
      relaxedDurability: false,
      startParams: START_PARAMETERS,
    }).catch((cause: unknown) => {
      // What a WebAssembly module throws is no Error, or says nothing of the folder.
      throw new UnusableFolder(folder, 'cannot be opened and may be damaged', { cause })
    })
    // Where the folder's mode could not be changed, which was warned of, theirs cannot either.
    await protectFiles(folder).catch(() => undefined)
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
    return { db, pglite, close: () => db.destroy().finally(lock.release) }
  } catch (error) {
    await lock.release()
    throw error
  }
}
