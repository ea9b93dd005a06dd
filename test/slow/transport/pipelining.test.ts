import { connect, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startMain, startSurroundings } from '../../support/app/main-process.ts'
import { priya } from '../../support/street-crime.ts'

const CONNECTIONS = 60
const REQUESTS = 2_500
const MEBIBYTE = 2 ** 20

/** A connection that sends many requests at once and reads nothing that comes back; `closed` once it has ended. */
const pipelining = (port: number): { readonly socket: Socket; readonly closed: Promise<void> } => {
  const socket = connect({ host: '127.0.0.1', port })
  // Reset, where it still sends when it is closed.
  socket.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.pause()
  socket.write('GET /x HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(REQUESTS))
  return { socket, closed }
}

it('sixty connections that pipeline thousands of requests, and read nothing, neither fill the memory nor hold up an ack', async () => {
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
  const before = await main.memory()
  const connections = Array.from({ length: CONNECTIONS }, () => pipelining(port))
  onTestFinished(() => {
    for (const { socket } of connections) socket.destroy()
  })
  // Slack refuses an ack after three seconds, and shows the person an error.
  expect((await ask()).text).toContain('Street crime near LE1 1WA')
  expect(slack.rejections).toEqual([])
  // Closed by the app: what it had answered by then is read now, to the end.
  for (const { socket } of connections) socket.resume()
  await Promise.all(connections.map(({ closed }) => closed))
  expect((await main.memory()) - before).toBeLessThan(100 * MEBIBYTE)
})
