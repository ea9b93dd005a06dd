/** Go on together: one a turn would cost an app that has only commands a quarter of what it carries. */
const TOGETHER = 8
/** Of very many, one in so many: more of them go on in a turn, the more there are. */
const ONE_IN = 64

/**
 * For work that comes after an ack: resolves for a few callers in each turn of the event loop, in the order they
 * asked. In between, all that has come in meanwhile is acked. A request so waits for the work of those few to begin, not
 * for that of all who were acked before it: a process that is behind with its answers, after a collection of its heap or
 * while its code is still being compiled, is not as far behind with its acks.
 */
export const createAcksFirst = (): (() => Promise<void>) => {
  const waiting: (() => void)[] = []
  const turn = (): void => {
    const few = Math.max(TOGETHER, Math.ceil(waiting.length / ONE_IN))
    for (const goOn of waiting.splice(0, few)) goOn()
    if (waiting.length > 0) setImmediate(turn)
  }
  return () =>
    new Promise((goOn) => {
      if (waiting.push(goOn) === 1) setImmediate(turn)
    })
}
