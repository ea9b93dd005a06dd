import { describe, expect, it } from 'vitest'
import { rawRequest } from '../support/app/raw-request.ts'
import { command, FORM, goesOn, refused, signed } from '../support/app/request-bodies.ts'
import { appForEachTest } from '../support/each-test.ts'

const start = appForEachTest()

describe('bodies and addresses', () => {
  it('a body above the limit: 413, whether it says so or not', async () => {
    const running = await start()
    const body = `text=${'x'.repeat(1_048_576)}`
    await refused(running, { body }, 413)
    const pieces = new ReadableStream({
      start: (controller) => {
        for (let at = 0; at < 20; at += 1) controller.enqueue(new Uint8Array(65_536))
        controller.close()
      },
    })
    const response = await fetch(`${running.url}/slack/events`, {
      method: 'POST',
      body: pieces,
      duplex: 'half',
      headers: { 'content-type': FORM },
    })
    expect(response.status).toBe(413)
    await goesOn(running)
  })

  it.each([
    '//slack/events',
    '/slack//events',
    '/slack/%65vents',
    '/slack%2fevents',
    '/%2e/slack/events',
    '/x/../slack/events',
    '/./slack/events',
    '/slack/events/',
    '/SLACK/EVENTS',
    '/slack\\events',
    'http://example.com/slack/events',
    'slack/events',
    '/slack/events;x=1',
    '/slack/install',
  ])('POST %s: 404 or 400, though its body is signed', async (path) => {
    const running = await start()
    const headers = Object.entries(signed(command())).map(([name, value]) => `${name}: ${value}`)
    const head = [
      `POST ${path} HTTP/1.1`,
      `Content-Type: ${FORM}`,
      `Content-Length: ${command().length}`,
      ...headers,
    ]
    expect(await rawRequest(running.url, head.join('\r\n'), command())).toMatch(/^HTTP\/1\.1 40[04] /)
    expect(running.postcodeArea.calls).toEqual([])
    const lines = running.logLines().filter(({ level }) => level === 'warn')
    expect(lines).toHaveLength(1)
  })

  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE'])(
    '%s /slack/events: 405',
    async (method) => {
      const running = await start()
      const answer = await rawRequest(running.url, `${method} /slack/events HTTP/1.1`)
      expect(answer).toMatch(/^HTTP\/1\.1 405 /)
      expect(answer).toContain('allow: POST')
    },
  )

  it.each([
    ['no HTTP at all', 'GARBAGE', 400],
    ['headers above the limit', `GET /healthz HTTP/1.1\r\nX-Large: ${'x'.repeat(20_000)}`, 431],
    ['two lengths', 'POST /slack/events HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2', 400],
    [
      'a length and chunks',
      'POST /slack/events HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked',
      400,
    ],
    ['a length that is none', 'POST /slack/events HTTP/1.1\r\nContent-Length: x', 400],
  ])('%s', async (_, head, status) => {
    const running = await start()
    const told = running.nextLog('refused a request')
    expect(await rawRequest(running.url, head)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(await told).toMatchObject({ level: 'warn', status })
    await goesOn(running)
  })
})
