import type { Wait } from '../../../src/lib/wait.ts'

/** A wait that has begun, and ends when the test says so. */
export type Pause = { readonly ms: number; readonly end: () => void }

/** Waits the test ends by hand; `next` gives them in the order they began. */
export const createPauses = () => {
  const begun: Pause[] = []
  const awaited: ((pause: Pause) => void)[] = []
  const wait: Wait = (ms, signal) =>
    new Promise((end) => {
      signal.addEventListener('abort', () => end())
      const pause = { ms, end }
      const first = awaited.shift()
      if (first === undefined) begun.push(pause)
      else first(pause)
    })
  const next = (): Promise<Pause> => {
    const first = begun.shift()
    return first === undefined ? new Promise((given) => awaited.push(given)) : Promise.resolve(first)
  }
  return { wait, next }
}
