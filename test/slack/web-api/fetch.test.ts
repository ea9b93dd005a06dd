import { createServer, type RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { WebClient } from '@slack/web-api'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { createFetch, type FetchOptions } from '../../../src/slack/web-api/fetch.ts'
import { classifyPostError } from '../../../src/slack/web-api/post-errors.ts'
import { quiet } from '../../playground/slack/bare-app.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(() => Promise.all(closing.splice(0).map((close) => close())))

/** A client of a server that answers so, and how many connections it was asked over. */
const client = async (answer: RequestListener, { timeoutMs = 1_000, ...fetchOptions }: FetchOptions = {}) => {
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
  const retryConfig = { retries: 0 }
  const waits: number[] = []
  const wait = async (ms: number) => void waits.push(ms)
  const fetch = createFetch({ timeoutMs, wait, ...fetchOptions })
  const options = { slackApiUrl, logger: quiet, retryConfig, rejectRateLimitedCalls: true, fetch }
  return { slack: new WebClient('xoxb-placeholder', options), connections: () => connections, waits }
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
  const { slack } = await client(answer, { timeoutMs: 100 })
  await expect(slack.api.test()).rejects.toThrow('Slack could not be asked: TimeoutError')
})

const POST = 'chat.postMessage'
const retryDelaysMs = [500, 1_000]

it.each<[string, string, RequestListener, number]>([
  ['a post whose answer is lost', POST, ({ socket }) => void socket.destroy(), 1],
  ['a post to a person alone', 'chat.postEphemeral', ({ socket }) => void socket.destroy(), 1],
  ['a post that Slack failed at', POST, (_, response) => void response.writeHead(503).end(), 1],
  ['a modal whose answer is lost', 'views.open', ({ socket }) => void socket.destroy(), 1],
  [
    'a modal on a modal that Slack failed at',
    'views.push',
    (_, response) => void response.writeHead(503).end(),
    1,
  ],
  ['a Home whose answer is lost', 'views.publish', ({ socket }) => void socket.destroy(), 3],
  ['a Home that Slack failed at', 'views.publish', (_, response) => void response.writeHead(503).end(), 3],
  [
    'a Home whose answer breaks off',
    'views.publish',
    ({ socket }, response) => void response.write('{"ok":', () => socket.destroy()),
    1,
  ],
])('%s (%s) is sent so many times', async (_, method, answer, times) => {
  let calls = 0
  const { slack, waits } = await client(
    (request, response) => {
      calls += 1
      answer(request, response)
    },
    { retryDelaysMs },
  )
  await expect(slack.apiCall(method)).rejects.toThrow()
  expect(calls).toBe(times)
  expect(waits).toEqual(retryDelaysMs.slice(0, times - 1))
})

it.each([
  ['views.open', 3_000],
  ['views.push', 3_000],
  ['views.publish', 10_000],
])('%s waits %d ms for an answer, as long as there is a use for it', async (method, ms) => {
  const timeout = vi.spyOn(AbortSignal, 'timeout')
  onTestFinished(() => timeout.mockRestore())
  const { slack } = await client((_, response) => void response.end('{"ok":true}'), { timeoutMs: 10_000 })
  await slack.apiCall(method)
  expect(timeout).toHaveBeenCalledWith(ms)
})

