import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PortTaken } from '../../../playground/page/listen.ts'
import { startPage } from '../../../playground/page/server.ts'
import type { Snapshot } from '../../../playground/page/snapshot.ts'
import { smallSlack } from './small-slack.ts'

const small = smallSlack()
const hints = { examples: [{ text: '/crime help', note: 'help' }], oddities: [], shortcuts: [] }
let page: Awaited<ReturnType<typeof startPage>>

beforeAll(async () => {
  page = await startPage({ slack: small.slack, ...hints, port: 0 })
})
afterAll(() => page.close())

const post = (path: string, body: unknown, headers = {}) =>
  fetch(page.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** Node's fetch sets Host itself, so this one is asked by hand. */
const statusForHost = (host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    request(page.url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })

describe('files', () => {
  test('the page and all it needs come from this server', async () => {
    const html = await (await fetch(page.url)).text()
    const assets = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? '')
    expect(assets).toHaveLength(2)
    expect(html).not.toMatch(/https?:/)
    for (const asset of assets) expect((await fetch(page.url + asset)).status).toBe(200)
  })

  test('there is nothing else', async () => {
    expect((await fetch(`${page.url}/../package.json`)).status).toBe(404)
  })
})

describe('who may ask', () => {
  test('another site may not', async () => {
    const response = await post('/line', {}, { origin: 'http://evil.example' })
    expect(response.status).toBe(403)
  })

  test('another port of this machine may not', async () => {
    expect((await post('/line', {}, { origin: 'http://localhost:1' })).status).toBe(403)
  })

  test('a request for another host name is forbidden', async () => {
    expect(await statusForHost('evil.example')).toBe(403)
  })

  test.each(['localhost', '127.0.0.1', '[::1]'])('%s may', async (name) => {
    expect(await statusForHost(`${name}:${new URL(page.url).port}`)).toBe(200)
  })

  test('a form may not: only JSON is taken', async () => {
    expect((await post('/line', 'text=x', { 'content-type': 'text/plain' })).status).toBe(415)
  })
})

describe('typing, pressing, failing', () => {
  const member = { user: 'U0PRIYA', channel: 'C1' }

  test('a command goes to Slack without its name', async () => {
    const response = await post('/line', { ...member, text: ' /crime  SW1A 1AA ' })
    expect(await response.json()).toMatchObject({ outcome: 'acked' })
    expect(small.asked.command.at(-1)).toEqual({ ...member, text: 'SW1A 1AA' })
  })

  test('another command gets a hint', async () => {
    const response = await post('/line', { ...member, text: '/weather LE1 1WA' })
    expect(response.status).toBe(422)
    expect(await response.json()).toEqual({ error: expect.stringContaining('/crime help') })
  })

  test('anything else is a message to everyone', async () => {
    const response = await post('/line', { ...member, text: ' seen at LE1 1WA ' })
    expect(await response.json()).toEqual({ outcome: 'posted' })
    expect(small.asked.said).toEqual([{ ...member, text: 'seen at LE1 1WA' }])
  })

  test('only the app can be invited and removed, and in channels only', async () => {
    const type = async (text: string, channel = 'C1') => post('/line', { ...member, channel, text })
    expect(await (await type('/invite @Street Crime')).json()).toEqual({ outcome: 'invited' })
    expect(await (await type('/remove street crime')).json()).toEqual({ outcome: 'removed' })
    expect(small.asked.membership).toEqual([{ invite: 'C1' }, { remove: 'C1' }])
    expect(await (await type('/invite @Sam')).json()).toEqual({
      error: expect.stringContaining('/invite @Street Crime'),
    })
    expect((await type('/invite @Street Crime', 'D1')).status).toBe(422)
    expect(small.asked.membership).toHaveLength(2)
  })

  test('without a supplier there is nothing to publish', async () => {
    expect((await post('/publish', { atNoon: false })).status).toBe(404)
  })

  test.each([
    ['/shortcut', { user: 'U0PRIYA', callbackId: 'look' }],
    ['/message-shortcut', { ...member, ts: '1.0', callbackId: 'look' }],
  ])('%s goes to Slack as it is', async (path, body) => {
    expect((await post(path, body)).status).toBe(200)
    expect(small.asked.shortcut.at(-1)).toEqual(body)
  })

  test('a press goes to Slack as it is', async () => {
    const pressed = { ...member, ts: '1.0', blockId: 'b', actionId: 'a' }
    await post('/press', pressed)
    expect(small.asked.press.at(-1)).toEqual(pressed)
  })

  test('a body that is not JSON, of another shape or too long is rejected', async () => {
    expect((await post('/press', '{')).status).toBe(400)
    expect((await post('/press', { ...member })).status).toBe(400)
    expect((await post('/line', { ...member, text: 'x'.repeat(70_000) })).status).toBe(413)
  })

  test('a fault is chosen and taken back', async () => {
    await post('/fault', { id: 'invalid_blocks' })
    expect(small.slack.faults.active()).toContainEqual({ where: 'response_url', what: 'invalid_blocks' })
    await post('/fault', { id: 'none' })
    expect(small.slack.faults.active()).toEqual([])
    expect((await post('/fault', { id: 'no such' })).status).toBe(422)
  })
})

describe('the stream', () => {
  test('sends the state, then every change, to whoever may see it', async () => {
    const priya = await streamOf('?as=U0PRIYA&in=C1')
    const sam = await streamOf('?as=U0SAM&in=C1')
    const seen = (snapshot: Snapshot) => snapshot.messages.map((message) => message.text)
    expect(seen(await priya.next())).toEqual([])
    expect(seen(await sam.next())).toEqual([])
    small.post('for Priya', 'U0PRIYA')
    expect(seen(await priya.next())).toEqual(['for Priya'])
    expect(seen(await sam.next())).toEqual([])
    small.post('for all', 'channel')
    expect(seen(await sam.next())).toEqual(['for all'])
    await Promise.all([priya.stop(), sam.stop()])
  })

  test('an unknown person and channel fall back to the first', async () => {
    const stream = await streamOf('?as=nobody&in=nowhere')
    expect(await stream.next()).toMatchObject({ you: { name: 'Priya' }, channel: { title: 'general' } })
    await stream.stop()
  })

  test('tells the page when a fault is chosen', async () => {
    const stream = await streamOf('')
    expect(await stream.next()).toMatchObject({ fault: 'none' })
    await post('/fault', { id: 'slow' })
    expect(await stream.next()).toMatchObject({ fault: 'slow' })
    await post('/fault', { id: 'none' })
    await stream.stop()
  })
})

test('a taken port is one clear sentence', async () => {
  const port = Number(new URL(page.url).port)
  const second = startPage({ slack: small.slack, ...hints, port })
  await expect(second).rejects.toThrow(PortTaken)
  await expect(second).rejects.toThrow(`Port ${port} is taken`)
})

async function streamOf(query: string) {
  const response = await fetch(`${page.url}/events${query}`)
  if (!response.body) throw new Error('no stream')
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let unread = ''
  return {
    next: async (): Promise<Snapshot> => {
      while (!unread.includes('\n\n')) {
        const { value, done } = await reader.read()
        if (done) throw new Error('the stream has ended')
        unread += value
      }
      const end = unread.indexOf('\n\n')
      const event = unread.slice('data: '.length, end)
      unread = unread.slice(end + 2)
      return JSON.parse(event)
    },
    stop: () => reader.cancel(),
  }
}
