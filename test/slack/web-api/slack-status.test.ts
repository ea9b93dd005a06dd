import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { startSlack } from '../../../playground/slack/slack.ts'
import { createLog, slackLog } from '../../../src/observability/log.ts'
import { clientOptions } from '../../../src/slack/web-api/client-options.ts'
import {
  createSlackStatus,
  startApiProbe,
  UNAVAILABLE_AFTER_MS,
} from '../../../src/slack/web-api/slack-status.ts'
import { collectLog } from '../../support/log-lines.ts'

it('is ready until Slack has been away for a whole minute, counted from when it was lost', () => {
  let now = 1_000
  const status = createSlackStatus(() => now)
  const after = (ms: number): boolean => {
    now += ms
    return status.isReady()
  }
  expect(UNAVAILABLE_AFTER_MS).toBe(60_000)
  expect(after(59_999)).toBe(true)
  expect(after(1)).toBe(false)
  status.reached()
  expect(after(1_000_000)).toBe(true)
  status.lost()
  expect(after(30_000)).toBe(true)
  // Lost again is not lost anew.
  status.lost()
  expect(after(30_000)).toBe(false)
  status.reached()
  expect(status.isReady()).toBe(true)
})

// Only the probe's interval is in the test's hands.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const BEAT = 15_000

const startProbe = async ({ botToken = 'xoxb-a', watches = true, away = false } = {}) => {
  const slack = await startSlack({ signingSecret: 's', botToken: 'xoxb-a' })
  onTestFinished(() => slack.close())
  const written = collectLog()
  const log = createLog({ level: 'info', secrets: [], destination: written.destination })
  const options = { ...clientOptions(slack.apiUrl, slackLog(log)), retryConfig: { retries: 0 } }
  const asked = (what: string) => slack.nextEvent((it) => it.kind === 'exchange' && it.exchange.what === what)
  if (away) slack.faults.set({ where: 'auth.test', what: 'server_error' })
  const first = asked('auth.test')
  const client = new WebClient(botToken, options)
  const probe = startApiProbe(client, log, watches ? createSlackStatus(Date.now) : null)
  await first
  return { slack, client, probe, asked, ...written }
}

it('learns who the app is, once, and then asks at each beat whether Slack is there', async () => {
  const { slack, probe, asked } = await startProbe()
  await asked('api.test')
  expect(probe.identity()).toEqual({
    botId: 'B0STREETCRIME',
    botUserId: 'U0STREETCRIME',
    teamId: 'T0PLAYGROUND',
  })
  const next = asked('api.test')
  vi.advanceTimersByTime(BEAT)
  await next
  expect(slack.traffic.map(({ what }) => what)).toEqual(['auth.test', 'api.test', 'api.test'])
  probe.stop()
  expect(vi.getTimerCount()).toBe(0)
})

it('knows nobody while Slack is away, and tries again at the next beat', async () => {
  const { slack, client, probe, asked, next } = await startProbe({ watches: false, away: true })
  expect(probe.identity()).toEqual({})
  slack.faults.clear()
  const signedIn = next('signed in to Slack')
  const tried = asked('auth.test')
  vi.advanceTimersByTime(BEAT)
  await tried
  await signedIn
  expect(probe.identity()).toMatchObject({ botId: 'B0STREETCRIME' })
  // Socket Mode has its socket to know by: there is nothing left to ask.
  vi.advanceTimersByTime(BEAT)
  await client.api.test()
  expect(slack.traffic.map(({ what }) => what)).toEqual(['auth.test', 'auth.test', 'api.test'])
  probe.stop()
})

it('tells the operator once that the bot token is refused, however often Slack says so', async () => {
  const { asked, lines, probe } = await startProbe({ botToken: 'xoxb-b' })
  await asked('api.test')
  for (let beat = 0; beat < 3; beat += 1) {
    const tried = asked('api.test')
    vi.advanceTimersByTime(BEAT)
    await tried
  }
  expect(lines().filter(({ level }) => level === 'error')).toEqual([
    expect.objectContaining({ reason: 'invalid_auth', msg: expect.stringContaining('SLACK_BOT_TOKEN') }),
  ])
  probe.stop()
})
