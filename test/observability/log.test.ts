import { LogLevel } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { createLog, slackLog } from '../../src/observability/log.ts'
import { inRequest, requestId } from '../../src/observability/request-id.ts'
import { collectLog } from '../support/app/log-lines.ts'

const KEY = 'pa_PLACE+HOLDER/&"\\='
const IN_ADDRESS = new URLSearchParams({ key: KEY }).toString().slice('key='.length)

const startLog = (level: 'info' | 'trace' = 'info') => {
  const log = collectLog()
  return {
    ...log,
    log: createLog({ level, secrets: [KEY, 'xoxb-placeholder'], destination: log.destination }),
  }
}

describe('the log', () => {
  it('writes one JSON object a line, with the time and the level by name', () => {
    const { log, text, lines } = startLog()
    log.info({ postcode: 'LE1 1WA' }, 'two\nlines')
    log.warn('and one')
    expect(text().match(/\n/g)).toHaveLength(2)
    expect(lines()).toEqual([
      { level: 'info', time: expect.stringMatching(/^\d{4}-.*Z$/), postcode: 'LE1 1WA', msg: 'two\nlines' },
      { level: 'warn', time: expect.any(String), msg: 'and one' },
    ])
  })

  it('says nothing below its level', () => {
    const { log, text } = startLog()
    log.debug('not this')
    expect(text()).toBe('')
  })

  it.each([
    ['in a message', () => `key ${KEY}`],
    ['in an address', () => `GET /?key=${IN_ADDRESS}`],
    ['percent-encoded', () => encodeURIComponent(KEY)],
    ['in an error', () => ({ err: new Error(`GET /?key=${IN_ADDRESS}`) })],
    ['in the cause of an error', () => ({ err: new Error('lost', { cause: new Error(KEY) }) })],
    ['on an error', () => ({ err: Object.assign(new Error('lost'), { config: { url: IN_ADDRESS } }) })],
    ['deep within', () => ({ a: { b: [{ c: { d: KEY } }] } })],
    ['as a field’s name', () => ({ [KEY]: 1 })],
    ['as JSON within', () => ({ body: JSON.stringify({ Host: KEY }) })],
    ['in a child', () => ({ from: 'xoxb-placeholder' })],
  ])('never holds a secret, %s', (_, written) => {
    const { log, text, lines } = startLog()
    const what = written()
    const child = log.child({ token: KEY })
    if (typeof what === 'string') child.info(what)
    else child.info(what, 'told')
    expect(text()).toContain('[redacted]')
    expect(text()).not.toContain('PLACE')
    expect(text()).not.toContain('xoxb')
    expect(lines()).toHaveLength(1)
  })

  it.each(['xoxb-1234567890-abcDEF', 'xoxe.xoxp-1-abcdefgh', 'xapp-1-A0123-456-abc'])(
    'never holds a token of Slack’s, of whatever workspace: %s',
    (secret) => {
      const { log, text } = startLog()
      log.info({ err: new Error(`invalid: ${secret}`), note: `a ${secret}, b` }, 'told')
      expect(text()).not.toContain(secret)
      expect(text()).toContain('a ')
    },
  )

  it.each(['token', 'key', 'apiKey', 'authorization', 'signingSecret', 'response_url'])(
    'keeps %s to itself down to the third level, whatever it holds',
    (field) => {
      const { log, text } = startLog()
      log.info({ [field]: 'unknown-to-us', a: { [field]: 'unknown-to-us', b: { [field]: 'unknown-to-us' } } })
      expect(text()).not.toContain('unknown-to-us')
    },
  )

  it('never holds a response_url, wherever one turns up', () => {
    const { log, text } = startLog()
    const url = 'https://hooks.slack.com/commands/T0PLAYGROUND/1/abcDEF'
    log.info({ err: Object.assign(new Error(`lost ${url}`), { input: url }) }, 'told')
    expect(text()).not.toContain('abcDEF')
    expect(text()).toContain('lost [redacted]')
  })
})

