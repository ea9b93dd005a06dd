import { Readable } from 'node:stream'
import { createGzip, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  BodyTooLarge,
  MAX_BODY_BYTES,
  readBody,
  readContentsYielding,
} from '../../src/postcodearea/response.ts'
import { ask, clientOf, KEY, outcomeOf } from '../support/postcodearea-client.ts'
import { bodyWith, onStreet, record } from '../support/records.ts'
import { type Answering, answering, startSupplier } from '../support/supplier-server.ts'
import { outcomeAfter } from './outcome-after.ts'

const MIB = 1024 * 1024
const GZIP = { 'content-encoding': 'gzip' }

describe('reading a body', () => {
  test('goes up to 16 MiB, decoded, and not a byte further', async () => {
    const largest = Buffer.alloc(MAX_BODY_BYTES, ' ')
    expect(await readBody(Readable.from([largest]), undefined)).toHaveLength(MAX_BODY_BYTES)
    expect(await readBody(Readable.from([gzipSync(largest)]), 'gzip')).toHaveLength(MAX_BODY_BYTES)
    const above = [largest, Buffer.from(' ')]
    await expect(readBody(Readable.from(above), undefined)).rejects.toThrow(BodyTooLarge)
    await expect(readBody(Readable.from([gzipSync(Buffer.concat(above))]), 'gzip')).rejects.toThrow(
      BodyTooLarge,
    )
  })

  test('puts characters together that come in pieces', async () => {
    const bytes = Buffer.from('Tŷ Ddewi 🏴')
    const pieces = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))
    expect(await readBody(Readable.from(pieces), undefined)).toBe(bytes.toString())
  })
})

describe('a body', () => {
  test('is read when it comes as gzip', async () => {
    const body = gzipSync(
      bodyWith(
        Array.from({ length: 1_000 }, (_, id) => record({ id })),
        KEY,
      ),
    )
    const server = await startSupplier(answering(200, body, { 'content-encoding': 'GZIP' }))
    const answered = await ask(clientOf(server.url))
    expect(answered.ok && answered.value.incidents.length).toBe(1_000)
  })

  test.each([
    ['50 MB, as 50 kB of gzip', gzipSync(Buffer.alloc(50 * MIB, ' ')), GZIP],
    ['17 MiB as it is', Buffer.alloc(17 * MIB, ' '), {}],
  ])('of %s is unreadable', async (_, body, headers) => {
    const { kind, because, calls } = await outcomeAfter(answering(200, body, headers))
    expect([kind, because, calls]).toEqual(['unreadable', 'BODY_ABOVE_16_MIB', 1])
  })

  test.each([
    ['brackets alone', `{"data":[${'{},'.repeat(1_000_000)}{}]}`],
    ['arrays in arrays', `{"data":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`],
    [
      'one object of very many keys',
      `{"data":[{${Array.from({ length: 200_000 }, (_, n) => `"k${n}":1`).join(',')}}]}`,
    ],
    ['400,000 records of junk', JSON.stringify({ data: Array.from({ length: 400_000 }, (_, n) => ({ n })) })],
    [
      '60,000 incidents with a street id in common, and a name each',
      JSON.stringify({
        data: Array.from({ length: 60_000 }, (_, n) => {
          const { category, month, outcome_status } = record()
          return { category, month, outcome_status, location: onStreet(1, `On or near Street ${n}`) }
        }),
      }),
    ],
  ])('of %s is not read: it would hold everybody up', async (_, body) => {
    const { kind, because } = await outcomeAfter(answering(200, body))
    expect([kind, because]).toEqual(['unreadable', 'BODY_OF_TOO_MANY_VALUES'])
  })

  test('of very many odd records is read a thousand at a time, others having their turn', async () => {
    const odd = Array.from({ length: 10_000 }, (_, id) => ({ ...record(), id: String(id) }))
    let turns = 0
    const takeTurn = (): void => {
      turns += 1
      next = setImmediate(takeTurn)
    }
    let next = setImmediate(takeTurn)
    const contents = await readContentsYielding(bodyWith(odd))
    clearImmediate(next)
    expect(contents.ok && contents.value.incidents.length).toBe(10_000)
    expect(turns).toBeGreaterThanOrEqual(10)
  })

  test.each([
    ['not gzip', '{"data":[]}', 'Z_DATA_ERROR'],
    ['half of it', gzipSync(bodyWith([record()])).subarray(0, 60), 'Z_BUF_ERROR'],
  ])('that says gzip and is %s is unreadable', async (_, body, because) => {
    expect(await outcomeAfter(answering(200, body, GZIP))).toMatchObject({ kind: 'unreadable', because })
  })

  test.each([
    ['a 200', 200, 'unreadable'],
    ['a 404', 404, 'unreadable'],
    ['a 401', 401, 'unauthorised'],
    ['a 429', 429, 'rate-limited'],
  ])('of %s that never ends is given up, and its connection with it', async (_, status, kind) => {
    const endless: Answering = (response) => {
      response.writeHead(status)
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, ' ')));
      }
      response.on('drain', pour)
      pour()
    }
    const server = await startSupplier(endless)
    expect((await outcomeOf(clientOf(server.url)))[0]).toBe(kind)
    await server.firstGone
    expect(server.calls).toHaveLength(1)
  })
  test('of gzip that never ends is given up too, long before its compressed bytes are many', async () => {
    const endless: Answering = (response) => {
      response.writeHead(200, GZIP)
      const gzip = createGzip()
      const pour = () => {
        while (!response.destroyed && gzip.write(Buffer.alloc(64 * 1024, ' ')));
      }
      gzip.on('drain', pour).pipe(response)
      pour()
    }
    const server = await startSupplier(endless)
    expect(await outcomeOf(clientOf(server.url))).toEqual(['unreadable', 'BODY_ABOVE_16_MIB'])
    await server.firstGone
    expect(server.calls).toHaveLength(1)
  })
})
