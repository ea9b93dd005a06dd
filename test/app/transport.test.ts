import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { createLog, slackLog } from '../../src/observability/log.ts'
import { createRunningWork } from '../../src/observability/running-work.ts'
import { createTransport } from '../../src/slack/transport/transport.ts'
import { createSlackStatus } from '../../src/slack/web-api/slack-status.ts'
import { collectLog } from '../support/log-lines.ts'

/** A Slack that gives out an address and then never answers there. */
const startMuteSlack = async () => {
  const asked = Promise.withResolvers<void>()
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${portOf()}/link` }))
  })
  server.on('upgrade', () => asked.resolve())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const portOf = () => Object(server.address()).port
  onTestFinished(() => void server.close().closeAllConnections())
  return { apiUrl: `http://127.0.0.1:${portOf()}/api/`, asked: asked.promise }
}

it('stopping before the socket is open is no refusal of Slack’s', async () => {
  const { apiUrl, asked } = await startMuteSlack()
  const config = readConfig({
    POSTCODEAREA_API_KEY: 'pa_PLACEHOLDER',
    SLACK_BOT_TOKEN: 'xoxb-placeholder',
    SLACK_APP_TOKEN: 'xapp-placeholder',
    SLACK_API_URL: apiUrl,
    HOST: '127.0.0.1',
    PORT: '0',
  })
  const { destination, lines } = collectLog()
  const log = createLog({ level: 'info', secrets: [], destination })
  const refused: string[] = []
  const reach = createSlackStatus(Date.now)
  const onRefused = (reason: string) => void refused.push(reason)
  const intake = createTransport({
    databaseReady: () => true,
    clock: Date.now,
    config,
    log,
    sdkLog: slackLog(log),
    reach,
    work: createRunningWork(),
    onRefused,
    installer: null,
  })
  await intake.start()
  await asked
  await intake.stop()
  expect(refused).toEqual([])
  expect(lines().filter(({ level }) => level === 'fatal')).toEqual([])
})
