import type { IncomingMessage } from 'node:http'

const NAMES = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether a request comes from this page rather than from a site open in another tab: the name it was asked for must be
 * this machine's (a site can point its own name here), and an Origin, where there is one, must be that same address.
 */
export function isFromThisPage(request: IncomingMessage): boolean {
  const { host, origin } = request.headers
  if (host === undefined || !NAMES.includes(host.replace(/:\d+$/, ''))) return false
  return origin === undefined || origin === `http://${host}`
}
