import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { lstat, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises'
import { createConnection, createServer, type Socket } from 'node:net'
import { join } from 'node:path'

/** Another process has the folder open. Two PGlite processes on one folder lose rows silently. */
export class DatabaseInUse extends Error {
  constructor(dataDir: string) {
    super(`${dataDir} is in use by another process of this app: stop that one, or set another DATA_DIR here`)
  }
}

// A socket's path holds 104 bytes on macOS, 108 on Linux.
const MAX_SOCKET_PATH_BYTES = 100
// A starting process answers within milliseconds; silence counts as held.
const ANSWER_TIMEOUT_MS = 5_000

const SOCKET_NAME = /^\.lock-[0-9a-f]{12}$/
const newSocketName = (): string => `.lock-${randomBytes(6).toString('hex')}`

/**
 * The folder of a lock's sockets: DATA_DIR itself, so that containers sharing it see each other. Where its path is
 * too long for a socket, a folder in /tmp named after it; not in TMPDIR, which may differ between two processes.
 */
const socketFolder = async (dataDir: string, nameLength: number): Promise<string> => {
  const folder = await realpath(dataDir)
  if (Buffer.byteLength(folder) + 1 + nameLength <= MAX_SOCKET_PATH_BYTES) return folder
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const short = join('/tmp', `street-crime-${process.getuid?.() ?? 0}-${hash}`)
  await mkdir(short, { recursive: true, mode: 0o700 })
  // Anybody may have made it before, to see or to block what is locked here.
  const { uid, mode } = await lstat(short)
  if (uid !== process.getuid?.() || (mode & 0o777) !== 0o700)
    throw new Error(`${short} is not this user's alone: remove it, or set a DATA_DIR with a shorter path`)
  return short
}

/** What a socket says of its process: `dead`, it `held` the folder, or it was alive and has `gone` since. */
type Answer = 'dead' | 'held' | 'gone'

/** Asks the process behind a socket. Without `patience`, being alive counts as holding. */
const ask = (path: string, patience: boolean): Promise<Answer> =>
  new Promise((answer) => {
    const socket = createConnection(path)
    const held = (): void => {
      answer('held')
      socket.destroy()
    }
    socket.setTimeout(ANSWER_TIMEOUT_MS, held)
    socket.once(patience ? 'data' : 'connect', held)
    socket.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ECONNREFUSED' || code === 'ENOENT') answer('dead')
      else if (code === 'ECONNRESET' || code === 'EPIPE') answer('gone')
      else answer('held')
    })
    socket.once('close', () => answer('gone'))
  })

/** Listens on a socket in the folder. Whoever asks is answered as soon as the folder is known to be held. */
const listenIn = async (folder: string, name: string) => {
  const asking = new Set<Socket>()
  let held = false
  const server = createServer((socket) => {
    asking.add(socket)
    socket.on('error', () => undefined).on('close', () => asking.delete(socket))
    if (held) socket.end('held')
  })
  // Bound under another name first: between bind and listen a socket refuses, as a dead process's does.
  const bindName = join(folder, name.replace('lock', 'bind'))
  server.listen(bindName)
  await once(server, 'listening')
  server.unref()
  await rename(bindName, join(folder, name))
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

/** Whether another socket's process holds the folder, or may come to. Removes the sockets of dead processes. */
const isHeldByAnother = async (folder: string, own: string): Promise<boolean> => {
  const others = (await readdir(folder)).filter((name) => SOCKET_NAME.test(name) && name !== own)
  const answers = others.map(async (other) => {
    const answer = await ask(join(folder, other), other > own)
    if (answer === 'dead') await rm(join(folder, other), { force: true })
    return answer === 'held'
  })
  return (await Promise.all(answers)).includes(true)
}

/**
 * Locks `dataDir`, which exists, for this process, until `release` or its end, SIGKILL included; rejects with
 * DatabaseInUse where another one has it.
 *
 * A process first listens under a name of its own and then asks the others, so of two that start together at least
 * one sees the other: the larger name gives up, the smaller one waits for the larger one's answer. No name is used
 * twice, so removing a dead process's socket takes it from nobody.
 */
export const lockFolder = async (dataDir: string): Promise<{ readonly release: () => Promise<void> }> => {
  const name = newSocketName()
  const folder = await socketFolder(dataDir, name.length)
  const { hold, release } = await listenIn(folder, name)
  if (await isHeldByAnother(folder, name)) {
    await release()
    throw new DatabaseInUse(dataDir)
  }
  hold()
  return { release }
}
