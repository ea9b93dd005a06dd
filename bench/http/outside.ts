import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** Slack and the supplier as cheap as can be: they check nothing, and answer 200 at once. */
export type Outside = {
  /** Without a slash at its end; Slack's Web API is at `/api/`, the supplier at the root. */
  readonly url: string
  /** A response_url of its own, and its one reply's body once that has come. */
  readonly nextReply: () => { readonly responseUrl: string; readonly reply: Promise<string> }
  /** The next Home that is published for a person. */
  readonly nextView: (userId: string) => Promise<string>
  readonly close: () => Promise<void>
}

const userIn = (body: string): string =>
  // The bare app publishes for nobody in particular.
  /user_id=([^&]+)/.exec(body)?.[1] ?? ''

const READY = '{"ok":true}'

type Published = (view: string) => void

/** Who waits for a Home, the first of a person first; one for nobody is the first of all. */
const createViews = () => {
  const waiting: { readonly userId: string; readonly published: Published }[] = []
  return {
    push: (userId: string, published: Published): void => void waiting.push({ userId, published }),
    shift: (userId: string): Published | undefined => {
      const at = userId === '' ? 0 : waiting.findIndex((one) => one.userId === userId)
      return at < 0 ? undefined : waiting.splice(at, 1)[0]?.published
    },
  }
}

/** Starts both on a free port of 127.0.0.1; every look-up is answered with `body`. */
export const startOutside = async (body: Buffer): Promise<Outside> => {
  const views = createViews()
  const awaited = new Map<string, (reply: string) => void>()
  let asked = 0

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? ''
    if (path.startsWith('/crime-incidents/')) return void response.end(body)
    const received = await text(request)
    response.end(READY)
    if (path === '/api/views.publish') return views.shift(userIn(received))?.(received)
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
    nextView: (userId) => new Promise((published) => views.push(userId, published)),
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Measures beside an Outside of its own, which goes when that is over. */
export const onOutside = async <Measured>(
  body: Buffer,
  measure: (outside: Outside) => Promise<Measured>,
): Promise<Measured> => {
  const outside = await startOutside(body)
  try {
    return await measure(outside)
  } finally {
    await outside.close()
  }
}
