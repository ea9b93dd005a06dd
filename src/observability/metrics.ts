import { createHash, timingSafeEqual } from 'node:crypto'
import type { HealthRoute } from './health.ts'

/** What the app tells of itself as it works. No value of it grows with people: only closed lists of words. */
export type Metrics = {
  /** A look-up was answered: "report" or the failure's kind. */
  readonly lookedUp: (outcome: string, fromMemory: boolean) => void
  /** The supplier was called: "report" or the failure's kind, and how long that took. */
  readonly supplierCalled: (outcome: string, ms: number) => void
  /** Slack had its ack so long after its request was read. */
  readonly acked: (ms: number) => void
  /** So many sockets to Slack are open, in Socket Mode. */
  readonly openSockets: (count: number) => void
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
  openSockets: () => undefined,
  alertDelivered: () => undefined,
  alertStopped: () => undefined,
  watchAlerts: () => undefined,
  watchSlack: () => undefined,
  page: null,
}

// Digests are of one length: neither the time nor the length tells anything of the token.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const isBearer = (header: string | undefined, token: string): boolean =>
  timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`))

/** GET /metrics, for the bearer of METRICS_TOKEN alone; without a token there is no such address. */
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
