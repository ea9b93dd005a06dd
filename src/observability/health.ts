import type { CustomRoute } from '@slack/bolt'
import type { SlackStatus } from '../slack/web-api/slack-status.ts'

type Respond = Parameters<CustomRoute['handler']>[1]

const sendJson = (response: Respond, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

/**
 * GET /healthz: the process is alive. GET /readyz: 503 once Slack has been out of reach for a minute; without
 * its database the app is degraded but ready, since looking a postcode up needs none.
 */
export const healthRoutes = (slack: SlackStatus, databaseReady: () => boolean): CustomRoute[] => [
  { path: '/healthz', method: 'GET', handler: (_, response) => sendJson(response, 200, { status: 'alive' }) },
  {
    path: '/readyz',
    method: 'GET',
    handler: (_, response) =>
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
