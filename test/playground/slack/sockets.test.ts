import { WebClient } from '@slack/web-api'
import { expect, test } from 'vitest'
import { priya, startBareSocket } from './bare-app.ts'

const start = async (...args: Parameters<typeof startBareSocket>) => (await startBareSocket(...args)).slack

const answering: Parameters<typeof startBareSocket>[0] = (app) =>
  app.command('/crime', async ({ ack, respond, command }) => {
    await ack(command.text === 'ack' ? 'in the ack' : undefined)
    if (command.text !== 'ack') await respond(`heard ${command.text}`)
  })

test('a command goes out as an envelope and is acked over the socket', async () => {
  const slack = await start(answering)
  expect(slack.sockets()).toBe(1)
  const posted = slack.nextMessage()
  expect(await slack.command({ ...priya, text: 'M1 1AE' })).toMatchObject({ outcome: 'acked', body: '' })
  expect((await posted).text).toBe('heard M1 1AE')
})

test('a payload in the ack envelope is shown', async () => {
  const slack = await start(answering)
  const posted = slack.nextMessage()
  await slack.command({ ...priya, text: 'ack' })
  expect((await posted).text).toBe('in the ack')
})

test.each(['dropped', 'refreshed'])('an app whose socket is %s connects anew', async (how) => {
  const slack = await start(answering)
  const back = slack.nextEvent((it) => it.kind === 'exchange' && it.exchange.what === 'hello')
  if (how === 'dropped') slack.dropSockets()
  else slack.disconnectSockets('refresh_requested')
  await back
  const posted = slack.nextMessage()
  await slack.command({ ...priya, text: 'again' })
  expect((await posted).text).toBe('heard again')
})

test('an app without a socket is unreachable; one that never acks times out', async () => {
  const slack = await start((app) => app.command('/crime', async () => {}), { ackWithinMs: 50 })
  expect(await slack.command({ ...priya, text: '' })).toMatchObject({ outcome: 'timeout' })
  slack.dropSockets()
  await slack.nextEvent((it) => it.kind === 'sockets' && it.count === 0)
  expect(await slack.command({ ...priya, text: '' })).toMatchObject({ outcome: 'unreachable' })
})

test('a ticket opens one socket, once', async () => {
  const slack = await start(answering)
  const { url } = await new WebClient('xapp-1-bare', { slackApiUrl: slack.apiUrl }).apps.connections.open()
  const open = (): Promise<string> =>
    new Promise((resolve) => {
      const socket = new WebSocket(url ?? '')
      socket.addEventListener('message', () => {
        socket.close()
        resolve('hello')
      })
      socket.addEventListener('error', () => resolve('refused'))
    })
  expect(await open()).toBe('hello')
  expect(await open()).toBe('refused')
})
