import nock from 'nock'
import { Agent } from 'undici'
import { describe, expect, test } from 'vitest'
import { createPostcodeArea } from '../../src/postcodearea/client.ts'
import { MAX_RECORDS } from '../../src/postcodearea/response.ts'
import { incidentsOf, month } from '../support/incidents.ts'
import { interceptNetwork } from '../support/nock.ts'
import { ARRIVED_AT, ask, clientOf, KEY, NEAR, outcomeOf } from '../support/postcodearea-client.ts'
import { bodyWith, record } from '../support/records.ts'

const API = 'https://api.postcodearea.example'
const JSON_TYPE = { 'content-type': 'application/json' }

// What a careless server may repeat of the address: in its body and in every header one can think of.
const KEY_EVERYWHERE = `{"error":"refused","Endpoint":"/crime-incidents/?key=${KEY}"}`
const KEY_IN_HEADERS = {
  location: `${API}/?key=${KEY}`,
  'x-request': `key=${KEY}`,
  'set-cookie': `key=${KEY}`,
}

const supplier = () => nock(API).get('/crime-incidents/').query({ key: KEY, postcode: 'LE1 1WA' })

interceptNetwork()

describe('a call', () => {
  test('asks for key and postcode and nothing else, and takes JSON', async () => {
    const scope = nock(API, { reqheaders: { accept: 'application/json', 'accept-encoding': 'gzip' } })
    scope.get(`/crime-incidents/?key=${KEY}&postcode=LE1+1WA`).reply(200, bodyWith([record()], KEY))
    const client = createPostcodeArea({ apiKey: KEY, url: API, clock: () => ARRIVED_AT })
    expect(await ask(client)).toEqual({
      ok: true,
      value: {
        incidents: incidentsOf([
          {
            category: 'burglary',
            month: month('2026-01'),
            outcome: 'Under investigation',
            outcomeMonth: month('2026-02'),
            transportPolice: false,
            street: { streetId: 1_700_001, name: 'Quarry Road', north: 52_100_000, east: -1_100_000 },
          },
        ]),
        unreadable: 0,
        arrivedAt: ARRIVED_AT,
      },
    })
  })

  test.each([`${API}/`, `${API}///`])('goes to the same place from %s', async (url) => {
    supplier().reply(200, bodyWith([record()]))
    expect(await outcomeOf(clientOf(url))).toEqual(['answered', ''])
  })

  test('counts what could not be read', async () => {
    supplier().reply(200, bodyWith([record(), null, {}]))
    expect(await ask(clientOf(API))).toMatchObject({ ok: true, value: { unreadable: 2 } })
  })
})

