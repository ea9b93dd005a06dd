/** One request that came in. Never its key. */
export type Call = {
  /** "SW1A 1AA" however it was spelled, or the text as sent when it is no postcode. */
  postcode: string
  /** Milliseconds since 1970. */
  at: number
  /** The status it is answered with; 0 when the connection hangs or is reset before any. */
  status: number
}

/** Every call so far, and a promise of the next one. */
export const createCalls = () => {
  const calls: Call[] = []
  let next = Promise.withResolvers<Call>()
  return {
    calls: calls as readonly Call[],
    record(call: Call) {
      calls.push(call)
      const waiting = next
      next = Promise.withResolvers<Call>()
      waiting.resolve(call)
    },
    nextCall: () => next.promise,
  }
}

/** Holds answers back, so that a test decides when they leave instead of waiting for a time. */
type AnswerHold = {
  /** Holds all answers until the returned function is called. */
  hold(): () => void
  /** Resolves once no hold is left. */
  opened(): Promise<void>
}

export const createAnswerHold = (): AnswerHold => {
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
      // In a loop: another hold may be taken meanwhile.
      while (holds.size > 0) await Promise.all(holds)
    },
  }
}
