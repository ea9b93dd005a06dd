import { type Metrics, WATCHED } from './metrics.ts'

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
