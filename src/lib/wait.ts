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

// Date.parse alone would read "-5" and "1.5" as dates. The oldest of HTTP's three date forms names no zone.
const httpDate = (value: string): number =>
  /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(value)
    ? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`)
    : Number.NaN

/**
 * How long a Retry-After header asks to wait, in ms from `now`: in seconds or as an HTTP date
 * (rfc-editor.org/rfc/rfc9110#name-retry-after). Null where it is missing or makes no sense.
 */
export const retryAfterMs = (header: string | null | undefined, now = Date.now()): number | null => {
  const value = header?.trim() ?? ''
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : httpDate(value) - now
  return Number.isNaN(ms) ? null : ms
}
