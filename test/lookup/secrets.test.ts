import { expect, test } from 'vitest'
import { createLookup } from '../../src/lookup/lookup.ts'
import { ARRIVED_AT, clientOf, KEY, NEAR } from '../support/postcodearea-client.ts'
import { bodyWith, record } from '../support/records.ts'
import { type Answering, answering, cutOff, cutShort, startSupplier } from '../support/supplier-server.ts'

const TELLING = `{"error":"refused","Endpoint":"/crime-incidents/?key=${KEY}"}`
const HEADERS = { location: `/?key=${KEY}`, 'retry-after': KEY, 'x-endpoint': `?key=${KEY}` }

const CASES: [string, Answering][] = [
  ...[200, 204, 302, 400, 401, 402, 403, 404, 418, 429, 500, 503].map((status): [string, Answering] => [
    String(status),
    answering(status, status === 204 ? '' : TELLING, HEADERS),
  ]),
  ['a good answer', answering(200, bodyWith([record()], KEY))],
  ['a reset', cutOff],
  ['a body cut short', cutShort(200, HEADERS)],
  ['garbled gzip', answering(200, TELLING, { 'content-encoding': 'gzip' })],
]

test.each(CASES)('%s, however telling: neither report, failure nor log holds the key', async (_, answer) => {
  const server = await startSupplier(answer)
  const lines: string[] = []
  const log = { warn: (...said: unknown[]) => void lines.push(JSON.stringify(said)) }
  const lookup = createLookup({
    supplier: clientOf(server.url),
    clock: () => ARRIVED_AT,
    maxBytes: 1_000_000,
    log,
  })
  const found = await lookup.near(NEAR, null)
  expect(server.calls[0]?.path).toContain(KEY)
  expect(JSON.stringify(found)).not.toContain(KEY)
  expect(lines.join('\n')).not.toContain(KEY)
  lookup.close()
})
