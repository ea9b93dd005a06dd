import { settlesWithin } from '../lib/wait.ts'

/** Counts what is under way, so that a stop can wait for it. */
export type RunningWork = {
  /** Counts a piece of work from now on, until what it gives is called, once. */
  readonly begin: () => () => void
  /** Runs a piece of work and counts it until it has ended. */
  readonly run: <Value>(piece: () => Promise<Value>) => Promise<Value>
  /** Resolves once nothing is under way, or after `withinMs`; true where all had ended. */
  readonly ended: (withinMs: number) => Promise<boolean>
}

/** A counter with nothing under way. */
export const createRunningWork = (): RunningWork => {
  let underWay = 0
  let waiting: (() => void)[] = []
  const end = (): void => {
    underWay -= 1
    if (underWay > 0) return
    for (const wake of waiting) wake()
    waiting = []
  }
  const begin = (): (() => void) => {
    underWay += 1
    return end
  }
  const run = <Value>(piece: () => Promise<Value>): Promise<Value> => {
    const running = piece()
    underWay += 1
    running.then(end, end)
    return running
  }
  const drain = async (): Promise<void> => {
    // What runs may start more: look again until nothing is left.
    while (underWay > 0) await new Promise<void>((wake) => waiting.push(wake))
  }
  return { begin, run, ended: (withinMs) => settlesWithin(drain(), withinMs) }
}
