import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { startSlack } from '../../../playground/slack/slack.ts'
import { createLog, slackLog } from '../../../src/observability/log.ts'
import { BACKGROUND, clientOptions } from '../../../src/slack/web-api/client-pool.ts'
import {
  createSlackReadiness,
  startApiProbe,
  UNAVAILABLE_AFTER_MS,
} from '../../../src/slack/web-api/slack-readiness.ts'
import { collectLog } from '../../support/app/log-lines.ts'

it('is ready once Slack was reached, until it has been unreachable for a minute', () => {
  let now = 1_000
  const status = createSlackReadiness(() => now)
  const after = (ms: number): boolean => {
    now += ms
    return status.isReady()
  }
  expect(UNAVAILABLE_AFTER_MS).toBe(60_000)
  expect([status.wasReached(), after(1_000)]).toEqual([false, false])
  status.lost()
  expect(after(1_000)).toBe(false)
  status.reached()
  expect([status.wasReached(), after(1_000_000)]).toEqual([true, true])
  status.lost()
  expect(after(30_000)).toBe(true)
  // Lost again is not lost anew.
  status.lost()
  expect(after(29_999)).toBe(true)
  expect(after(1)).toBe(false)
  status.reached()
  expect(status.isReady()).toBe(true)
})

// Only the probe's interval is in the test's hands.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const PROBE_EVERY_MS = 15_000

const startProbe = async ({ botToken = 'xoxb-a', probesApi = true, failing = false } = {}) => {
  const slack = await startSlack({ signingSecret: 's', botToken: 'xoxb-a' })
  onTestFinished(() => slack.close())
  const written = collectLog()
  const log = createLog({ level: 'info', secrets: [], destination: written.destination })
  const options = clientOptions(slack.apiUrl, slackLog(log), BACKGROUND)
  const asked = (what: string) => slack.nextEvent((it) => it.kind === 'exchange' && it.exchange.what === what)
  if (failing) slack.faults.set({ where: 'auth.test', what: 'server_error' })
  const first = asked('auth.test')
  const client = new WebClient(botToken, options)
  const probe = startApiProbe(client, log, probesApi ? createSlackReadiness(Date.now) : null)
  await first
  return { slack, client, probe, asked, ...written }
}

it('asks once who the app is, and every 15 s whether Slack is reachable', async () => {
  const { slack, probe, asked } = await startProbe()
  await asked('api.test')
  expect(probe.identity()).toEqual({
    botId: 'B0STREETCRIME',
    botUserId: 'U0STREETCRIME',
    teamId: 'T0PLAYGROUND',
  })
  const next = asked('api.test')
  vi.advanceTimersByTime(PROBE_EVERY_MS)
  await next
  expect(slack.traffic.map(({ what }) => what)).toEqual(['auth.test', 'api.test', 'api.test'])
  probe.stop()
  expect(vi.getTimerCount()).toBe(0)
})

it('has no identity while Slack fails, and tries again after 15 s', async () => {
  const { slack, client, probe, asked, next } = await startProbe({ probesApi: false, failing: true })
  expect(probe.identity()).toEqual({})
  slack.faults.clear()
  const signedIn = next('signed in to Slack')
  const tried = asked('auth.test')
  vi.advanceTimersByTime(PROBE_EVERY_MS)
  await tried
  await signedIn
  expect(probe.identity()).toMatchObject({ botId: 'B0STREETCRIME' })
  // In Socket Mode the sockets tell whether Slack is reachable: nothing is left to ask.
  vi.advanceTimersByTime(PROBE_EVERY_MS)
  await client.api.test()
  expect(slack.traffic.map(({ what }) => what)).toEqual(['auth.test', 'auth.test', 'api.test'])
  probe.stop()
})

it('logs once that the bot token is refused, however often Slack says so', async () => {
  const { asked, lines, probe } = await startProbe({ botToken: 'xoxb-b' })
  await asked('api.test')
  for (let probes = 0; probes < 3; probes += 1) {
    const tried = asked('api.test')
    vi.advanceTimersByTime(PROBE_EVERY_MS)
    await tried
  }
  expect(lines().filter(({ level }) => level === 'error')).toEqual([
    expect.objectContaining({ reason: 'invalid_auth', msg: expect.stringContaining('SLACK_BOT_TOKEN') }),
  ])
  probe.stop()
})
