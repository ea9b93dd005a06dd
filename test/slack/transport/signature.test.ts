import { createHmac } from 'node:crypto'
import { isValidSlackRequest } from '@slack/bolt'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSignatureCheck } from '../../../src/slack/transport/http.ts'
import { anyUnicodeText } from '../../support/arbitraries/any-unicode-text.ts'

const SECRET = 'placeholder-signing-secret'
const NOW = 1_700_000_000
const BODY = Buffer.from('command=%2Fcrime&text=LE1+1WA')
const whyUnsigned = createSignatureCheck(SECRET, () => NOW * 1_000)

const headers = (body: Buffer, at: string | number = NOW, secret = SECRET) => ({
  'x-slack-request-timestamp': String(at),
  'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:`).update(body).digest('hex')}`,
})

describe('a signature', () => {
  test.each([0, 300, -300])('made %i seconds from now is taken', (off) => {
    expect(whyUnsigned(headers(BODY, NOW + off), BODY)).toBeNull()
  })

  test.each([
    ['301 seconds old', headers(BODY, NOW - 301)],
    ['301 seconds ahead', headers(BODY, NOW + 301)],
    ['at no time', headers(BODY, 'Infinity')],
    ['at an empty time', headers(BODY, '')],
    ['at a time with a sign', headers(BODY, `+${NOW}`)],
    ['of another secret', headers(BODY, NOW, 'another')],
    ['of another body', headers(Buffer.from('command=%2Fother'))],
    ['of another version', { ...headers(BODY), 'x-slack-signature': `v1=${'0'.repeat(64)}` }],
    ['cut short', { ...headers(BODY), 'x-slack-signature': headers(BODY)['x-slack-signature'].slice(0, -2) }],
    ['sent twice', { ...headers(BODY), 'x-slack-signature': `${headers(BODY)['x-slack-signature']}, v0=00` }],
    ['missing', { 'x-slack-request-timestamp': String(NOW) }],
    ['without its time', { 'x-slack-signature': headers(BODY)['x-slack-signature'] }],
  ])('%s is not', (_, given) => {
    expect(whyUnsigned(given, BODY)).toMatch(/^not signed/)
  })

  test('is what Bolt takes for one, for every body', () => {
    const [now, wall] = [NOW * 1_000, Math.floor(Date.now() / 1_000)]
    fc.assert(
      fc.property(anyUnicodeText(), fc.boolean(), (text, isSound) => {
        const body = Buffer.from(text)
        const given = headers(body, NOW, isSound ? SECRET : 'another')
        const forBolt = headers(body, wall, isSound ? SECRET : 'another')
        const bolt = isValidSlackRequest({
          signingSecret: SECRET,
          body: text,
          headers: {
            'x-slack-signature': forBolt['x-slack-signature'],
            'x-slack-request-timestamp': wall,
          },
        })
        expect(createSignatureCheck(SECRET, () => now)(given, body) === null).toBe(bolt)
      }),
    )
  })
})
