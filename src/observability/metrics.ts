import { createHash, timingSafeEqual } from 'node:crypto'
import type { HealthRoute } from './health.ts'

/** The gauges that ask, and what each says. */
export const WATCHED = {
  alerts_waiting:
    'Alerts with news that are not posted yet, those of all processes, as counted some seconds ago',
  alert_queue_working: 'Whether the queue of alerts reaches its database, as /readyz says',
  slack_in_reach: 'Whether Slack is in reach, as /readyz says',
} as const

/** What the app counts and times. Labels come from closed lists, so that their number does not grow with use. */
export type Metrics = {
  /** `outcome`: "report", or the failure's kind. */
  readonly lookedUp: (outcome: string, fromMemory: boolean) => void
  /** A call that reached for the supplier, with the same outcomes. */
  readonly supplierCalled: (outcome: string, ms: number) => void
  /** The ms from a request of Slack's being read to its ack. */
  readonly acked: (ms: number) => void
  /** So many sockets to Slack are open, in Socket Mode. */
  readonly openSockets: (count: number) => void
  readonly alertDelivered: () => void
  /** An alert ended by itself. */
  readonly alertStopped: (reason: string) => void
  /** Sets what a gauge asks each time the page is read; null where that is not known. */
  readonly watch: (gauge: keyof typeof WATCHED, value: () => number | boolean | null) => void
  /** All of it in Prometheus's text format; null where nothing is measured. */
  readonly page: (() => Promise<MetricsPage>) | null
}

/** A page of metrics and its content type. */
export type MetricsPage = { readonly contentType: string; readonly text: string }

/** Measures nothing. */
export const NO_METRICS: Metrics = {
  lookedUp: () => undefined,
  supplierCalled: () => undefined,
  acked: () => undefined,
  openSockets: () => undefined,
  alertDelivered: () => undefined,
  alertStopped: () => undefined,
  watch: () => undefined,
  page: null,
}

// Digests have one length, which timingSafeEqual needs and which gives nothing of the token away.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const isBearer = (header: string | undefined, token: string): boolean =>
  timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`))

/** GET /metrics, for the bearer of METRICS_TOKEN alone; without a token the route does not exist. */
export const metricsRoutes = ({ page }: Metrics, token: string | null): HealthRoute[] => {
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

  const lookups = new Counter({
    name: name('lookups_total'),
    help: 'Look-ups answered, by what came of them: report, or the kind of failure',
    labelNames: ['outcome'] as const,
    registers,
  })
  const hits = new Counter({
    name: name('cache_hits_total'),
    help: 'Look-ups answered from memory, which cost no token',
    registers,
  })
  const supplier = new Histogram({
    name: name('supplier_seconds'),
    help: 'Calls to the supplier and how long they took, by what came of them',
    labelNames: ['outcome'] as const,
    buckets: SUPPLIER_SECONDS,
    registers,
  })
  const acks = new Histogram({
    name: name('ack_seconds'),
    help: 'From a request of Slack being read to its ack',
    buckets: ACK_SECONDS,
    registers,
  })
  const sockets = new Gauge({
    name: name('slack_sockets_open'),
    help: 'Open sockets to Slack (Socket Mode)',
    registers,
  })
  const delivered = new Counter({ name: name('alerts_delivered_total'), help: 'Alerts posted', registers })
  const stopped = new Counter({
    name: name('alerts_stopped_total'),
    help: 'Alerts that ended by themselves, by why',
    labelNames: ['reason'] as const,
    registers,
  })

  return {
    lookedUp: (outcome, fromMemory) => {
      lookups.inc({ outcome })
      if (fromMemory) hits.inc()
    },
    supplierCalled: (outcome, ms) => supplier.observe({ outcome }, ms / 1_000),
    acked: (ms) => acks.observe(ms / 1_000),
    openSockets: (count) => sockets.set(count),
    alertDelivered: () => delivered.inc(),
    alertStopped: (reason) => stopped.inc({ reason }),
    watch: (gauge, value) => {
      new Gauge({
        name: name(gauge),
        help: WATCHED[gauge],
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
