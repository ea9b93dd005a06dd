import { setTimeout } from 'node:timers/promises'
import { DatabaseInUse } from './folder-lock.ts'
import type { OpenDatabase } from './open.ts'

/** Waits so many milliseconds or until the signal; never rejects, never keeps the process alive. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000

export const waitQuietly: Wait = (ms, signal) =>
  setTimeout(ms, undefined, { ref: false, signal }).catch(() => undefined)

/** `onFailure` hears why each attempt failed; the pauses between them grow from half a second to fifteen. */
export type RetryOptions = {
  readonly open: () => Promise<OpenDatabase>
  readonly onFailure: (error: unknown) => void
  readonly wait: Wait
  readonly signal: AbortSignal
}

/** Tries until it opens. Gives null once the signal is aborted; throws DatabaseInUse, which waiting cannot mend. */
export const connectWithRetry = async (persistence: RetryOptions): Promise<OpenDatabase | null> => {
  const { open, onFailure, wait, signal } = persistence
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      const opened = await open()
      if (!signal.aborted) return opened
      await opened.close()
    } catch (error) {
      if (error instanceof DatabaseInUse) throw error
      onFailure(error)
      await wait(pause, signal)
    }
  }
  return null
}