it('a post that finds nobody there was not sent, and is tried again', async () => {
  const waits: number[] = []
  const wait = async (ms: number) => void waits.push(ms)
  const fetch = createFetch({ retryDelaysMs, wait })
  const post = fetch(`http://127.0.0.1:1/api/${POST}`, { method: 'POST', body: '' })
  await expect(post).rejects.toThrow('ECONNREFUSED')
  expect(waits).toEqual(retryDelaysMs)
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

/** Answers 429 with each of these headers in turn, and then that all is well. */
const limited = (...retryAfters: (string | undefined)[]): RequestListener => {
  let calls = 0
  return (_, response) => {
    calls += 1
    if (calls > retryAfters.length) return response.end('{"ok":true}')
    const retryAfter = retryAfters[calls - 1]
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
    response.writeHead(429, headers).end('x'.repeat(100_000))
  }
}

it.each([
  ['the time Slack names', ['2', '3'], [2_000, 3_000]],
  ['30 s where it names none', [undefined], [30_000]],
  ['a second at least', ['0'], [1_000]],
])('waits out a 429 for %s', async (_, retryAfters, expected) => {
  const { slack, waits } = await client(limited(...retryAfters))
  expect((await slack.chat.postMessage({ channel: 'C1', text: 'x' })).ok).toBe(true)
  expect(waits).toEqual(expected)
})

it.each([
  ['more than 30 s', 'views.publish', ['20', '11'], [20_000], 11],
  ['more than a second where a trigger would expire', 'views.open', ['2'], [], 2],
  ['an hour, or years', 'views.publish', ['99999999999'], [], 3_600],
])('rejects a call that would have to wait %s', async (_, method, retryAfters, waited, retryAfter) => {
  const { slack, waits } = await client(limited(...retryAfters))
  await expect(slack.apiCall(method)).rejects.toMatchObject({ retryAfter })
  expect(waits).toEqual(waited)
})

it('lets other calls of the workspace through while one waits', async () => {
  const { promise: waiting, resolve: go } = Promise.withResolvers<void>()
  const { promise: asked, resolve: begin } = Promise.withResolvers<void>()
  let published = 0
  const { slack } = await client(
    ({ url }, response) => {
      if (url?.endsWith('views.publish')) published += 1
      if (published === 1 && url?.endsWith('views.publish'))
        return response.writeHead(429, { 'retry-after': '20' }).end()
      response.end('{"ok":true}')
    },
    {
      wait: () => {
        begin()
        return waiting
      },
    },
  )
  const home = slack.views.publish({ user_id: 'U1', view: { type: 'home', blocks: [] } })
  await asked
  expect((await slack.apiCall('views.open')).ok).toBe(true)
  go()
  expect((await home).ok).toBe(true)
})

it('holds no connection with the body of a 429', async () => {
  const { slack, connections } = await client(limited(...Array.from({ length: 20 }, () => '7')), {
    maxWaitMs: 0,
  })
  for (let times = 0; times < 20; times += 1)
    await expect(slack.api.test()).rejects.toMatchObject({ retryAfter: 7 })
  // A call may come before the last one's connection is free again.
  expect(connections()).toBeLessThan(4)
})

const endless: (status: number) => RequestListener = (status) => (_, response) => {
  response.writeHead(status)
  const piece = Buffer.alloc(65_536, '{')
  const more = (): void => {
    while (!response.destroyed && response.write(piece));
  }
  response.on('drain', more)
  more()
}

it.each([
  ['an answer without an end', endless(200), 'Slack could not be asked: its answer is too large'],
  ['an error without an end', endless(500), 'An HTTP protocol error occurred: statusCode = 500'],
  [
    'a page of a proxy',
    (_, response) => void response.end('<html>Sandpiper Street</html>'),
    'Slack could not be asked: its answer is not JSON',
  ],
] satisfies [string, RequestListener, string][])('%s is a short error', async (_, answer, message) => {
  const { slack } = await client(answer, { timeoutMs: 10_000 })
  const error: unknown = await slack.api.test().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ message })
  expect(inspect(error, { depth: 10, showHidden: true }).length).toBeLessThan(20_000)
})

it('a page of a proxy in place of an answer to a post is no defect: the post is tried again later', async () => {
  const { slack } = await client((_, response) => void response.end('<html>Soon</html>'))
  const error: unknown = await slack.chat.postMessage({ channel: 'C1', text: 'x' }).catch((thrown) => thrown)
  expect(classifyPostError(error)).toEqual({ kind: 'temporary', repeats: 0 })
})

it('refuses files, which it could not send', async () => {
  const file = createFetch()('http://127.0.0.1:1/', { method: 'POST', body: new FormData() })
  await expect(file).rejects.toThrow('files cannot be sent')
})
