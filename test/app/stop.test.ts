import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { event, JSON_TYPE, signed } from '../support/app/request-bodies.ts'
import { appForEachTest } from '../support/each-test.ts'
import { read } from '../support/read-message.ts'
import { priya, type Running } from '../support/street-crime.ts'

const start = appForEachTest()

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  )

describe.each(['http', 'socket'] as const)('stop, in %s mode', (mode) => {
  it('waits for a look-up under way: its answer comes, and nothing new is taken', async () => {
    const { stop, slack, postcodeArea, url } = await start({ mode })
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    await slack.command({ ...priya, text: 'LE1 1WA' })
    await called
    const answered = slack.nextMessage()
    const stopped = stop(10_000)
    expect(await isReady(url)).toBe(false)
    release()
    expect(read(await answered)).toContain('Street crime near LE1 1WA')
    await stopped
    const delivery = await slack.command({ ...priya, text: 'LE1 1WA' })
    expect(delivery.outcome).toBe('unreachable')
    expect(postcodeArea.calls).toHaveLength(1)
  })

  it('does not wait for ever', async () => {
    const { stop, slack, postcodeArea, logLines } = await start({ mode })
    postcodeArea.hold()
    const called = postcodeArea.nextCall()
    await slack.command({ ...priya, text: 'LE1 1WA' })
    await called
    await stop(50)
    expect(logLines().map(({ msg }) => msg)).toContain('stopped before all work had ended')
  })

  it('with nothing under way ends at once', async () => {
    const { stop, ask, logLines } = await start({ mode })
    await ask('LE1 1WA')
    await stop(10_000)
    expect(logLines().map(({ msg }) => msg)).not.toContain('stopped before all work had ended')
  })
})

/** Sends half of a request; gives what sends the rest. */
const halfSent = async (url: string, headers: string, body: string) => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  socket.write(`POST /slack/events HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n${body.slice(0, 10)}`)
  // A request behind it on another connection: by its answer the first has arrived.
  await fetch(`${url}/healthz`)
  return () => void socket.write(body.slice(10))
}

describe('stop, over HTTP', () => {
  it('a command that is still coming in is answered too', async () => {
    const { stop, slack, url, postcodeArea } = await start()
    const { body, headers } = await signedCommand(slack)
    const sendRest = await halfSent(url, headers, body)
    const stopped = stop(5_000)
    const answered = slack.nextMessage()
    sendRest()
    expect(read(await answered)).toContain('Street crime near LE1 1WA')
    await stopped
    expect(postcodeArea.calls).toHaveLength(1)
  })

  it.each([
    ['Home, opened', { type: 'app_home_opened', user: 'U0PRIYA', tab: 'home' }],
    ['that the app was taken out', { type: 'app_uninstalled' }],
  ])('an event that is still coming in is worked on to its end, though acked before: %s', async (_, told) => {
    const { stop, url, logLines } = await start()
    const body = event({ event: told, event_id: 'Ev1', event_time: 1 })
    const fields = { 'content-type': JSON_TYPE, 'content-length': String(body.length), ...signed(body) }
    const headers = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
    const sendRest = await halfSent(url, headers.join('\r\n'), body)
    const stopped = stop(5_000)
    sendRest()
    await stopped
    expect(logLines().map(({ msg }) => msg)).toContain('answered')
  })
})

/** A command as this Slack signs it, caught on its way to a server of the test's own. */
const signedCommand = async (slack: Running['slack']) => {
  const catcher = createServer((request, response) => {
    response.end()
    const wanted = ['content-type', 'content-length', 'x-slack-signature', 'x-slack-request-timestamp']
    const headers = wanted.map((name) => `${name}: ${request.headers[name]}`).join('\r\n')
    caught.resolve({ headers, body: text(request) })
  })
  const caught = Promise.withResolvers<{ headers: string; body: Promise<string> }>()
  catcher.listen(0, '127.0.0.1')
  await once(catcher, 'listening')
  onTestFinished(() => void catcher.close().closeAllConnections())
  slack.deliverTo(`http://127.0.0.1:${Object(catcher.address()).port}/`)
  await slack.command({ ...priya, text: 'LE1 1WA' })
  const { headers, body } = await caught.promise
  return { headers, body: await body }
}
