import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

type Reply = { readonly status?: number; readonly body: string; readonly headers?: Record<string, string> }

const serve = async (answer: (request: IncomingMessage, body: string) => Promise<Reply> | Reply) => {
  const server: Server = createServer((request, response) => {
    void text(request).then(
      async (body) => {
        const reply = await answer(request, body)
        response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers })
        response.end(reply.body)
      },
      () => response.destroy(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A supplier that answers every postcode with one body, and counts. */
export const supplierServer = async (body: string) => {
  const calls: string[] = []
  const url = await serve((request) => {
    calls.push(new URL(request.url ?? '/', 'http://x').searchParams.get('postcode') ?? '')
    return { body }
  })
  return { url, calls }
}

/** A post as this Slack took it. */
export type Posted = { readonly channel: string; readonly text: string; readonly thread: string | null }

/** How Slack answers the nth call; null: it posts. */
export type AnswerCall = (call: number, post: Posted) => Reply | Promise<Reply> | null

/** A Slack that only takes posts. `after` resolves once there are so many. */
export const slackServer = async (answerCall: AnswerCall = () => null) => {
  const posted: Posted[] = []
  const awaited: { count: number; reached: () => void }[] = []
  let calls = 0
  const url = await serve(async (_, body) => {
    const form = new URLSearchParams(body)
    const [channel, content] = [form.get('channel') ?? '', form.get('text') ?? '']
    const post = { channel, text: content, thread: form.get('thread_ts') }
    calls += 1
    const other = answerCall(calls, post)
    if (other !== null) return other
    posted.push(post)
    for (const { count, reached } of awaited) if (posted.length >= count) reached()
    return { body: JSON.stringify({ ok: true, ts: `${posted.length}.1`, channel }) }
  })
  const after = (count: number): Promise<void> =>
    new Promise((reached) => {
      if (posted.length >= count) reached()
      else awaited.push({ count, reached })
    })
  return { url: `${url}/api/`, posted, after }
}
