import type { Changes } from './event-bus.ts'

export type WireEntry = {
  readonly at: string
  readonly direction: 'to app' | 'from app'
  /** '/crime', 'block_actions', 'view_submission', 'app_home_opened', 'response_url', a Web API method, a socket's 'hello' … */
  readonly what: string
  readonly request: { readonly headers?: Readonly<Record<string, string>>; readonly body: unknown }
  readonly response: { readonly status: number; readonly body: unknown }
  readonly ms: number
}

export type Refusal = {
  readonly at: string
  readonly what: string
  readonly rule: string
  readonly source: string
}

export type Wire = {
  readonly entries: readonly WireEntry[]
  readonly refusals: readonly Refusal[]
  add(entry: Omit<WireEntry, 'at'>): void
  refuse(what: string, rule: string, source: string): void
}

const mostKept = 500

/**
 * Everything that went over the wire (the last 500, in the order in which they ended), and every time the app did what
 * Slack would have refused.
 */
export const createWire = (changes: Changes, clock: () => number): Wire => {
  const entries: WireEntry[] = []
  const refusals: Refusal[] = []
  const at = () => new Date(clock()).toISOString()
  return {
    entries,
    refusals,
    add: (it) => {
      const entry = { at: at(), ...it }
      entries.push(entry)
      if (entries.length > mostKept) entries.shift()
      changes.emit({ kind: 'wire', entry })
    },
    refuse: (what, rule, source) => {
      const refusal = { at: at(), what, rule, source }
      refusals.push(refusal)
      if (refusals.length > mostKept) refusals.shift()
      changes.emit({ kind: 'refusal', refusal })
    },
  }
}
