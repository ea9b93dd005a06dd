import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SlackStatus } from '../slack/web-api/slack-status.ts'

/** A route of the server beside Slack's. */
export type HealthRoute = {
  readonly path: string
  readonly method: 'GET'
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>
}

const sendJson = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

/**
 * GET /healthz: the process is alive. GET /readyz: 503 once Slack has been unreachable for a minute; without its
 * database the app is ready but degraded, since a look-up needs none.
 */
export const healthRoutes = (slack: SlackStatus, databaseReady: () => boolean): HealthRoute[] => [
  { path: '/healthz', method: 'GET', handle: (_, response) => sendJson(response, 200, { status: 'alive' }) },
  {
    path: '/readyz',
    method: 'GET',
    handle: (_, response) =>
      slack.isReady()
        ? sendJson(
            response,
            200,
            databaseReady()
              ? { status: 'ready' }
              : { status: 'degraded', reason: 'saved places are not available' },
          )
        : sendJson(response, 503, { status: 'unavailable', reason: 'Slack is out of reach' }),
  },
]
