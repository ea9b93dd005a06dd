/** Runs work of one key in the order it came, one after the other; work of other keys runs beside it. */
export type KeyedMutex = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>

/** A mutex whose keys are forgotten once their work has ended; work that rejects does not stop what follows. */
export const createKeyedMutex = (): KeyedMutex => {
  const last = new Map<string, Promise<unknown>>()
  return async (key, work) => {
    const running = (last.get(key) ?? Promise.resolve()).then(work, work)
    last.set(key, running)
    try {
      return await running
    } finally {
      if (last.get(key) === running) last.delete(key)
    }
  }
}
