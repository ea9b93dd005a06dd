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
