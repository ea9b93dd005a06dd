/** Something that goes wrong on purpose, at one place, until cleared or `times` times. */
export type Fault = {
  /** 'response_url' or a Web API method such as 'auth.test'. */
  readonly where: string
  /** 'error' is any other word the Web API may answer with, given as `error`. */
  readonly what: 'ratelimited' | 'invalid_blocks' | 'server_error' | 'slow' | 'reset' | 'error'
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

export type TakeFault = (where: string) => Fault | undefined

/** The faults that are set, and how the server takes one when a request comes in. */
export const createFaults = (): { readonly faults: Faults; readonly take: TakeFault } => {
  const all = new Map<string, { readonly fault: Fault; left: number }>()
  const take = (where: string) => {
    const entry = all.get(where)
    if (!entry) return undefined
    entry.left -= 1
    if (entry.left <= 0) all.delete(where)
    return entry.fault
  }
  return {
    take,
    faults: {
      set: (fault) => void all.set(fault.where, { fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
      clear: (where) => void (where === undefined ? all.clear() : all.delete(where)),
      active: () => [...all.values()].map((it) => it.fault),
    },
  }
}
