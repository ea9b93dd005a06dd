import { setTimeout } from 'node:timers/promises'
import pTimeout from 'p-timeout'

/** Waits so many milliseconds or until the signal aborts; never rejects, never keeps the process alive. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

export const waitQuietly: Wait = (ms, signal) =>
  setTimeout(ms, undefined, { ref: false, signal }).catch(() => undefined)

/** Whether work settles, well or not, within so many ms. */
export const settlesWithin = (work: Promise<unknown>, milliseconds: number): Promise<boolean> => {
  const settled = work.then(
    () => true,
    () => true,
  )
  // p-timeout throws a TypeError at 0.
  return pTimeout(settled, { milliseconds: Math.max(1, milliseconds), fallback: () => false })
}
