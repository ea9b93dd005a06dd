import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Route } from '../slack/transport/http-server.ts'
import type { SlackReadiness } from '../slack/web-api/slack-readiness.ts'

const sendJson = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

type HealthOptions = {
  readonly slack: Pick<SlackReadiness, 'isReady' | 'wasReached'>
  readonly databaseReady: () => boolean
  /** Whether alerts can be delivered. */
  readonly queueReady: () => boolean
  /** Whether no request can be answered before the database was there: with installations in it. */
  readonly startsWithDatabase: boolean
  readonly isStopping: () => boolean
}

/**
 * GET /healthz: the process is alive. GET /readyz: 503 until Slack was reached and, over OAuth, the database was there
 * once; 503 again once Slack has been unreachable for a minute, and from a stop on. Without its database or its queue the
 * app is ready but degraded, since a look-up needs neither.
 */
export const healthRoutes = (options: HealthOptions): Route[] => {
  const { slack, databaseReady, queueReady, startsWithDatabase, isStopping } = options
  let databaseWasReady = !startsWithDatabase

  const whyUnavailable = (): string | null => {
    if (databaseReady()) databaseWasReady = true
    if (isStopping()) return 'stopping'
    if (!slack.wasReached()) return 'Slack was not reached yet'
    if (!databaseWasReady) return 'the installations cannot be read yet'
    return slack.isReady() ? null : 'Slack is out of reach'
  }
  const whyDegraded = (): string | null => {
    if (!databaseReady()) return 'saved places are not available'
    return queueReady() ? null : 'alerts are not delivered: the queue does not reach its database'
  }
  const sendReadiness = (_: IncomingMessage, response: ServerResponse): void => {
    const unavailable = whyUnavailable()
    if (unavailable !== null) {
      sendJson(response, 503, { status: 'unavailable', reason: unavailable })
      return
    }
    const reason = whyDegraded()
    sendJson(response, 200, reason === null ? { status: 'ready' } : { status: 'degraded', reason })
  }
  return [
    {
      path: '/healthz',
      method: 'GET',
      handle: (_, response) => sendJson(response, 200, { status: 'alive' }),
    },
    { path: '/readyz', method: 'GET', handle: sendReadiness },
  ]
}
