/** Runs the work of one key in the order it came, one after the other; other keys go on beside it. */
export type KeyedMutex = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>

/** Turns of their own. A key is forgotten once its work has ended; a failure holds up nothing behind it. */
export const createKeyedMutex = (): KeyedMutex => {
  const last = new Map<string, Promise<unknown>>()
  return async (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work)
    last.set(key, mine)
    try {
      return await mine
    } finally {
      if (last.get(key) === mine) last.delete(key)
    }
  }
}
