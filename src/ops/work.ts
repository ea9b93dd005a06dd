/** Counts what is under way, so that a stop can wait for it. */
export type Work = {
  /** Runs a piece of work and counts it until it has ended. */
  readonly run: <Value>(piece: () => Promise<Value>) => Promise<Value>
  /** Resolves once nothing is under way, or after `withinMs`; true where all had ended. */
  readonly ended: (withinMs: number) => Promise<boolean>
}

/** A counter with nothing under way. */
export const createWork = (): Work => {
  const underWay = new Set<Promise<unknown>>()
  const run = <Value>(piece: () => Promise<Value>): Promise<Value> => {
    const running = piece()
    const ended = () => void underWay.delete(running)
    underWay.add(running)
    running.then(ended, ended)
    return running
  }
  const drain = async (): Promise<true> => {
    // What runs may start more: look again until nothing is left.
    while (underWay.size > 0) await Promise.allSettled(underWay)
    return true
  }
  const ended = (withinMs: number): Promise<boolean> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, withinMs, false)
    })
    return Promise.race([drain(), late]).finally(() => clearTimeout(timer))
  }
  return { run, ended }
}
