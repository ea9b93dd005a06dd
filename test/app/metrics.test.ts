import { describe, expect, it } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { priya, type Running } from '../support/street-crime.ts'

const start = appForEachTest()
const TOKEN = 'placeholder-metrics-token'

const pageOf = async ({ url }: Running, authorization = `Bearer ${TOKEN}`) =>
  fetch(`${url}/metrics`, { headers: { authorization } })

/** The samples of the app's own metrics: "street_crime_lookups_total{result="report"}" and its value. */
const samplesOf = async (running: Running): Promise<Record<string, number>> => {
  const text = await (await pageOf(running)).text()
  return Object.fromEntries(
    [...text.matchAll(/^street_crime_(\S+) (\S+)$/gm)].map(([, name = '', value]) => [name, Number(value)]),
  )
}

describe.each(['http', 'socket'] as const)('/metrics in %s mode', (mode) => {
  it('counts look-ups by result, memory’s answers, the supplier’s calls and acks', async () => {
    const running = await start({ mode, metricsToken: TOKEN })
    const { ask, pressInPlace, metrics } = running
    const burglary = await ask('LE1 1WA burglary')
    await pressInPlace(burglary, 'report.all')
    await ask('LE1 1WA')
    await ask('M40 4AA')
    await ask('M40 4AA')
    await ask('M50 0AA')
    metrics.alertDelivered()
    metrics.alertStopped('archived')
    metrics.gauge('alerts_waiting', () => 4)
    metrics.gauge('alert_queue_working', () => false)
    expect(await samplesOf(running)).toMatchObject({
      'lookups_total{result="report"}': 3,
      'lookups_total{result="postcode-not-found"}': 2,
      'lookups_total{result="supplier-error"}': 1,
      cache_hits_total: 3,
      'supplier_seconds_count{result="report"}': 1,
      'supplier_seconds_count{result="postcode-not-found"}': 1,
      'supplier_seconds_count{result="supplier-error"}': 1,
      'supplier_seconds_bucket{le="30",result="report"}': 1,
      ack_seconds_count: 6,
      alerts_delivered_total: 1,
      'alerts_stopped_total{reason="archived"}': 1,
      alerts_waiting: 4,
      alert_queue_working: 0,
      slack_in_reach: 1,
      slack_sockets_open: mode === 'socket' ? 2 : 0,
    })
  })

  it('tells of the process and its event loop, and nothing that grows with people', async () => {
    const running = await start({ mode, metricsToken: TOKEN })
    const namesOf = async () => {
      const text = await (await pageOf(running)).text()
      return text
        .split('\n')
        .filter((line) => line.startsWith('street_crime'))
        .map((line) => line.replace(/ \S+$/, ''))
    }
    await running.ask('LE1 1WA')
    const before = await namesOf()
    await running.ask('LE1 1WA', { user: 'U0SAM', channel: 'C0COMMITTEE' })
    await running.ask('ST20 0LY', { ...priya, user: 'U0LEE' })
    expect(await namesOf()).toEqual(before)
    const text = await (await pageOf(running)).text()
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \S+$/m)
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
    expect(text).not.toMatch(/U0|T0|C0|LE1|ST20/)
  })

  it.each(['Bearer another', 'Bearer', TOKEN, `bearer ${TOKEN}`, `Bearer ${TOKEN} `.replace(/ $/, 'x'), ''])(
    'is not for %j',
    async (authorization) => {
      const running = await start({ mode, metricsToken: TOKEN })
      const response = await pageOf(running, authorization)
      expect([response.status, await response.text()]).toEqual([401, ''])
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
      expect(running.logText()).not.toContain(TOKEN)
    },
  )

  it('is not there without a token', async () => {
    expect((await pageOf(await start({ mode }))).status).toBe(404)
  })
})
