import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const CACHE = join(ROOT, 'node_modules', '.cache', 'street-crime')

/** The folder of an initialised PGlite without tables: made once for each version of PGlite, then kept. */
const templateFolder = async (): Promise<string> => {
  const manifest = await readFile(join(ROOT, 'node_modules/@electric-sql/pglite/package.json'), 'utf8')
  const folder = join(CACHE, `pglite-${JSON.parse(manifest).version}`)
  if (existsSync(folder)) return folder
  await mkdir(CACHE, { recursive: true })
  const making = await mkdtemp(`${folder}-`)
  const pglite = await PGlite.create({ dataDir: making })
  await pglite.close()
  // Another worker may have been first: then its folder is there, and not empty.
  await rename(making, folder).catch(() => rm(making, { recursive: true }))
  return folder
}

/** Makes DATA_DIR hold an initialised PGlite; initialising one anew takes seconds. */
export const copyInitialisedPglite = async (dataDir: string): Promise<void> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await cp(await templateFolder(), join(dataDir, 'database'), { recursive: true })
}
