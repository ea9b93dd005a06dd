import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** A Slack and a supplier that check nothing and answer 200 at once. */
export type Endpoints = {
  /** Without a slash at its end; Slack's Web API is at `/api/`, the supplier at the root. */
  readonly url: string
  /** A response_url of its own, and the body of the one reply to it. */
  readonly nextReply: () => { readonly responseUrl: string; readonly reply: Promise<string> }
  /** The next Home that is published for a person. */
  readonly nextView: (userId: string) => Promise<string>
  readonly close: () => Promise<void>
}

// The bare app publishes for nobody in particular.
const userIn = (body: string): string => /user_id=([^&]+)/.exec(body)?.[1] ?? ''

/** Those waiting for a Home, by person, in order; a Home for nobody goes to the first of all. */
const createViewQueue = () => {
  const queue: { readonly userId: string; readonly resolve: (view: string) => void }[] = []
  return {
    push: (userId: string, resolve: (view: string) => void): void => void queue.push({ userId, resolve }),
    shift: (userId: string) => {
      const at = userId === '' ? 0 : queue.findIndex((one) => one.userId === userId)
      return at < 0 ? undefined : queue.splice(at, 1)[0]?.resolve
    },
  }
}

const startEndpoints = async (supplierBody: Buffer): Promise<Endpoints> => {
  const views = createViewQueue()
  const replies = new Map<string, (reply: string) => void>()
  let issued = 0

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? ''
    if (path.startsWith('/crime-incidents/')) return void response.end(supplierBody)
    const body = await text(request)
    response.end('{"ok":true}')
    if (path === '/api/views.publish') return views.shift(userIn(body))?.(body)
    replies.get(path)?.(body)
    replies.delete(path)
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
      issued += 1
      const path = `/reply/${issued}`
      const { promise: reply, resolve } = Promise.withResolvers<string>()
      replies.set(path, resolve)
      return { responseUrl: `${url}${path}`, reply }
    },
    nextView: (userId) => new Promise((resolve) => views.push(userId, resolve)),
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Measures beside endpoints of its own, which are closed afterwards; every look-up is answered with `supplierBody`. */
export const withEndpoints = async <Measured>(
  supplierBody: Buffer,
  measure: (endpoints: Endpoints) => Promise<Measured>,
): Promise<Measured> => {
  const endpoints = await startEndpoints(supplierBody)
  return measure(endpoints).finally(endpoints.close)
}
