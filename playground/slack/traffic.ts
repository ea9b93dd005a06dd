/** One request and its answer, between the app and Slack, either way. */
export type Exchange = {
  /** ISO 8601. */
  readonly at: string
  readonly direction: 'to app' | 'from app'
  /** '/crime', 'block_actions', 'view_submission', 'app_home_opened', 'response_url', a Web API method, a socket's 'hello' … */
  readonly what: string
  readonly request: { readonly headers?: Readonly<Record<string, string>>; readonly body: unknown }
  readonly response: { readonly status: number; readonly body: unknown }
  readonly ms: number
}

/** Something the app did that Slack would have rejected. */
export type Rejection = {
  /** ISO 8601. */
  readonly at: string
  readonly what: string
  readonly rule: string
  /** Where the rule is written; "(?)" marks a guess. */
  readonly source: string
}

export type TrafficEvent =
  | { readonly kind: 'exchange'; readonly exchange: Exchange }
  | { readonly kind: 'rejection'; readonly rejection: Rejection }

export type TrafficLog = {
  readonly exchanges: readonly Exchange[]
  readonly rejections: readonly Rejection[]
  add(exchange: Omit<Exchange, 'at'>): void
  reject(what: string, rule: string, source: string): void
}

const MAX_KEPT = 500

/** Keeps the last 500 exchanges, in the order in which they ended, and the last 500 rejections. */
export const createTrafficLog = (emit: (event: TrafficEvent) => void, clock: () => number): TrafficLog => {
  const exchanges: Exchange[] = []
  const rejections: Rejection[] = []
  const at = () => new Date(clock()).toISOString()
  const keep = <T>(list: T[], one: T) => {
    list.push(one)
    if (list.length > MAX_KEPT) list.shift()
  }
  return {
    exchanges,
    rejections,
    add: (it) => {
      const exchange = { at: at(), ...it }
      keep(exchanges, exchange)
      emit({ kind: 'exchange', exchange })
    },
    reject: (what, rule, source) => {
      const rejection = { at: at(), what, rule, source }
      keep(rejections, rejection)
      emit({ kind: 'rejection', rejection })
    },
  }
}
