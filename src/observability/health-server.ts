import type { RequestListener } from 'node:http'
import type { CustomRoute } from '@slack/bolt'

/**
 * Serves the health routes where no receiver does: Socket Mode has a port too, for whoever watches the
 * process. Bolt's own server for it can only listen on every address. The gate lets nothing else come here.
 */
export const serveRoutes =
  (routes: readonly CustomRoute[]): RequestListener =>
  (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0]
    const route = routes.find((one) => one.path === path && one.method === request.method)
    if (route !== undefined) return route.handler(Object.assign(request, { params: {} }), response)
    response.writeHead(404).end()
  }
