import { connect, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startMain, startSurroundings } from '../../support/app/main-process.ts'
import { priya } from '../../support/street-crime.ts'

const CONNECTIONS = 60
const REQUESTS = 2_500
const MEBIBYTE = 2 ** 20

/** A connection that sends many requests at once and reads nothing that comes back. */
const pipelining = (port: number, request: string): Socket => {
  const socket = connect({ host: '127.0.0.1', port })
  // Reset, where it still sends when it is closed.
  socket.on('error', () => undefined)
  socket.pause()
  socket.write(request.repeat(REQUESTS))
  return socket
}

const GET = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`
const POST = 'POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}'

it.each([
  ['GET /x', GET('/x')],
  ['GET /slack/oauth_redirect', GET('/slack/oauth_redirect')],
  ['POST /slack/events', POST],
])(
  'sixty connections that pipeline thousands of %s, and read nothing, neither fill the memory nor hold up an ack',
  async (_, request) => {
    const { http, slack } = await startSurroundings()
    const main = startMain(http)
    const port = await main.listening
    slack.deliverTo(`http://127.0.0.1:${port}/slack/events`)
    const ask = async () => {
      const answered = slack.nextMessage()
      await slack.command({ ...priya, text: 'LE1 1WA' })
      return answered
    }
    // The first one loads and compiles what the others only run.
    await ask()
    const before = await main.peakMemory()
    const sockets = Array.from({ length: CONNECTIONS }, () => pipelining(port, request))
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
    })
    // Slack refuses an ack after three seconds, and shows the person an error.
    expect((await ask()).text).toContain('Street crime near LE1 1WA')
    expect(slack.rejections).toEqual([])
    const closed = () => main.logLines().filter(({ msg }) => msg === 'closed a connection').length
    await expect.poll(closed, { timeout: 60_000 }).toBe(CONNECTIONS)
    // Node parses a whole piece of 64 KB, 2,300 requests of 3 KB each, and keeps them until the connection is closed: after
    // all the pieces that came at once. Neither a smaller highWaterMark nor anything else public changes that.
    expect((await main.peakMemory()) - before).toBeLessThan(500 * MEBIBYTE)
  },
)
