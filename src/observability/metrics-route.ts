import { createHash, timingSafeEqual } from 'node:crypto'
import type { HealthRoute } from './health.ts'
import type { Metrics } from './metrics.ts'

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
