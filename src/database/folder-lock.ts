import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, rename, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { ask, socketFolder } from './lock-socket.ts'

/** Another process has the folder open. Two PGlite on one folder lose rows without a word. */
export class DatabaseInUse extends Error {
  constructor(dataDir: string) {
    super(`${dataDir} is in use by another process of this app: stop that one, or set another DATA_DIR here`)
  }
}

/** A folder held by this process. The hold ends with `release` or with the process, SIGKILL included. */
export type FolderLock = { readonly release: () => Promise<void> }

const NAME = /^\.lock-[0-9a-f]{12}$/
const newName = (): string => `.lock-${randomBytes(6).toString('hex')}`

/** A socket of our own in the folder that answers whoever asks, at the latest when the verdict is there. */
const listenIn = async (folder: string, name: string) => {
  const asking = new Set<Socket>()
  let held = false
  const server = createServer((socket) => {
    asking.add(socket)
    socket.on('error', () => undefined).on('close', () => asking.delete(socket))
    if (held) socket.end('held')
  })
  // Bound under another name, since between binding and listening a socket looks like a dead process's.
  const quiet = join(folder, name.replace('lock', 'bind'))
  server.listen(quiet)
  await once(server, 'listening')
  server.unref()
  await rename(quiet, join(folder, name))
  return {
    hold: () => {
      held = true
      for (const socket of asking) socket.end('held')
    },
    release: async () => {
      await rm(join(folder, name), { force: true })
      for (const socket of asking) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Whether any other name in the folder is that of a living process that has, or may get, the folder. */
const isTaken = async (folder: string, own: string): Promise<boolean> => {
  const others = (await readdir(folder)).filter((name) => NAME.test(name) && name !== own)
  const taken = others.map(async (other) => {
    const word = await ask(join(folder, other), other > own)
    if (word === 'nobody') await rm(join(folder, other), { force: true })
    return word === 'held'
  })
  return (await Promise.all(taken)).includes(true)
}

/**
 * Holds `dataDir`, which exists, for this process; throws DatabaseInUse when another one has it.
 *
 * A starter first listens under a name of its own and only then asks the others, so of two that start together
 * at least one sees the other: the larger name steps back, the smaller waits for the larger one's word. A name
 * that nobody answers is a dead process's; names are never used twice, so removing it takes it from nobody.
 */
export const lockFolder = async (dataDir: string): Promise<FolderLock> => {
  const name = newName()
  const folder = await socketFolder(dataDir, name.length)
  const { hold, release } = await listenIn(folder, name)
  if (await isTaken(folder, name)) {
    await release()
    throw new DatabaseInUse(dataDir)
  }
  hold()
  return { release }
}
