import { gzipSync } from 'node:zlib'
import nock from 'nock'
import { describe, expect, test } from 'vitest'
import { interceptNetwork } from '../support/nock.ts'
import { ask, clientOf, KEY, NEAR } from '../support/postcodearea-client.ts'

const API = 'https://api.postcodearea.example'

const supplier = () => nock(API).get('/crime-incidents/').query({ key: KEY, postcode: 'LE1 1WA' })

interceptNetwork()

// The contract names the texts and not their shape.
const SHAPES: [string, (text: string) => string][] = [
  ['an error', (text) => JSON.stringify({ error: text })],
  ['a message', (text) => JSON.stringify({ message: text, Endpoint: `?key=${KEY}` })],
  ['a list of errors', (text) => JSON.stringify({ errors: [{ code: 404, detail: text }] })],
  ['a text in JSON', (text) => JSON.stringify(text)],
  ['a bare text', (text) => text],
  ['HTML', (text) => `<!doctype html><title>${KEY}</title><h1>${text}</h1>`],
]

const expectFailure = async (kind: string) => {
  expect(await ask(clientOf(API))).toEqual({
    ok: false,
    failure: { failure: { kind, postcode: NEAR }, because: 'status 404' },
  })
}

describe('a 404', () => {
  describe.each(SHAPES)('with %s', (_, shaped) => {
    test.each([
      ['No Results Found', 'no-results'],
      ['no results found.', 'no-results'],
      ['Postcode not found', 'postcode-not-found'],
      ['', 'postcode-not-found'],
    ])('that says %j: %s', async (text, kind) => {
      supplier().reply(404, shaped(text))
      await expectFailure(kind)
    })
  })

  test('with nothing at all is a postcode that was not found', async () => {
    supplier().reply(404)
    await expectFailure('postcode-not-found')
  })

  test('is read when it comes as gzip', async () => {
    supplier().reply(404, gzipSync('{"error":"No Results Found"}'), { 'content-encoding': 'gzip' })
    await expectFailure('no-results')
  })
})
