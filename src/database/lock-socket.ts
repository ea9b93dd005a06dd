import { createHash } from 'node:crypto'
import { mkdir, realpath } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { join } from 'node:path'

// A socket's path has room for 104 bytes on macOS, 108 on Linux.
const LONGEST_PATH = 100
// A starter says within milliseconds whether it got the folder; silence counts as yes.
const WORD_WITHIN_MS = 5_000

/**
 * The folder for a lock's sockets: DATA_DIR itself, so that containers sharing it see each other. Where its
 * path is too long for a socket, one in /tmp named by it; not in TMPDIR, which two processes may have differently.
 */
export const socketFolder = async (dataDir: string, nameLength: number): Promise<string> => {
  const folder = await realpath(dataDir)
  if (Buffer.byteLength(folder) + 1 + nameLength <= LONGEST_PATH) return folder
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const short = join('/tmp', `street-crime-${process.getuid?.() ?? 0}-${hash}`)
  await mkdir(short, { recursive: true, mode: 0o700 })
  return short
}

/** `nobody`: a dead process's socket. `gone`: its process lived, and has stepped back or died since. */
export type Word = 'nobody' | 'held' | 'gone'

/** Asks the process behind a socket whether it holds the folder. Without `patience`, being there is enough. */
export const ask = (path: string, patience: boolean): Promise<Word> =>
  new Promise((answer) => {
    const socket = createConnection(path)
    const held = (): void => {
      answer('held')
      socket.destroy()
    }
    socket.setTimeout(WORD_WITHIN_MS, held)
    socket.once(patience ? 'data' : 'connect', held)
    socket.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ECONNREFUSED' || code === 'ENOENT') answer('nobody')
      else if (code === 'ECONNRESET' || code === 'EPIPE') answer('gone')
      else answer('held')
    })
    socket.once('close', () => answer('gone'))
  })
