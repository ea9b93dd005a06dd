/** A failure on purpose, at one endpoint, until cleared or `times` times. */
export type Fault = {
  /** 'response_url' or a Web API method such as 'auth.test'. */
  readonly where: string
  /**
   * 'error' is any other word the Web API may answer with, given as `error`; 'no_charts' is a Slack that does not know
   * data_visualization yet: it answers invalid_blocks to a message with one, and takes every other.
   */
  readonly what: 'ratelimited' | 'invalid_blocks' | 'no_charts' | 'server_error' | 'slow' | 'reset' | 'error'
  readonly times?: number
  /** How much later a 'slow' answer comes, in ms. Default 1,000. */
  readonly ms?: number
  /** Retry-After of a 'ratelimited', in seconds. Default 1. */
  readonly retryAfter?: number
  readonly error?: string
}

export type Faults = {
  /** Puts a fault in place of the one there was at the same place. */
  set(fault: Fault): void
  clear(where?: string): void
  active(): readonly Fault[]
}

/** The fault for a request with this body, if one is set. */
export type ConsumeFault = (where: string, body?: string) => Fault | undefined

// As JSON or as a form: the word stands in both.
const concerns = ({ what }: Fault, body: string): boolean =>
  what !== 'no_charts' || body.includes('data_visualization')

/** The faults that are set; the server uses one up for each request. */
export const createFaults = (): { readonly faults: Faults; readonly consume: ConsumeFault } => {
  const all = new Map<string, { readonly fault: Fault; left: number }>()
  const consume: ConsumeFault = (where, body = '') => {
    const entry = all.get(where)
    if (!entry || !concerns(entry.fault, body)) return undefined
    entry.left -= 1
    if (entry.left <= 0) all.delete(where)
    return entry.fault
  }
  return {
    consume,
    faults: {
      set: (fault) => void all.set(fault.where, { fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
      clear: (where) => void (where === undefined ? all.clear() : all.delete(where)),
      active: () => [...all.values()].map((it) => it.fault),
    },
  }
}
