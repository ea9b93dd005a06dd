/** Runs the work of one key one at a time, in the order of the calls. Different keys run concurrently. */
export type KeyedMutex = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>

/** Creates a mutex in memory. A key is dropped once its last work settles; a rejection does not stop later work. */
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
