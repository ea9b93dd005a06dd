import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { PLANTED_BODY } from '../support/leaks/planted-body.ts'

const IDENTITY = {
  team: 'Playground',
  team_id: 'T0PLAYGROUND',
  bot_id: 'B0STREETCRIME',
  user_id: 'U0STREETCRIME',
}

/** Slack and the supplier that take everything and keep nothing but what is still waited for. */
export const startSlackAndSupplier = async () => {
  const awaited = new Map<string, (reply: string) => void>()
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? ''
    const body = await text(request)
    response.setHeader('content-type', 'application/json')
    if (path.startsWith('/crime-incidents/')) return void response.end(PLANTED_BODY)
    response.end(JSON.stringify({ ok: true, ...IDENTITY, view: { id: 'V1', hash: '1.a' } }))
    awaited.get(path)?.(body)
    awaited.delete(path)
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${Object(server.address()).port}`
  return {
    url,
    /** An address to reply to, and the reply once it has come. */
    nextReply: (name: string) => {
      const { promise: reply, resolve } = Promise.withResolvers<string>()
      awaited.set(`/commands/${name}`, resolve)
      return { responseUrl: `${url}/commands/${name}`, reply }
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