describe('the contract’s table and the design’s', () => {
  test.each([
    [400, 'Invalid postcode format', 'invalid-postcode'],
    [401, 'Unauthorised request', 'unauthorised'],
    [402, 'No tokens left', 'out-of-credit'],
    [403, 'Forbidden', 'unauthorised'],
    [404, 'Postcode not found', 'postcode-not-found'],
    [404, 'No Results Found', 'no-results'],
    [429, 'Too many requests', 'rate-limited'],
    [418, 'I am a teapot', 'unreadable'],
    [410, 'Gone', 'unreadable'],
    [301, 'Moved', 'unreadable'],
    [302, 'Found', 'unreadable'],
    [307, 'Moved for now', 'unreadable'],
    [204, '', 'unreadable'],
    [206, '{"data":[', 'unreadable'],
  ])('%i %s: %s, after one call, without the key', async (status, error, kind) => {
    const body = status === 204 ? '' : `{"error":"${error}","Endpoint":"?key=${KEY}"}`
    supplier().reply(status, body, { ...JSON_TYPE, ...KEY_IN_HEADERS })
    expect(await outcomeOf(clientOf(API))).toEqual([kind, `status ${status}`])
  })

  test.each([500, 501, 502, 503, 504, 520, 524, 529, 599])('%i twice: supplier-error', async (status) => {
    supplier()
      .twice()
      .reply(status, KEY_EVERYWHERE, { ...JSON_TYPE, ...KEY_IN_HEADERS })
    expect(await outcomeOf(clientOf(API))).toEqual(['supplier-error', `status ${status}`])
  })

  test.each([
    ['<!doctype html><h1>Wait a moment</h1>', 'not JSON'],
    ['', 'not JSON'],
    [bodyWith([record()], KEY).slice(0, -20), 'not JSON'],
    ['null', 'no data array'],
    ['{"data":null}', 'no data array'],
    ['{"data":{}}', 'no data array'],
    [KEY_EVERYWHERE, 'no data array'],
    [bodyWith([null], KEY), 'no readable record'],
    [bodyWith(Array(MAX_RECORDS + 1).fill({ month: '' }), KEY), 'too many records'],
  ])('200 with %s: unreadable', async (body, because) => {
    supplier().reply(200, body, KEY_IN_HEADERS)
    expect(await outcomeOf(clientOf(API))).toEqual(['unreadable', because])
  })

  test.each([
    ['Invalid postcode format', 400, 'invalid-postcode'],
    ['Unauthorised request', 401, 'unauthorised'],
    ['Postcode not found', 404, 'postcode-not-found'],
    ['No Results Found', 404, 'no-results'],
    ['Too many requests', 429, 'rate-limited'],
    ['Internal server error', 500, 'supplier-error'],
  ])('200 that says %s: what a %i with it means', async (words, status, kind) => {
    const bodies = [
      `{"error":"${words}","Endpoint":"?key=${KEY}"}`,
      `\ufeff{"message":"${words.toUpperCase()}."}`,
      `{"errors":["${words}"],"data":null}`,
      `{"data":[],"error":"${words}"}`,
      `<h1>${words}</h1>`,
      words,
    ]
    for (const body of bodies) {
      supplier().reply(200, body, KEY_IN_HEADERS)
      expect(await outcomeOf(clientOf(API))).toEqual([kind, `status 200 whose body says ${status}`])
    }
  })

  test('200 with records is an answer, whatever stands beside them', async () => {
    supplier().reply(200, `{"error":"Postcode not found","data":[${JSON.stringify(record())}]}`)
    expect(await outcomeOf(clientOf(API))).toEqual(['answered', ''])
  })

  test('a byte order mark before the JSON is read over', async () => {
    supplier().reply(200, `\ufeff${bodyWith([record()], KEY)}`)
    expect(await outcomeOf(clientOf(API))).toEqual(['answered', ''])
  })

  test('200 with an empty data: no-results', async () => {
    supplier().reply(200, bodyWith([], KEY))
    expect(await ask(clientOf(API))).toEqual({
      ok: false,
      failure: { failure: { kind: 'no-results', postcode: NEAR }, because: 'empty data' },
    })
  })

  test.each(['ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED', 'UND_ERR_CONNECT_TIMEOUT'])(
    '%s: unreachable, after one call',
    async (code) => {
      const failing = Object.assign(new Error(`could not reach ${API}/?key=${KEY}`), { code })
      supplier().replyWithError(failing)
      expect(await outcomeOf(clientOf(API))).toEqual(['unreachable', code])
    },
  )

  test('an error without a code is told by its name, never by its message', async () => {
    const dispatcher = new Agent().compose(() => (_options, _handler) => {
      throw new TypeError(`bad address ?key=${KEY}`)
    })
    expect(await outcomeOf(clientOf(API, { dispatcher }))).toEqual(['unreachable', 'TypeError'])
  })
})

describe('429', () => {
  test.each([
    ['120', ARRIVED_AT + 120_000],
    ['0', ARRIVED_AT + 1_000],
    ['999999999', ARRIVED_AT + 86_400_000],
    [new Date(ARRIVED_AT + 90_000).toUTCString(), ARRIVED_AT + 90_000],
    [new Date(ARRIVED_AT - 90_000).toUTCString(), ARRIVED_AT + 1_000],
    [new Date(ARRIVED_AT + 90 * 86_400_000).toUTCString(), ARRIVED_AT + 86_400_000],
    ['soon', ARRIVED_AT + 60_000],
    [KEY, ARRIVED_AT + 60_000],
  ])('with Retry-After %s, once and at once', async (retryAfter, retryAt) => {
    supplier().reply(429, KEY_EVERYWHERE, { 'retry-after': retryAfter })
    expect(await ask(clientOf(API))).toEqual({
      ok: false,
      failure: { failure: { kind: 'rate-limited', retryAt }, because: 'status 429' },
    })
  })
  test('without Retry-After, for a minute', async () => {
    supplier().reply(429, KEY_EVERYWHERE)
    expect(await ask(clientOf(API))).toMatchObject({
      failure: { failure: { kind: 'rate-limited', retryAt: ARRIVED_AT + 60_000 } },
    })
  })
})
