import { setTimeout } from 'node:timers/promises'
import pTimeout from 'p-timeout'

/** Waits so many ms, or until the signal aborts. Never rejects, and does not keep the process alive. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

/** Waits on the system's clock; tests pass another Wait. */
export const waitQuietly: Wait = (ms, signal) =>
  setTimeout(ms, undefined, { ref: false, signal }).catch(() => undefined)

/** Whether a promise settles, fulfilled or rejected, within so many ms. */
export const settlesWithin = (work: Promise<unknown>, milliseconds: number): Promise<boolean> => {
  const settled = work.then(
    () => true,
    () => true,
  )
  // p-timeout throws a TypeError at 0.
  return pTimeout(settled, { milliseconds: Math.max(1, milliseconds), fallback: () => false })
}
