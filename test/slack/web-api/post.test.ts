import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Agent } from 'undici'
import { expect, it, onTestFinished } from 'vitest'
import { isTimeout, post } from '../../../src/slack/web-api/connections.ts'
import { until } from '../../support/until.ts'

/** A server, an agent with one connection, and how a post to it is sent. */
const start = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const agent = new Agent({ connections: 1 })
  onTestFinished(async () => {
    await agent.destroy()
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${Object(server.address()).port}/a?b=c`
  return { server, send: (withinMs: number) => post(agent, { url, body: '{}', withinMs, maxBytes: 10 }) }
}

it('gives status, headers and the beginning of the body', async () => {
  const { send } = await start(({ method, url, headers }, response) => {
    response.writeHead(404, { 'retry-after': '7' }).end(`${method} ${url} ${headers['content-type']}`)
  })
  expect(await send(10_000)).toMatchObject({
    status: 404,
    headers: { 'retry-after': '7' },
    text: 'POST /a?b=',
  })
})

it('gives an answer without an end up once its beginning is there', async () => {
  const { server, send } = await start((_, response) => {
    response.writeHead(200)
    response.write('x'.repeat(11))
  })
  const closed = once(server, 'connection').then(([socket]) => once(socket, 'close'))
  expect(await send(10_000)).toMatchObject({ status: 200, text: expect.stringMatching(/^x+$/) })
  await closed
})

it('gives up where the answer is not there in time, and closes the connection', async () => {
  const { server, send } = await start((_, response) => void response.writeHead(200).write('x'))
  const closed = once(server, 'connection').then(([socket]) => once(socket, 'close'))
  const failure = await send(20).catch((error: unknown) => error)
  expect(isTimeout(failure)).toBe(true)
  await closed
})

it('is not sent any more once nobody waits for it', async () => {
  const asked: (() => void)[] = []
  const { send } = await start((_, response) => void asked.push(() => response.end()))
  const first = send(10_000)
  // Waits for the one connection, in vain.
  await expect(send(1)).rejects.toMatchObject({ name: 'TimeoutError' })
  const last = send(10_000)
  await until(() => asked.length === 1)
  asked[0]?.()
  await first
  await until(() => asked.length === 2)
  asked[1]?.()
  await last
  expect(asked).toHaveLength(2)
})
