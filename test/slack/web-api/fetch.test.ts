import { createServer, type RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { WebClient } from '@slack/web-api'
import { afterEach, expect, it } from 'vitest'
import { createFetch } from '../../../src/slack/web-api/fetch.ts'
import { quiet } from '../../playground/slack/bare-app.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(() => Promise.all(closing.splice(0).map((close) => close())))

/** A client of a server that answers so, and how many connections it was asked over. */
const client = async (answer: RequestListener, { timeout = 1_000, retries = 0 } = {}) => {
  const server = createServer(answer)
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const slackApiUrl = `http://127.0.0.1:${port}/api/`
  const retryConfig = { retries, minTimeout: 0, maxTimeout: 0 }
  const options = { slackApiUrl, logger: quiet, timeout, retryConfig, rejectRateLimitedCalls: true }
  const slack = new WebClient('xoxb-placeholder', { ...options, fetch: createFetch() })
  return { slack, connections: () => connections }
}

it('sends a call as a form with its token, and gives what Slack said, its headers too', async () => {
  const asked: unknown[] = []
  const { slack } = await client(async (request, response) => {
    const { 'content-type': type, authorization } = request.headers
    asked.push([request.method, request.url, type, authorization, await text(request)])
    response.setHeader('x-oauth-scopes', ['commands', 'chat:write'])
    response.end('{"ok":true,"view":{"hash":"1.a"}}')
  })
  const answer = await slack.views.publish({ user_id: 'U1', view: { type: 'home', blocks: [] } })
  expect(answer.view?.hash).toBe('1.a')
  expect(answer.response_metadata?.scopes).toEqual(['commands', 'chat:write'])
  const form = new URLSearchParams({ user_id: 'U1', view: '{"type":"home","blocks":[]}' }).toString()
  expect(asked).toEqual([
    ['POST', '/api/views.publish', 'application/x-www-form-urlencoded', 'Bearer xoxb-placeholder', form],
  ])
})

it('follows no redirect', async () => {
  const paths: (string | undefined)[] = []
  const { slack } = await client(({ url }, response) => {
    paths.push(url)
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  await expect(slack.api.test()).rejects.toMatchObject({ code: 'slack_webapi_http_error', statusCode: 302 })
  expect(paths).toEqual(['/api/api.test'])
})

const drip: RequestListener = (_, response) => {
  response.write('{"ok":')
  const dripping = setInterval(() => response.write(' '), 10)
  response.once('close', () => clearInterval(dripping))
}

it.each<[string, RequestListener]>([
  ['nothing at all', () => undefined],
  ['half of its answer', (_, response) => void response.write('{"ok":')],
  ['its answer for ever', drip],
])('gives up on a Slack that says %s', async (_, answer) => {
  const { slack } = await client(answer, { timeout: 100 })
  await expect(slack.api.test()).rejects.toThrow('Slack could not be asked: TimeoutError')
})

it('tries again where Slack was not there, not once it has begun to answer: it may have posted', async () => {
  let times = 0
  const posting = (breaksAfter: string) => async () => {
    times = 0
    const { slack } = await client(
      ({ socket }, response) => {
        times += 1
        if (breaksAfter === '') socket.destroy()
        else response.write(breaksAfter, () => socket.destroy())
      },
      { retries: 2 },
    )
    await expect(slack.chat.postMessage({ channel: 'C1', text: 'x' })).rejects.toThrow(
      'Slack could not be asked',
    )
    return times
  }
  expect(await posting('{"ok":')()).toBe(1)
  expect(await posting('')()).toBe(3)
})

it('lets nothing of an answer into its errors', async () => {
  const { slack } = await client(({ socket }) => {
    socket.write(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ Sandpiper Street xoxb-of-nobody\r\n',
    )
  })
  const error: unknown = await slack.api.test().catch((thrown: unknown) => thrown)
  expect(inspect(error, { depth: 10, showHidden: true })).toContain(
    'Slack could not be asked: HTTPParserError',
  )
  expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/Sandpiper|of-nobody/)
})

it('tells of a 429, and holds no connection with what it does not read', async () => {
  const { slack, connections } = await client((_, response) => {
    response.writeHead(429, { 'retry-after': '7' }).end('x'.repeat(100_000))
  })
  for (let times = 0; times < 20; times += 1)
    await expect(slack.api.test()).rejects.toMatchObject({ retryAfter: 7 })
  // A call may come before the last one's connection is free again.
  expect(connections()).toBeLessThan(4)
})

it('refuses files, which it could not send', async () => {
  const file = createFetch()('http://127.0.0.1:1/', { method: 'POST', body: new FormData() })
  await expect(file).rejects.toThrow('files cannot be sent')
})
