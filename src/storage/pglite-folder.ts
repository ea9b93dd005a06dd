import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

const WORKER = new URL('./pglite-folder.worker.ts', import.meta.url)

const makeIn = (folder: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: folder })
    worker.once('error', reject)
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a new database folder was not made: exit code ${code}`)),
    )
  })

/**
 * The folder of the database inside `dataDir`, made if there is none. It is made beside and then renamed: a
 * process killed meanwhile leaves nothing that could be taken for a database. The folder must be locked.
 */
export const pgliteFolder = async (dataDir: string): Promise<string> => {
  const folder = join(dataDir, 'pglite')
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.new`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(dataDir, { recursive: true })
  await makeIn(unfinished)
  await rename(unfinished, folder)
  return folder
}
