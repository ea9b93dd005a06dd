/** What became of one command, interaction or event. */
export type Delivery = {
  /** The HTTP status of the app's ack; 200 for an ack over a socket; 0 where there was none. */
  readonly status: number
  readonly ms: number
  readonly body: string
  readonly outcome: 'acked' | 'timeout' | 'refused' | 'unreachable'
}

/** Something to hand to the app: over HTTP as it is due to its type, as an envelope over a socket. */
export type AppRequest = {
  readonly what: string
  readonly type: 'slash_commands' | 'interactive' | 'events_api'
  /** A command's fields. */
  readonly form?: Readonly<Record<string, string>>
  readonly payload: Readonly<Record<string, unknown>>
  /** Of an event that was not acked the first time. */
  readonly retry?: { readonly num: number; readonly reason: string }
}

/** A way to the app. */
export type Deliver = (request: AppRequest) => Promise<Delivery>

export const outcomeOf = (status: number): Delivery['outcome'] =>
  status >= 200 && status < 300 ? 'acked' : 'refused'

/** The outcome of something that Slack does not send. */
export const undelivered: Delivery = { status: 0, ms: 0, body: '', outcome: 'unreachable' }
