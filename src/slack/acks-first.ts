import { promisify } from 'node:util'

const nextTurn = promisify(setImmediate)

/**
 * For work that comes after an ack: resolves for one caller in each turn of the event loop, in the order they asked. In
 * between, all that has come in meanwhile is acked. A request so waits for one other's work to begin, not for that of
 * all who were acked before it: a process that is behind with its answers, after a collection of its heap or while its
 * code is still being compiled, is not behind with its acks.
 */
export const createAcksFirst = (): (() => Promise<void>) => {
  let last = Promise.resolve()
  return () => {
    last = last.then(() => nextTurn())
    return last
  }
}
