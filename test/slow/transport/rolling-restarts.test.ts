import { setTimeout as pause } from 'node:timers/promises'
import { App } from '@slack/bolt'
import { Pool } from 'undici'
import { expect, it, onTestFinished } from 'vitest'
import { signatureHeaders } from '../../../playground/slack/signature.ts'
import { readConfig } from '../../../src/config/config.ts'
import { createLog, slackLog } from '../../../src/observability/log.ts'
import { createRunningWork } from '../../../src/observability/running-work.ts'
import { createTransport } from '../../../src/slack/transport/transport.ts'
import { createSlackReadiness } from '../../../src/slack/web-api/slack-readiness.ts'
import { quiet } from '../../playground/slack/bare-app.ts'
import { collectLog } from '../../support/app/log-lines.ts'
import { socketCommand, startSocketSlack } from '../../support/app/socket-slack.ts'
import { SECRETS } from '../../support/street-crime.ts'

const RESTARTS = 20
const COMMAND_EVERY_MS = 5
const LAME_DUCK_MS = 300
const PROBE_EVERY_MS = 50
const WORK_MS = 20

/** How often each command was worked on, over all processes. */
const createCounts = () => {
  const counts = new Map<string, number>()
  return {
    add: (text: string) => counts.set(text, (counts.get(text) ?? 0) + 1),
    /** The commands among so many that were not worked on exactly once. */
    wrong: (sent: number) =>
      Array.from({ length: sent }, (_, n) => n).filter((n) => counts.get(String(n)) !== 1),
  }
}

/** What is one process in production: a transport, and an app behind it that works on a command for a while. */
const startOne = async (env: Record<string, string>, slackApiUrl: string, worked: (text: string) => void) => {
  const config = readConfig({
    ...env,
    SLACK_BOT_TOKEN: SECRETS.botToken,
    POSTCODEAREA_API_KEY: 'pa_PLACEHOLDER',
    SLACK_API_URL: slackApiUrl,
    HOST: '127.0.0.1',
    PORT: '0',
  })
  const log = createLog({ level: 'info', secrets: [], destination: collectLog().destination })
  const reach = createSlackReadiness(Date.now)
  const work = createRunningWork()
  const transport = createTransport({
    databaseReady: () => true,
    clock: Date.now,
    config,
    log,
    sdkLog: slackLog(log),
    reach,
    work,
    onRefused: (reason) => {
      throw new Error(reason)
    },
    installer: null,
  })
  const app = new App({
    receiver: transport.receiver,
    authorize: async () => ({ botToken: 'xoxb-x' }),
    logger: quiet,
  })
  app.command('/crime', async ({ ack, command: { text } }) => {
    await ack()
    await pause(WORK_MS)
    worked(text)
  })
  const url = `http://127.0.0.1:${await transport.start()}`
  if (config.slack.kind !== 'socket') reach.reached()
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    )
  while (!(await isReady())) await pause(10)
  return { url, isReady, stop: () => transport.stop(10_000, LAME_DUCK_MS) }
}

/** Starts the next one and stops the one before, so many times, while `send` is called with one number after another. */
const restartUnder = async (
  start: () => Promise<{ readonly stop: () => Promise<boolean> }>,
  send: (n: number) => void,
): Promise<number> => {
  let sent = 0
  let current = await start()
  const timer = setInterval(() => send(sent++), COMMAND_EVERY_MS)
  for (let times = 0; times < RESTARTS; times += 1) {
    const next = await start()
    expect(await current.stop()).toBe(true)
    current = next
  }
  clearInterval(timer)
  await pause(PROBE_EVERY_MS)
  await current.stop()
  return sent
}

it('over HTTP, behind a balancer that asks /readyz, each command is answered once', async () => {
  const counts = createCounts()
  const targets = new Map<string, { readonly pool: Pool; isReady: boolean }>()
  const failures: string[] = []
  onTestFinished(async () => {
    for (const { pool } of targets.values()) await pool.destroy()
  })
  const start = async () => {
    const one = await startOne(
      { SLACK_SIGNING_SECRET: SECRETS.signingSecret },
      'http://127.0.0.1:1/api/',
      counts.add,
    )
    const target = { pool: new Pool(one.url, { connections: 8 }), isReady: true }
    targets.set(one.url, target)
    const probe = setInterval(async () => {
      target.isReady = await one.isReady()
      if (!target.isReady) clearInterval(probe)
    }, PROBE_EVERY_MS)
    return one
  }
  const send = async (n: number): Promise<void> => {
    const ready = [...targets.values()].filter(({ isReady }) => isReady)
    const target = ready[n % ready.length]
    if (target === undefined) return
    const body = new URLSearchParams(socketCommand({ text: String(n) })).toString()
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      ...signatureHeaders(SECRETS.signingSecret, body, Date.now()),
    }
    try {
      const response = await target.pool.request({ method: 'POST', path: '/slack/events', headers, body })
      await response.body.dump()
      if (response.statusCode !== 200) failures.push(`${n}: ${response.statusCode}`)
    } catch (error) {
      failures.push(`${n}: ${String(error)}`)
    }
  }
  const sent = await restartUnder(start, (n) => void send(n))
  expect(failures).toEqual([])
  expect(counts.wrong(sent)).toEqual([])
})

it('in Socket Mode each command is answered once', async () => {
  const slack = await startSocketSlack()
  onTestFinished(slack.close)
  const counts = createCounts()
  let unsent = 0
  const send = (n: number): void => {
    const open = slack.open.filter(({ ws }) => ws.readyState === ws.OPEN)
    const socket = open[n % open.length]
    if (socket === undefined) unsent += 1
    else slack.send(socket, socketCommand({ text: String(n) }))
  }
  const start = () => startOne({ SLACK_APP_TOKEN: 'xapp-1-A0STREETCRIME-1' }, slack.apiUrl, counts.add)
  const sent = await restartUnder(start, send)
  expect([unsent, slack.faults]).toEqual([0, []])
  expect(counts.wrong(sent)).toEqual([])
})
