import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** Slack and the supplier as cheap as can be: they check nothing, and answer 200 at once. */
export type Outside = {
  /** Without a slash at its end; Slack's Web API is at `/api/`, the supplier at the root. */
  readonly url: string
  /** A response_url of its own, and its one reply's body once that has come. */
  readonly nextReply: () => { readonly responseUrl: string; readonly reply: Promise<string> }
  readonly close: () => Promise<void>
}

const READY = '{"ok":true}'

/** Starts both on a free port of 127.0.0.1; every look-up is answered with `body`. */
export const startOutside = async (body: Buffer): Promise<Outside> => {
  const awaited = new Map<string, (reply: string) => void>()
  let asked = 0

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? ''
    if (path.startsWith('/crime-incidents/')) return void response.end(body)
    const received = await text(request)
    response.end(READY)
    awaited.get(path)?.(received)
    awaited.delete(path)
  }

  const server = createServer((request, response) => void answer(request, response))
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('listening on no port')
  const url = `http://127.0.0.1:${address.port}`

  return {
    url,
    nextReply: () => {
      asked += 1
      const path = `/reply/${asked}`
      const { promise: reply, resolve } = Promise.withResolvers<string>()
      awaited.set(path, resolve)
      return { responseUrl: `${url}${path}`, reply }
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
