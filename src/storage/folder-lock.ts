import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Another process works on the same folder. */
export class FolderInUse extends Error {
  constructor(dataDir: string) {
    super(
      `another process of this app uses the folder ${dataDir}: stop it, choose another DATA_DIR, or set DATABASE_URL`,
    )
  }
}

/** The lock, held until it is released or the process is gone. */
export type FolderLock = { readonly release: () => Promise<void> }

// A socket's path may have some hundred bytes only, less than a folder's; the hash stands for the folder.
const nameOf = (dataDir: string): string =>
  `street-crime-${createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 32)}`

const listen = (path: string): Promise<Server | null> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(path, () => resolve(server.unref()))
  })

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** Linux binds a name in no folder, atomically, and forgets it with the process: nothing can be left behind. */
const bindName = (name: string): Promise<Server | null> => listen(`\0${name}`)

/** Elsewhere the socket is a file, which a killed process leaves behind and nobody answers. */
const bindFile = async (name: string): Promise<Server | null> => {
  const path = join(tmpdir(), `${name}.sock`)
  const server = await listen(path)
  if (server !== null || (await answers(path))) return server
  await rm(path, { force: true })
  return listen(path)
}

/**
 * Keeps a second process off the folder: two PGlite processes on one lose rows without a word. The lock is a
 * Unix socket, so it dies with the process, also by SIGKILL. Rejects with FolderInUse.
 */
export const lockFolder = async (dataDir: string): Promise<FolderLock> => {
  const name = nameOf(dataDir)
  const server = await (process.platform === 'linux' ? bindName(name) : bindFile(name))
  if (server === null) throw new FolderInUse(dataDir)
  return {
    release: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
