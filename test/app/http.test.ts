import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Faults } from '../../playground/slack/slack.ts'
import { rawRequest } from '../support/app/raw-request.ts'
import { appForEachTest } from '../support/each-test.ts'
import { read } from '../support/read-message.ts'
import { SECRETS } from '../support/street-crime.ts'
import { until } from '../support/until.ts'

const start = appForEachTest()
afterEach(() => void vi.useRealTimers())

const BODY = 'command=%2Fcrime&text=LE1+1WA&user_id=U0PRIYA&channel_id=C0NEIGHBOURS'

const signed = (at: number, secret = SECRETS.signingSecret) => ({
  'x-slack-request-timestamp': String(at),
  'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${BODY}`).digest('hex')}`,
})
const now = () => Math.floor(Date.now() / 1_000)

describe('what does not come from Slack', () => {
  it.each([
    ['signed with another secret', () => signed(now(), 'another-secret')],
    ['unsigned', () => ({})],
    ['signed, but without its time', () => ({ 'x-slack-signature': signed(now())['x-slack-signature'] })],
    ['five minutes old', () => signed(now() - 301)],
    ['with a time that is none', () => ({ ...signed(now()), 'x-slack-request-timestamp': 'x' })],
    ['with a signature cut short', () => ({ ...signed(now()), 'x-slack-signature': 'v0=00' })],
  ])('%s: 401, and nothing is done', async (_, headers) => {
    const { url, postcodeArea, slack, ask } = await start()
    const response = await fetch(`${url}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers() },
      body: BODY,
    })
    expect(response.status).toBe(401)
    expect(await response.text()).toBe('')
    expect(postcodeArea.calls).toEqual([])
    expect(slack.traffic.filter(({ what }) => what === 'response_url')).toEqual([])
    expect(read(await ask('LE1 1WA'))).toContain('near LE1 1WA')
  })
})

describe.each(['http', 'socket'] as const)('health in %s mode', (mode) => {
  it('is alive and ready', async () => {
    const { url } = await start({ mode })
    const alive = await fetch(`${url}/healthz`)
    expect(alive.headers.get('cache-control')).toBe('no-store')
    expect([alive.status, await alive.json()]).toEqual([200, { status: 'alive' }])
    const ready = () => fetch(`${url}/readyz?from=a-load-balancer`)
    // Slack is asked once the app listens.
    await until(async () => (await ready()).status === 200)
    expect(await (await ready()).json()).toEqual({ status: 'ready' })
  })

  it.each([
    ['GET /nowhere', 404],
    ['GET /', 404],
    ['HEAD /healthz', 200],
    ['HEAD /slack/events', mode === 'http' ? 405 : 404],
    ['OPTIONS *', 404],
    ['OPTIONS /readyz', 405],
    ['PUT /slack/events', mode === 'http' ? 405 : 404],
    ['GET //', 404],
    ['GET http://[', 404],
    ['GET /%E0%A4%A', 404],
    ['POST /healthz', 405],
    ['GET /metrics', 404],
  ])('%s: %i, and the app goes on', async (head, status) => {
    const { url, ask } = await start({ mode })
    expect(await rawRequest(url, `${head} HTTP/1.1`)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect(read(await ask('LE1 1WA'))).toContain('near LE1 1WA')
  })
})

describe('/readyz over HTTP', () => {
  // The probe's beat alone is in our hands.
  const startProbing = async (options: Parameters<typeof start>[0] = {}) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const running = await start(options)
    const ready = async () => (await fetch(`${running.url}/readyz`)).status
    const nextProbe = async (words: string) => {
      const probed = running.nextLog(words)
      vi.advanceTimersByTime(15_000)
      await probed
    }
    return { ...running, ready, nextProbe }
  }

  it('is 503 until Slack was reached', async () => {
    const { url, slack, ready, nextProbe } = await startProbing({ before: ({ faults }) => away(faults) })
    const response = await fetch(`${url}/readyz`)
    const body = { status: 'unavailable', reason: 'Slack was not reached yet' }
    expect([response.status, await response.json()]).toEqual([503, body])
    await nextProbe('Slack is out of reach')
    expect(await ready()).toBe(503)
    slack.faults.clear()
    await nextProbe('Slack is in reach again')
    expect(await ready()).toBe(200)
  })

  it('then is 503 only after a minute without Slack', async () => {
    const { slack, later, ready, nextProbe } = await startProbing()
    await until(async () => (await ready()) === 200)
    later(120_000)
    expect(await ready()).toBe(200)
    slack.faults.set({ where: 'api.test', what: 'reset' })
    await nextProbe('Slack is out of reach')
    later(59_000)
    expect(await ready()).toBe(200)
    later(1_000)
    expect(await ready()).toBe(503)
    slack.faults.clear()
    await nextProbe('Slack is in reach again')
    expect(await ready()).toBe(200)
  })

  it('answers /crime all the same', async () => {
    const { ask } = await start({ before: ({ faults }) => away(faults) })
    expect(read(await ask('LE1 1WA'))).toContain('near LE1 1WA')
  })
})

const away = (faults: Faults) => {
  faults.set({ where: 'auth.test', what: 'reset' })
  faults.set({ where: 'api.test', what: 'reset' })
}
