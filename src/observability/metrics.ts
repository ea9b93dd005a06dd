import { createHash, timingSafeEqual } from 'node:crypto'
import type { Route } from '../slack/transport/http-server.ts'

/** The gauges that ask, and what each says. */
const GAUGES = {
  alerts_waiting:
    'Alerts with news that are not posted yet, those of all processes, as counted some seconds ago',
  alert_queue_working: 'Whether the queue of alerts reaches its database, as /readyz says',
  slack_in_reach: 'Whether Slack is in reach, as /readyz says',
} as const

/** What the app counts and times. Labels come from closed lists, so that their number does not grow with use. */
export type Metrics = {
  /** `result`: "report", or the failure's kind. */
  readonly lookedUp: (result: string, fromMemory: boolean) => void
  /** A call that reached for the supplier, with the same results. */
  readonly supplierCalled: (result: string, ms: number) => void
  /** The ms from a request of Slack's being read to its ack. */
  readonly acked: (ms: number) => void
  /** So many sockets to Slack are open, in Socket Mode. */
  readonly openSockets: (count: number) => void
  readonly alertDelivered: () => void
  /** An alert ended by itself. */
  readonly alertStopped: (reason: string) => void
  /** Sets what a gauge asks each time the page is read; null where that is not known. */
  readonly gauge: (which: keyof typeof GAUGES, value: () => number | boolean | null) => void
  /** All of it in Prometheus's text format; null where nothing is measured. */
  readonly page: (() => Promise<{ readonly contentType: string; readonly text: string }>) | null
}

/** Measures nothing. */
export const NO_METRICS: Metrics = {
  lookedUp: () => undefined,
  supplierCalled: () => undefined,
  acked: () => undefined,
  openSockets: () => undefined,
  alertDelivered: () => undefined,
  alertStopped: () => undefined,
  gauge: () => undefined,
  page: null,
}

// Digests have one length, which timingSafeEqual needs and which gives nothing of the token away.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const isBearer = (header: string | undefined, token: string): boolean =>
  timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`))

/** GET /metrics, for the bearer of METRICS_TOKEN alone; without a token the route does not exist. */
export const metricsRoutes = ({ page }: Metrics, token: string | null): Route[] => {
  if (token === null || page === null) return []
  return [
    {
      path: '/metrics',
      method: 'GET',
      handle: async (request, response) => {
        if (!isBearer(request.headers.authorization, token)) {
          response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
          return
        }
        const { contentType, text } = await page()
        response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' }).end(text)
      },
    },
  ]
}

const SUPPLIER_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
// The last one is Slack's time limit: docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response
const ACK_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3]

const name = (rest: string): string => `street_crime_${rest}`

/**
 * Metrics in Prometheus's format, with those of the process (event-loop delay, memory, garbage collection).
 * prom-client is loaded only where METRICS_TOKEN is set: it takes 20 MiB.
 */
export const createPrometheus = async (): Promise<Metrics> => {
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import('prom-client')
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })

  const counter = <Label extends string>(rest: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name: name(rest), help, labelNames, registers })
  const lookups = counter(
    'lookups_total',
    'Look-ups answered, by what came of them: report, or the kind of failure',
    'result',
  )
  const hits = counter('cache_hits_total', 'Look-ups answered from memory, which cost no token')
  const supplier = new Histogram({
    name: name('supplier_seconds'),
    help: 'Calls to the supplier and how long they took, by what came of them',
    labelNames: ['result'],
    buckets: SUPPLIER_SECONDS,
    registers,
  })
  const acks = new Histogram({
    name: name('ack_seconds'),
    help: 'From a request of Slack being read to its ack',
    buckets: ACK_SECONDS,
    registers,
  })
  const help = 'Open sockets to Slack (Socket Mode)'
  const sockets = new Gauge({ name: name('slack_sockets_open'), help, registers })
  const delivered = counter('alerts_delivered_total', 'Alerts posted')
  const stopped = counter('alerts_stopped_total', 'Alerts that ended by themselves, by why', 'reason')

  return {
    lookedUp: (result, fromMemory) => {
      lookups.inc({ result })
      if (fromMemory) hits.inc()
    },
    supplierCalled: (result, ms) => supplier.observe({ result }, ms / 1_000),
    acked: (ms) => acks.observe(ms / 1_000),
    openSockets: (count) => sockets.set(count),
    alertDelivered: () => delivered.inc(),
    alertStopped: (reason) => stopped.inc({ reason }),
    gauge: (which, value) => {
      new Gauge({
        name: name(which),
        help: GAUGES[which],
        registers,
        collect() {
          // 0 would say that none is waiting.
          this.set(Number(value() ?? Number.NaN))
        },
      })
    },
    page: async () => ({ contentType: register.contentType, text: await register.metrics() }),
  }
}

/** A count reads many rows: not on every scrape. */
const COUNT_EVERY_MS = 10_000

/**
 * A gauge of what is counted in the database: the last count, or null while it is unknown. Reading it waits for nothing:
 * where the last count is ten seconds old, a new one starts in the background. `clock` gives ms since the epoch.
 */
export const createBackgroundCount = (
  count: () => Promise<number>,
  clock: () => number,
  stopping: AbortSignal,
): (() => number | null) => {
  let last: number | null = null
  let countedAt = Number.NEGATIVE_INFINITY
  let counting = false
  const update = async (): Promise<void> => {
    counting = true
    countedAt = clock()
    last = await count().catch(() => null)
    counting = false
  }
  return () => {
    if (!counting && !stopping.aborted && clock() - countedAt >= COUNT_EVERY_MS) void update()
    return last
  }
}
