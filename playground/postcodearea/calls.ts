/** One request that came in. Never its key. */
export type Call = {
  /** "SW1A 1AA" however it was spelled, or the text as sent when it is no postcode. */
  postcode: string
  /** Milliseconds since 1970. */
  at: number
  /** The status it is answered with; 0 when the connection hangs or is reset before any. */
  status: number
}

/** Every call so far, and word of the next one. */
export const createCalls = () => {
  const calls: Call[] = []
  let next = Promise.withResolvers<Call>()
  return {
    calls: calls as readonly Call[],
    record(call: Call) {
      calls.push(call)
      const told = next
      next = Promise.withResolvers<Call>()
      told.resolve(call)
    },
    nextCall: () => next.promise,
  }
}
