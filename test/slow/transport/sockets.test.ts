import { setTimeout as pause } from 'node:timers/promises'
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../../src/observability/log.ts'
import { createSocketPool, SOCKET_TIMINGS } from '../../../src/slack/transport/socket.ts'
import { openConnection } from '../../../src/slack/transport/socket-connection.ts'
import { BACKGROUND, clientOptions } from '../../../src/slack/web-api/client-pool.ts'
import { quiet } from '../../playground/slack/bare-app.ts'
import { collectLog } from '../../support/app/log-lines.ts'
import {
  type SlackSocket,
  type SocketSlack,
  socketCommand,
  startSocketSlack,
} from '../../support/app/socket-slack.ts'

const COMMANDS_A_TICK = 5
const TICK_MS = 10
const HARM_EVERY_MS = 500
const CLOSED_AFTER_MS = 200

/** Everything that Slack, or the network between, does to a socket. What is left of it is closed a little later. */
const HARMS: readonly ((slack: SocketSlack, socket: SlackSocket) => void)[] = [
  (slack, socket) => slack.disconnect(socket, 'warning'),
  (slack, socket) => slack.disconnect(socket, 'refresh_requested'),
  (slack, socket) => slack.disconnect(socket, 'link_disabled'),
  (_, { tcp }) => void tcp.end(),
  (_, { tcp }) => void tcp.resetAndDestroy(),
  (_, { ws }) => ws.close(),
  (_, { ws }) => ws.send('null'),
  (_, { ws }) => ws.send('{"a":'.repeat(150_000)),
  (_, { tcp }) => void tcp.write('rubbish that is no frame'),
]

/**
 * Sends `count` commands, each over an open socket, and harms a socket now and then. What was not acked when its socket
 * closed is sent once more over another, as the same envelope. `unsent` found no socket open.
 */
const sendThroughHarm = async (slack: SocketSlack, count: number) => {
  const waiting = new Map<string, SlackSocket>()
  const doomed = new Set<SlackSocket>()
  let [sent, unsent, harmed, longestGapMs, lastOpenAt] = [0, 0, 0, 0, performance.now()]

  const usable = (): SlackSocket[] =>
    slack.open.filter((socket) => !doomed.has(socket) && socket.ws.readyState === socket.ws.OPEN)
  const send = (id?: string): void => {
    const sockets = usable()
    const socket = sockets[Math.floor(Math.random() * sockets.length)]
    if (socket === undefined) {
      if (id === undefined) unsent += 1
      return
    }
    const given = slack.send(socket, socketCommand({ text: String(sent) }), 'slash_commands', id)
    waiting.set(given, socket)
  }
  const settle = (): void => {
    for (const [id, socket] of waiting) {
      if (socket.acks.some((ack) => ack.id === id)) waiting.delete(id)
      else if (!slack.open.includes(socket)) {
        waiting.delete(id)
        send(id)
      }
    }
    for (const socket of slack.open) socket.acks.splice(0, Math.max(0, socket.acks.length - 1_000))
  }
  const harm = (): void => {
    const sockets = usable()
    const socket = sockets[Math.floor(Math.random() * sockets.length)]
    if (socket === undefined) return
    HARMS[harmed % HARMS.length]?.(slack, socket)
    harmed += 1
    doomed.add(socket)
    setTimeout(() => socket.ws.terminate(), CLOSED_AFTER_MS)
  }

  for (let tick = 0; sent < count; tick += 1) {
    for (let some = 0; some < COMMANDS_A_TICK; some += 1) {
      sent += 1
      send()
    }
    if (tick % (HARM_EVERY_MS / TICK_MS) === 0) harm()
    await pause(TICK_MS)
    settle()
    if (usable().length > 0) lastOpenAt = performance.now()
    longestGapMs = Math.max(longestGapMs, performance.now() - lastOpenAt)
  }
  for (let tries = 0; waiting.size > 0 && tries < 1_000; tries += 1) {
    await pause(TICK_MS)
    settle()
  }
  return { unsent, harmed, unacked: waiting.size, longestGapMs }
}

it('10,000 commands over sockets that are replaced, half-closed, reset and sent rubbish: none lost', async () => {
  const slack = await startSocketSlack()
  const { destination } = collectLog()
  const answered: string[] = []
  const webApi = clientOptions(slack.apiUrl, quiet, BACKGROUND)
  const { pingTimeoutMs } = SOCKET_TIMINGS
  const open = Promise.withResolvers<void>()
  const pool = createSocketPool({
    open: (more) =>
      openConnection({ appToken: 'xapp-1-A0-1', clientOptions: webApi, pingTimeoutMs, ...more }),
    deliver: async ({ body, ack }) => {
      answered.push(String(body.text))
      await ack()
      return null
    },
    log: createLog({ level: 'info', secrets: [], destination }),
    timings: SOCKET_TIMINGS,
    clock: () => performance.now(),
    onCount: (count) => (count === 2 ? open.resolve() : undefined),
    onRefused: (reason) => open.reject(new Error(reason)),
  })
  onTestFinished(async () => {
    await pool.stop()
    await slack.close()
  })
  pool.start()
  await open.promise
  const { unsent, harmed, unacked, longestGapMs } = await sendThroughHarm(slack, 10_000)
  expect([unsent, unacked, slack.faults]).toEqual([0, 0, []])
  expect(harmed).toBeGreaterThan(30)
  expect(answered).toHaveLength(new Set(answered).size)
  expect(answered).toHaveLength(10_000)
  expect(longestGapMs).toBeLessThan(3_000)
})

it('of 2,000 commands Bolt’s own receiver loses some', async () => {
  const slack = await startSocketSlack()
  const receiver = new SocketModeReceiver({
    appToken: 'xapp-1-A0-1',
    logger: quiet,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: clientOptions(slack.apiUrl, quiet) },
  })
  const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-x' }), logger: quiet })
  app.command('/crime', ({ ack }) => ack())
  onTestFinished(async () => {
    await receiver.stop()
    await slack.close()
  })
  // What it raises without a listener is part of what is shown.
  const ignore = () => undefined
  process.on('unhandledRejection', ignore)
  onTestFinished(() => void process.off('unhandledRejection', ignore))
  await app.start()
  const { unsent, unacked } = await sendThroughHarm(slack, 2_000)
  expect(unsent + unacked).toBeGreaterThan(100)
})
