/** What the app tells of itself as it works. No value of it grows with people: only closed lists of words. */
export type Metrics = {
  /** A look-up was answered: "report" or the failure's kind. */
  readonly lookedUp: (outcome: string, fromMemory: boolean) => void
  /** The supplier was called: "report" or the failure's kind, and how long that took. */
  readonly supplierCalled: (outcome: string, ms: number) => void
  /** Slack had its ack so long after its request was read. */
  readonly acked: (ms: number) => void
  readonly socketIsOpen: (open: boolean) => void
  readonly alertDelivered: () => void
  /** An alert ended by itself; one of the closed list of reasons. */
  readonly alertStopped: (reason: string) => void
  /** Alerts of all processes that have news to tell and have not told it; null where nobody knows. Asked at each look. */
  readonly watchAlerts: (waiting: () => number | null) => void
  /** Whether Slack is in reach, to be asked when somebody looks. */
  readonly watchSlack: (isInReach: () => boolean) => void
  /** Everything, as Prometheus reads it; null where nothing is measured. */
  readonly page: (() => Promise<MetricsPage>) | null
}

/** A page of metrics and its content type. */
export type MetricsPage = { readonly contentType: string; readonly text: string }

/** Measures nothing, and costs nothing. */
export const NO_METRICS: Metrics = {
  lookedUp: () => undefined,
  supplierCalled: () => undefined,
  acked: () => undefined,
  socketIsOpen: () => undefined,
  alertDelivered: () => undefined,
  alertStopped: () => undefined,
  watchAlerts: () => undefined,
  watchSlack: () => undefined,
  page: null,
}
