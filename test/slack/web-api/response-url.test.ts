import { channel } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text as bodyOf } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { paragraph, span } from '../../../src/slack/ui/blocks.ts'
import type { Connections } from '../../../src/slack/web-api/connections.ts'
import {
  createResponseConnections,
  RespondRejected,
  respondTo,
} from '../../../src/slack/web-api/response-url.ts'

const MESSAGE = { text: 'Hello', blocks: [paragraph(span('Hello'))] }

const connectionsForTest = (): Connections => {
  const connections = createResponseConnections()
  onTestFinished(() => connections.destroy())
  return connections
}

type Answer = { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
type Taken = { readonly at: number; readonly contentType: string | undefined; readonly body: unknown }

/** A response_url that answers each post in turn, and then with the last answer again and again. */
const responseUrl = async (...answers: readonly Answer[]) => {
  const taken: Taken[] = []
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const body: unknown = JSON.parse(await bodyOf(request))
    taken.push({ at: performance.now(), contentType: request.headers['content-type'], body })
    const answer = answers[taken.length - 1] ?? answers.at(-1)
    if (answer === undefined) return
    response.writeHead(answer.status, answer.headers).end(answer.body ?? '')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const url = `http://127.0.0.1:${address.port}/commands/T1/1/x`
  return { server, taken, url, port: address.port, reply: respondTo(url, connectionsForTest()) }
}

const OK = { status: 200, body: 'ok' }

test.each([
  [
    'private and new unless said otherwise',
    undefined,
    { response_type: 'ephemeral', replace_original: false },
  ],
  ['for the channel', { inChannel: true }, { response_type: 'in_channel', replace_original: false }],
  [
    'in a thread',
    { threadTs: '1.000001' },
    { response_type: 'ephemeral', replace_original: false, thread_ts: '1.000001' },
  ],
  ['in place', { replace: true }, { response_type: 'ephemeral', replace_original: true }],
])('%s', async (_, options, expected) => {
  const { reply, taken } = await responseUrl(OK)
  await reply(MESSAGE, options)
  expect(taken.map(({ body }) => body)).toEqual([{ ...MESSAGE, ...expected }])
  expect(taken[0]?.contentType).toBe('application/json; charset=utf-8')
})

test('a message without blocks sends none, for Slack refuses an empty list', async () => {
  const { reply, taken } = await responseUrl(OK)
  await reply({ text: 'Hello', blocks: [] })
  expect(taken[0]?.body).not.toHaveProperty('blocks')
})

test('a 429 is waited out for as long as Slack says, and tried again', async () => {
  const { reply, taken } = await responseUrl({ status: 429, headers: { 'retry-after': '1' } }, OK)
  await reply(MESSAGE)
  expect(taken.length).toBe(2)
  expect(taken[1]?.body).toEqual(taken[0]?.body)
  expect((taken[1]?.at ?? 0) - (taken[0]?.at ?? 0)).toBeGreaterThan(900)
})

test('a 429 that does not end is given up after two more tries', async () => {
  const { reply, taken } = await responseUrl({
    status: 429,
    body: 'ratelimited',
    headers: { 'retry-after': '0' },
  })
  await expect(reply(MESSAGE)).rejects.toMatchObject({ status: 429, reason: 'ratelimited' })
  expect(taken.length).toBe(3)
})

test.each([500, 503, 404])('a %i is not tried again: the message may have been posted', async (status) => {
  const { reply, taken } = await responseUrl({ status }, OK)
  await expect(reply(MESSAGE)).rejects.toBeInstanceOf(RespondRejected)
  expect(taken.length).toBe(1)
})

test.each([
  ['a bare word', 'invalid_blocks', 'invalid_blocks'],
  ['a word and a line break', 'no_text\n', 'no_text'],
  ['a word without a dash', 'ratelimited', 'ratelimited'],
  ['JSON', '{"ok":false,"error":"used_url"}', 'used_url'],
  ['JSON whose error is not first', '{"response_metadata":{},"error": "no_text"}', 'no_text'],
  ['a page of a proxy', '<html lang="en_gb"><body class="bad_gateway">Bad</body></html>', 'unknown'],
  ['nothing', '', 'unknown'],
])("%s: the reason is Slack's own word", async (_, body, reason) => {
  const { reply } = await responseUrl({ status: 400, body })
  const refusal = reply(MESSAGE)
  await expect(refusal).rejects.toBeInstanceOf(RespondRejected)
  await expect(refusal).rejects.toMatchObject({ status: 400, reason })
})

test('a refused connection is tried again, since nothing can have been posted', async () => {
  const { server, reply, taken, port } = await responseUrl(OK)
  await new Promise((resolve) => server.close(resolve))
  const refused = channel('undici:client:connectError')
  const again = () => {
    refused.unsubscribe(again)
    server.listen(port, '127.0.0.1')
  }
  refused.subscribe(again)
  await reply(MESSAGE)
  expect(taken.length).toBe(1)
})

test('a connection cut after the message went out is not tried again', async () => {
  const { server, reply, taken } = await responseUrl()
  server.on('request', (request) => request.on('end', () => request.socket.destroy()))
  await expect(reply(MESSAGE)).rejects.toThrow()
  expect(taken.length).toBe(1)
})

test('it gives up on a Slack that takes a reply and says nothing', async () => {
  const connections = createResponseConnections(1)
  onTestFinished(() => connections.destroy())
  const { url } = await responseUrl()
  await expect(respondTo(url, connections)(MESSAGE)).rejects.toMatchObject({
    code: 'UND_ERR_HEADERS_TIMEOUT',
  })
})

test('an error without an end is read as far as Slack’s reason could be, and no further', async () => {
  const { server, reply } = await responseUrl()
  server.removeAllListeners('request')
  let sent = 0
  server.on('request', (_, response: ServerResponse) => {
    response.writeHead(500)
    const piece = Buffer.alloc(65_536, 'x')
    const more = (): void => {
      do sent += piece.length
      while (!response.destroyed && response.write(piece))
    }
    response.on('drain', more)
    more()
  })
  await expect(reply(MESSAGE)).rejects.toMatchObject({ status: 500, reason: 'unknown' })
  expect(sent).toBeLessThan(20_000_000)
})