describe('an error in the log', () => {
  it('is shown by its message, code, causes and what Slack says of it', () => {
    const { log, lines } = startLog()
    const inner = Object.assign(new Error('reset'), { code: 'ECONNRESET' })
    const refused = Object.assign(new Error('invalid_blocks', { cause: inner }), {
      code: 'slack_webapi_platform_error',
      data: { ok: false, error: 'invalid_blocks', response_metadata: { messages: ['[ERROR] no text'] } },
    })
    log.error({ err: refused }, 'refused')
    log.error({ err: new AggregateError([inner], 'no address answered') }, 'away')
    log.error({ err: 'a text that was thrown' }, 'odd')
    expect(lines().map(({ err }) => err)).toMatchObject([
      {
        type: 'Error',
        message: 'invalid_blocks',
        code: 'slack_webapi_platform_error',
        slackMessages: '[ERROR] no text',
        cause: { message: 'reset', code: 'ECONNRESET' },
      },
      { type: 'AggregateError', message: 'no address answered', cause: { code: 'ECONNRESET' } },
      { message: 'a text that was thrown' },
    ])
    expect(lines()[0]?.err).not.toHaveProperty('data')
  })

  it.each([
    ['its message', new Error('x'.repeat(1_000_000))],
    ['a body it carries', Object.assign(new Error('HTTP 500'), { body: 'x'.repeat(1_000_000) })],
    ['its causes', new Error('one', { cause: new Error('x'.repeat(1_000_000)) })],
    ['a text that was thrown', 'x'.repeat(1_000_000)],
    [
      'what Slack says of it',
      Object.assign(new Error('invalid_blocks'), {
        data: { error: 'x'.repeat(1_000_000), response_metadata: { messages: ['x'.repeat(1_000_000)] } },
      }),
    ],
  ])('takes a short line, however long %s is', (_, err) => {
    const { log, text } = startLog()
    log.error({ err }, 'a listener failed')
    expect(text().length).toBeLessThan(20_000)
  })

  // A pattern that is searched again from each "http://" takes minutes, and the test's time is over.
  it.each(['http://', 'https://a', 'http://a/', 'xoxb-', 'http:///commands'])(
    'is searched for secrets in a moment, also where it holds half a megabyte of "%s"',
    (piece) => {
      const { log, text } = startLog()
      log.info({ note: piece.repeat(500_000 / piece.length) }, 'odd')
      expect(text()).toContain('"odd"')
    },
  )
})

describe('a request', () => {
  it('gives each of its lines its own id, also of two at once', async () => {
    const { log, lines } = startLog()
    const gate = Promise.withResolvers<void>()
    const work = (name: string) =>
      inRequest(async () => {
        log.info({ name }, 'begun')
        await gate.promise
        log.child({ from: 'child' }).info({ name }, 'ended')
        return requestId()
      })
    const both = Promise.all([work('a'), work('b')])
    log.info('outside')
    gate.resolve()
    const [a, b] = await both
    expect(a).toMatch(/^[0-9a-f]{6}-[0-9a-z]+$/)
    expect(b).not.toBe(a)
    const ids = (name: string) =>
      lines()
        .filter((line) => line.name === name)
        .map(({ request }) => request)
    expect(ids('a')).toEqual([a, a])
    expect(ids('b')).toEqual([b, b])
    expect(lines().find(({ msg }) => msg === 'outside')).not.toHaveProperty('request')
    expect(requestId()).toBeNull()
  })
})

it('the log of the SDKs passes on what they say, never what they say at debug', () => {
  const { destination, lines } = collectLog()
  const sdk = slackLog(createLog({ level: 'trace', secrets: [], destination }))
  sdk.setLevel(LogLevel.DEBUG)
  sdk.setName('any')
  sdk.debug('payload: {"text":"LE1 1WA"}')
  sdk.info('one', 2)
  sdk.warn('two')
  sdk.error(new Error('three'))
  sdk.error('x'.repeat(1_000_000))
  expect(sdk.getLevel()).toBe(LogLevel.INFO)
  expect(lines().map(({ level, msg, from }) => [level, msg, from])).toEqual([
    ['info', 'one 2', 'slack-sdk'],
    ['warn', 'two', 'slack-sdk'],
    ['error', 'three', 'slack-sdk'],
    ['error', 'x'.repeat(1_000), 'slack-sdk'],
  ])
})
