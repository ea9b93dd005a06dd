import { createHash } from 'node:crypto'
import { request } from 'undici'
import { expect, test } from 'vitest'
import { address, ask, incidentsAt, key, started } from './ask.ts'

test('a good answer carries the data first and then the fields of the contract', async () => {
  const server = await started()
  const response = await ask(server, 'ST20 0LY')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch('application/json')
  const body = (await response.json()) as Record<string, unknown>
  expect(Object.keys(body)).toEqual([
    'data',
    'response_time',
    'Source',
    'Output Area',
    'Radius',
    'Distance Unit',
    'Records',
    'Unique Fields',
    'Referrer',
    'Host',
    'Endpoint',
  ])
})

test('Host and Endpoint repeat the request with its key', async () => {
  const server = await started()
  const response = await fetch(`${server.url}/crime-incidents/?key=${key}&postcode=st200ly`)
  expect(await response.json()).toMatchObject({
    Host: `https://api.postcodearea.co.uk/crime-incidents/?key=${key}&postcode=st200ly`,
    Endpoint: `/crime-incidents/?key=${key}&postcode=st200ly`,
  })
})

test("ST20 0LY answers with the contract's own twelve incidents, byte for byte, in their month", async () => {
  const server = await started({ month: '2024-12' })
  const text = await (await ask(server, 'ST20 0LY')).text()
  const data = text.slice('{"data":'.length, text.indexOf(',"response_time"'))
  // The digest of the array in the contract's text.
  expect(createHash('sha256').update(data).digest('hex')).toBe(
    '7bc08e20dd2013252b397452244dfe8853cd695b6a200db804be922b10f228b2',
  )
  expect(await incidentsAt(server, 'ST20 0LY')).toHaveLength(12)
})

test('ST20 0LY has its twelve incidents in any month, as other places do', async () => {
  const server = await started({ month: '2026-07' })
  const incidents = await incidentsAt(server, 'ST20 0LY')
  expect(incidents).toHaveLength(12)
  expect(new Set(incidents.map(({ month }) => month))).toEqual(new Set(['2026-07']))
})

test.each(['SW1A 1AA', 'SW1A1AA', 'sw1a 1aa', 'sw1a1aa'])('takes the spelling %s', async (postcode) => {
  const server = await started()
  expect(await incidentsAt(server, postcode)).toEqual(await incidentsAt(server, 'SW1A 1AA'))
  expect(server.calls.map((call) => call.postcode)).toEqual(['SW1A 1AA', 'SW1A 1AA'])
})

test.each([
  ['no key', { postcode: 'SW1A 1AA' }, 401, 'Unauthorised request'],
  ['a wrong key', { key: 'pa_OTHER', postcode: 'SW1A 1AA' }, 401, 'Unauthorised request'],
  ['an empty key', { key: '', postcode: 'SW1A 1AA' }, 401, 'Unauthorised request'],
  ['a wrong key and no postcode', { key: 'pa_OTHER' }, 401, 'Unauthorised request'],
  ['no postcode', { key }, 400, 'Invalid postcode format'],
  ['half a postcode', { key, postcode: 'SW1A' }, 400, 'Invalid postcode format'],
  ['two spaces', { key, postcode: 'SW1A  1AA' }, 400, 'Invalid postcode format'],
  ['a space in front', { key, postcode: ' SW1A 1AA' }, 400, 'Invalid postcode format'],
  ['a space at the wrong place', { key, postcode: 'SW1 A1AA' }, 400, 'Invalid postcode format'],
  ['a parameter it does not know', { key, postcode: 'SW1A 1AA', month: '2026-01' }, 400, 'Unknown parameter'],
  ['Scotland', { key, postcode: 'EH1 1YZ' }, 404, 'Postcode not found'],
  ['a Scottish TD postcode', { key, postcode: 'TD1 1AA' }, 404, 'Postcode not found'],
  ['an area that does not exist', { key, postcode: 'ZZ1 1AA' }, 404, 'Postcode not found'],
])('refuses %s', async (_, query: Record<string, string>, status, error) => {
  const server = await started()
  const response = await fetch(address(server, query))
  expect(response.status).toBe(status)
  expect(await response.json()).toEqual({ error })
})

test('rejects a parameter that comes twice', async () => {
  const server = await started()
  const response = await fetch(`${address(server, { key, postcode: 'SW1A 1AA' })}&postcode=LE1+1WA`)
  expect(response.status).toBe(400)
})

test('answers GET at the one path only', async () => {
  const server = await started()
  expect((await ask(server, 'SW1A 1AA', { method: 'POST' })).status).toBe(405)
  for (const path of ['/', '/crime-incidents', '/crime-rates/']) {
    const response = await fetch(`${server.url}${path}?key=${key}&postcode=SW1A1AA`)
    expect(response.status, path).toBe(404)
  }
})

test('compresses for those who take gzip, and only for them', async () => {
  const server = await started()
  const zipped = await ask(server, 'SW1A 1AA', { headers: { 'accept-encoding': 'gzip, br' } })
  const plain = await request(address(server, { key, postcode: 'SW1A 1AA' }))
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  expect(plain.headers['content-encoding']).toBeUndefined()
  const text = await plain.body.text()
  expect(await zipped.text()).toBe(text)
  expect(Number(zipped.headers.get('content-length'))).toBeLessThan(text.length / 3)
})
