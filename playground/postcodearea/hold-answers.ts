/** Holds whatever waits at it, so that a test decides when answers leave instead of waiting for a time. */
export type Gate = {
  /** Shuts the gate until the returned function is called. */
  hold(): () => void
  /** Resolves once nobody holds the gate. */
  opened(): Promise<void>
}

export const createGate = (): Gate => {
  const holds = new Set<Promise<void>>()
  return {
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      holds.add(promise)
      return () => {
        holds.delete(promise)
        resolve()
      }
    },
    async opened() {
      // Again and again, since the gate may be shut anew in the meantime.
      while (holds.size > 0) await Promise.all(holds)
    },
  }
}
