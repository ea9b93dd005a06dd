/** Of so many that wait one goes on in a turn, of twice as many two: so what waits stays few, and its memory small. */
const ONE_OF = 64

/**
 * For work that comes after an ack: resolves for one caller in each turn of the event loop, or one in 64 of those that
 * wait, in the order they asked. In between, all that has come in meanwhile is acked. A request so waits for one
 * other's work to begin, not for that of all who were acked before it: a process that is behind with its answers, after
 * a collection of its heap or while its code is still being compiled, is not behind with its acks.
 */
export const createAcksFirst = (): (() => Promise<void>) => {
  const waiting: (() => void)[] = []
  const turn = (): void => {
    for (const goOn of waiting.splice(0, Math.ceil(waiting.length / ONE_OF))) goOn()
    if (waiting.length > 0) setImmediate(turn)
  }
  return () =>
    new Promise((goOn) => {
      if (waiting.push(goOn) === 1) setImmediate(turn)
    })
}
