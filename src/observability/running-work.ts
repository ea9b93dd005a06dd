import { settlesWithin } from '../lib/wait.ts'

/** Counts what is under way, so that a stop can wait for it. */
export const createRunningWork = () => {
  let underWay = 0
  let waiting: (() => void)[] = []
  const end = (): void => {
    underWay -= 1
    if (underWay > 0) return
    for (const wake of waiting) wake()
    waiting = []
  }
  const drain = async (): Promise<void> => {
    // What runs may start more: look again until nothing is left.
    while (underWay > 0) await new Promise<void>((wake) => waiting.push(wake))
  }
  return {
    /** Counts a piece of work from now on, until what it gives is called, once. */
    begin: (): (() => void) => {
      underWay += 1
      return end
    },
    /** Resolves once nothing is under way, or after `withinMs`; true where all had ended. */
    ended: (withinMs: number): Promise<boolean> => settlesWithin(drain(), withinMs),
  }
}

export type RunningWork = ReturnType<typeof createRunningWork>
