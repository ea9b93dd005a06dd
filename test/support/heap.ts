import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// The test runner starts its workers without --expose-gc.
setFlagsFromString('--expose-gc')
const gc: unknown = runInNewContext('gc')

/** Collects everything that nothing holds. */
export const collect = (): void => {
  if (typeof gc !== 'function') throw new Error('this Node cannot be told to collect')
  // Twice: what a finaliser of the first let go goes with the second.
  gc()
  gc()
}

/** Bytes in use after collecting; typed arrays and buffers do not show in heapUsed. */
const inUse = (): number => {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** What is made, and how many bytes more are in use because of it. */
export const heldBytes = <Made>(make: () => Made): readonly [bytes: number, made: Made] => {
  const before = inUse()
  const made = make()
  return [inUse() - before, made]
}
