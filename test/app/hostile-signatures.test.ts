import { describe, expect, it } from 'vitest'
import { signatureHeaders } from '../../playground/slack/signature.ts'
import { rawRequest } from '../support/app/raw-request.ts'
import {
  command,
  event,
  FORM,
  goesOn,
  JSON_TYPE,
  post,
  press,
  refused,
  signed,
} from '../support/app/request-bodies.ts'
import { appForEachTest } from '../support/each-test.ts'

const start = appForEachTest()
const MINUTE = 60_000

describe('signatures and times', () => {
  it.each([
    ['of another secret', () => signatureHeaders('another', command(), Date.now())],
    ['none', () => ({})],
    ['of a minute too long ago', () => signed(command(), Date.now() - 6 * MINUTE)],
    ['from the future', () => signed(command(), Date.now() + 6 * MINUTE)],
    ['at no time', () => ({ ...signed(command()), 'x-slack-request-timestamp': 'Infinity' })],
    ['at an empty time', () => ({ ...signed(command()), 'x-slack-request-timestamp': '' })],
    ['of another body', () => signed(command({ text: 'M1 1AE' }))],
    ['of another version', () => ({ ...signed(command()), 'x-slack-signature': 'v1=00' })],
  ])('a signature %s: 401', async (_, headers) => {
    const running = await start()
    await refused(running, { body: command(), headers: headers() }, 401)
    await goesOn(running)
  })

  it('a signature sent twice, the right one first: 401', async () => {
    const running = await start()
    const headers = signed(command())
    const head = [
      'POST /slack/events HTTP/1.1',
      `Content-Type: ${FORM}`,
      `Content-Length: ${command().length}`,
      `X-Slack-Request-Timestamp: ${headers['x-slack-request-timestamp']}`,
      `X-Slack-Signature: ${headers['x-slack-signature']}`,
      'X-Slack-Signature: v0=00',
    ].join('\r\n')
    expect(await rawRequest(running.url, head, command())).toMatch(/^HTTP\/1\.1 401 /)
  })

  it('a little ahead of us is Slack’s clock, not an attack', async () => {
    const running = await start()
    expect(
      (await post(running, { body: event(), type: JSON_TYPE, headers: signed(event(), Date.now() + MINUTE) }))
        .status,
    ).toBe(200)
  })
})

describe('ssl_check', () => {
  it('is answered where it is signed, and does nothing', async () => {
    const running = await start()
    const body = `${command()}&ssl_check=1`
    const response = await post(running, { body })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(running.postcodeArea.calls).toEqual([])
    expect(running.slack.traffic.filter(({ what }) => what === 'response_url')).toEqual([])
  })

  it.each([`${command()}&ssl_check=1`, `ssl_check=1&${press()}`])('unsigned is refused: %s', async (body) => {
    await refused(await start(), { body, headers: {} }, 401)
  })
})

describe('url_verification', () => {
  const body = JSON.stringify({ type: 'url_verification', token: 'x', challenge: '3eZbrw1aB' })

  it('is answered with its challenge where it is signed', async () => {
    const response = await post(await start(), { body, type: JSON_TYPE })
    expect([response.status, await response.json()]).toEqual([200, { challenge: '3eZbrw1aB' }])
  })

  it('unsigned is refused', async () => {
    await refused(await start(), { body, type: JSON_TYPE, headers: {} }, 401)
  })
})

it('the lines of a request share an id', async () => {
  const running = await start()
  const told = running.nextLog('refused a request')
  await post(running, { body: command(), headers: {} })
  expect((await told).request).toMatch(/^[0-9a-f]{6}-[0-9a-z]+$/)
})
