import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../../src/config/config.ts'
import { createLog, slackLog } from '../../../src/observability/log.ts'
import { createRunningWork } from '../../../src/observability/running-work.ts'
import { createTransport } from '../../../src/slack/transport/transport.ts'
import { createSlackReadiness } from '../../../src/slack/web-api/slack-readiness.ts'
import { boltApp } from '../../support/app/bolt-app.ts'
import { collectLog } from '../../support/app/log-lines.ts'
import { command, FORM, signed } from '../../support/app/request-bodies.ts'
import { socketCommand, startSocketSlack } from '../../support/app/socket-slack.ts'
import { SECRETS } from '../../support/street-crime.ts'

const HTTP = { SLACK_BOT_TOKEN: SECRETS.botToken, SLACK_SIGNING_SECRET: SECRETS.signingSecret }
const SOCKET = { SLACK_BOT_TOKEN: SECRETS.botToken, SLACK_APP_TOKEN: SECRETS.appToken }
const OAUTH = {
  SLACK_SIGNING_SECRET: SECRETS.signingSecret,
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'placeholder',
  SLACK_STATE_SECRET: 'placeholder-state-secret',
  PUBLIC_URL: 'https://crime.example.com',
  ENCRYPTION_KEY: Buffer.alloc(32, 'placeholder').toString('base64'),
}

/** A transport before an app that acks /crime and nothing else; `databaseIsThere` and the lame duck are the test's. */
const start = async (env: Record<string, string>, slackApiUrl = 'http://127.0.0.1:1/api/') => {
  const config = readConfig({
    ...env,
    POSTCODEAREA_API_KEY: 'pa_PLACEHOLDER',
    SLACK_API_URL: slackApiUrl,
    HOST: '127.0.0.1',
    PORT: '0',
  })
  const { destination, lines, next } = collectLog()
  const log = createLog({ level: 'info', secrets: [], destination })
  const refused: string[] = []
  const status = createSlackReadiness(Date.now)
  const lameDuck = Promise.withResolvers<void>()
  const database = { isThere: true }
  const queue = { isWorking: true }
  const transport = createTransport({
    databaseReady: () => database.isThere,
    queueReady: () => queue.isWorking,
    clock: Date.now,
    config,
    log,
    sdkLog: slackLog(log),
    slackReadiness: status,
    work: createRunningWork(),
    onRefused: (reason) => void refused.push(reason),
    installRoutes: [],
    wait: () => lameDuck.promise,
  })
  const { app } = boltApp()
  app.command('/crime', ({ ack }) => ack())
  transport.receiver.init(app)
  const url = `http://127.0.0.1:${await transport.start()}`
  onTestFinished(async () => {
    lameDuck.resolve()
    await transport.stop(0)
  })
  const ready = async () => {
    const response = await fetch(`${url}/readyz`)
    return [response.status, await response.json()]
  }
  const post = () => {
    const body = command()
    const headers = { 'content-type': FORM, ...signed(body) }
    return fetch(`${url}/slack/events`, { method: 'POST', body, headers })
  }
  return { transport, status, database, queue, url, ready, post, lameDuck, refused, lines, next }
}

describe('/readyz', () => {
  const unavailable = (reason: string) => [503, { status: 'unavailable', reason }]

  it('waits for Slack, and says so without the database that it is degraded', async () => {
    const { status, database, ready } = await start(HTTP)
    database.isThere = false
    expect(await ready()).toEqual(unavailable('Slack was not reached yet'))
    status.reached()
    expect(await ready()).toEqual([200, { status: 'degraded', reason: 'saved places are not available' }])
    database.isThere = true
    expect(await ready()).toEqual([200, { status: 'ready' }])
  })

  it('says that alerts are not delivered while the queue does not work', async () => {
    const { status, queue, ready } = await start(HTTP)
    status.reached()
    queue.isWorking = false
    const reason = 'alerts are not delivered: the queue does not reach its database'
    expect(await ready()).toEqual([200, { status: 'degraded', reason }])
    queue.isWorking = true
    expect(await ready()).toEqual([200, { status: 'ready' }])
  })

  it('over OAuth waits for the installations, once', async () => {
    const { status, database, ready } = await start(OAUTH)
    database.isThere = false
    status.reached()
    expect(await ready()).toEqual(unavailable('the installations cannot be read yet'))
    database.isThere = true
    expect(await ready()).toEqual([200, { status: 'ready' }])
    database.isThere = false
    expect(await ready()).toMatchObject([200, { status: 'degraded' }])
  })

  it('in Socket Mode waits for a socket', async () => {
    const slack = await startSocketSlack()
    onTestFinished(slack.close)
    const { ready, next } = await start(SOCKET, slack.apiUrl)
    await next('a socket to Slack is open')
    expect(await ready()).toEqual([200, { status: 'ready' }])
  })
})

describe('stopping', () => {
  it('over HTTP first says that it is not ready, and serves on, each connection once', async () => {
    const { transport, status, ready, post, lameDuck, url } = await start(HTTP)
    status.reached()
    const kept = await post()
    expect([kept.status, kept.headers.get('connection')]).toEqual([200, 'keep-alive'])
    const stopped = transport.stop(10_000, 3_000)
    expect(await ready()).toEqual([503, { status: 'unavailable', reason: 'stopping' }])
    for (const response of [await post(), await post()])
      expect([response.status, response.headers.get('connection')]).toEqual([200, 'close'])
    lameDuck.resolve()
    expect(await stopped).toBe(true)
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  })

  it('over HTTP without a lame duck takes nothing new at once', async () => {
    const { transport, url } = await start(HTTP)
    const stopped = transport.stop(10_000)
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
    expect(await stopped).toBe(true)
  })

  it('closes the sockets, then stops serving health', async () => {
    const slack = await startSocketSlack()
    onTestFinished(slack.close)
    const { transport, url, next } = await start(SOCKET, slack.apiUrl)
    await next('a socket to Slack is open')
    expect(await transport.stop(10_000, 3_000)).toBe(true)
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  })

  it('before a socket is open is no refusal of Slack’s', async () => {
    // A Slack that gives out an address and never answers there.
    const server = createServer((_, response) => {
      const { port } = Object(server.address())
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/link` }))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close().closeAllConnections())
    const asked = once(server, 'upgrade')
    const { transport, refused, lines } = await start(
      SOCKET,
      `http://127.0.0.1:${Object(server.address()).port}/api/`,
    )
    await asked
    expect(await transport.stop(10_000)).toBe(true)
    expect(refused).toEqual([])
    expect(lines().filter(({ level }) => level !== 'info')).toEqual([])
  })
})

it('takes Slack’s payloads in both modes', async () => {
  const slack = await startSocketSlack()
  onTestFinished(slack.close)
  const { post } = await start(HTTP)
  expect((await post()).status).toBe(200)
  const { next } = await start(SOCKET, slack.apiUrl)
  await next('a socket to Slack is open')
  const [socket] = slack.open
  if (socket === undefined) throw new Error('no socket is open')
  const acked = once(socket.ws, 'message')
  slack.send(socket, socketCommand())
  await acked
  expect(socket.acks).toHaveLength(1)
})
