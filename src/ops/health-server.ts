import { createServer, type Server } from 'node:http'
import type { CustomRoute } from '@slack/bolt'

/**
 * Serves the health routes where no receiver does: Socket Mode has a port too, for whoever watches the
 * process. Bolt's own server for it can only listen on every address.
 */
export const createHealthServer = (routes: readonly CustomRoute[]): Server =>
  createServer((request, response) => {
    // What anybody sends ("GET //") may be no address at all.
    const pathname = URL.parse(request.url ?? '/', 'http://localhost')?.pathname
    const route = routes.find(({ path, method }) => path === pathname && method === request.method)
    if (route !== undefined) return route.handler(Object.assign(request, { params: {} }), response)
    response.writeHead(404).end()
  })
