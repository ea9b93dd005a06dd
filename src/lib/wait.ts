import { setTimeout } from 'node:timers/promises'

/** Waits so many milliseconds or until the signal aborts; never rejects, never keeps the process alive. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

export const waitQuietly: Wait = (ms, signal) =>
  setTimeout(ms, undefined, { ref: false, signal }).catch(() => undefined)
