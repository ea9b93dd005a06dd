import { describe, expect, it, onTestFinished } from 'vitest'
import { startSlack } from '../../playground/slack/slack.ts'
import { appForEachTest } from '../support/each-test.ts'
import { read } from '../support/read-message.ts'
import { priya, SECRETS } from '../support/street-crime.ts'

const start = appForEachTest()

describe('over Socket Mode', () => {
  it('a command, a button and a share do what they do over HTTP', async () => {
    const { ask, pressInPlace, slack, postcodeArea } = await start({ mode: 'socket' })
    const burglary = await ask('LE1 1WA burglary')
    expect(read(burglary)).toContain('Burglary near LE1 1WA')
    const all = await pressInPlace(burglary, 'report.all')
    expect(read(all)).toContain('Street crime near LE1 1WA')
    const posted = slack.nextMessage()
    await slack.press({ ...priya, ts: all.ts, actionId: 'report.share' })
    expect(await posted).toMatchObject({ visibleTo: 'channel' })
    expect(postcodeArea.calls).toHaveLength(1)
  })

  it.each(['dropped', 'refreshed'])('two sockets are open, and both are opened anew when %s', async (how) => {
    const { ask, slack } = await start({ mode: 'socket' })
    const hello = () => slack.nextEvent((it) => it.kind === 'exchange' && it.exchange.what === 'hello')
    const first = hello()
    if (how === 'dropped') slack.dropSockets()
    else slack.disconnectSockets('refresh_requested')
    await first
    await hello()
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
  })

  it('serves its health on PORT, and nothing else', async () => {
    const { url } = await start({ mode: 'socket' })
    const status = async (path: string, method = 'GET') => (await fetch(`${url}${path}`, { method })).status
    expect(await status('/healthz')).toBe(200)
    expect(await status('/readyz')).toBe(200)
    expect(await status('/slack/events', 'POST')).toBe(404)
    expect(await status('/healthz', 'HEAD')).toBe(200)
    expect(await status('/healthz', 'OPTIONS')).toBe(405)
  })

  it('is not ready once the sockets have been away for a minute, and ready again when one is back', async () => {
    const { url, slack, later, nextLog } = await start({ mode: 'socket' })
    const ready = async () => (await fetch(`${url}/readyz`)).status
    const failed = nextLog('a socket to Slack could not be opened')
    slack.faults.set({ where: 'apps.connections.open', what: 'reset' })
    slack.dropSockets()
    await failed
    later(59_000)
    expect(await ready()).toBe(200)
    later(1_000)
    expect(await ready()).toBe(503)
    const open = nextLog('a socket to Slack is open')
    slack.faults.clear()
    await open
    expect(await ready()).toBe(200)
  })
})

describe('Slack away at start', () => {
  it.each(['reset', 'server_error'] as const)('%s, three times: it connects by itself', async (what) => {
    const { ask, slack, refused } = await start({
      mode: 'socket',
      before: ({ faults }) => faults.set({ where: 'apps.connections.open', what, times: 3 }),
    })
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
    expect(refused).toEqual([])
    const asked = slack.traffic.filter((entry) => entry.what === 'apps.connections.open')
    expect(asked.length).toBeGreaterThanOrEqual(4)
  })

  it('nobody there at all: it connects once somebody is', async () => {
    const { slack, nextLog, refused } = await start({
      mode: 'socket',
      before: (it) => it.close(),
      awaitSocket: false,
    })
    await nextLog('a socket to Slack could not be opened')
    await nextLog('a socket to Slack could not be opened')
    const open = nextLog('a socket to Slack is open')
    const back = await startSlack({ ...SECRETS, port: Number(new URL(slack.url).port) })
    onTestFinished(back.close)
    await open
    const answered = back.nextMessage()
    await back.command({ ...priya, text: 'LE1 1WA' })
    expect(read(await answered)).toContain('Street crime near LE1 1WA')
    expect(refused).toEqual([])
  })

  it('a token that Slack will never accept is told to whoever runs the app', async () => {
    const { nextRefusal } = await start({
      mode: 'socket',
      slack: { appToken: 'xapp-1-another' },
      awaitSocket: false,
      refusals: 'expected',
    })
    expect(await nextRefusal).toContain('invalid_auth')
  })
})
