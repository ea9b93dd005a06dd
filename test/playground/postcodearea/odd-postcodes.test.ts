import { isValid } from 'postcode'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { breakageCount, hostileTexts } from '../../../playground/postcodearea/bad-records.ts'
import { placeOf } from '../../../playground/postcodearea/places.ts'
import { oddPostcodes, type PostcodeArea } from '../../../playground/postcodearea/server.ts'
import { ask, incident, incidentsAt, started } from './ask.ts'

type Check = (server: PostcodeArea, postcode: string) => Promise<unknown>

const saysNo =
  (status: number, error: string): Check =>
  async (server, postcode) => {
    const response = await ask(server, postcode)
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ error })
    return response
  }

const answersText =
  (text: string | RegExp): Check =>
  async (server, postcode) => {
    const response = await ask(server, postcode)
    expect(response.status).toBe(200)
    expect(await response.text()).toMatch(text)
  }

const records = async (server: PostcodeArea, postcode: string): Promise<unknown[]> => {
  const body = await (await ask(server, postcode)).json()
  return z.object({ data: z.array(z.unknown()) }).parse(body).data
}

const checks: Record<string, Check> = {
  'M40 0AA': saysNo(400, 'Invalid postcode format'),
  'M40 1AA': saysNo(401, 'Unauthorised request'),
  'M40 2AA': saysNo(402, 'Payment required'),
  'M40 3AA': saysNo(403, 'Forbidden'),
  'M40 4AA': saysNo(404, 'Postcode not found'),
  'M40 4NR': saysNo(404, 'No Results Found'),
  'M42 9AA': async (server, postcode) => {
    await saysNo(429, 'Too many requests')(server, postcode)
    expect((await ask(server, postcode)).headers.get('retry-after')).toBe('60')
  },
  'M50 0AA': saysNo(500, 'Internal server error'),
  'M50 3AA': saysNo(503, 'Service unavailable'),
  'M50 1AA': async (server, postcode) => {
    const statuses = []
    for (let time = 0; time < 4; time += 1) statuses.push((await ask(server, postcode)).status)
    expect(statuses).toEqual([500, 200, 500, 200])
  },
  'M20 4AA': async (server, postcode) => {
    const response = await ask(server, postcode)
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
  },
  'M30 1AA': async (server, postcode) => {
    const response = await ask(server, postcode)
    expect(response.status).toBe(301)
    expect(response.headers.get('location')).toBe('/moved/')
  },
  'M20 0EY': async (server, postcode) => expect(await records(server, postcode)).toEqual([]),
  'M20 0ND': answersText(/^\{"data":null\}$/),
  'M20 0BJ': answersText(/^\{"data":\{\}\}$/),
  'M20 0HT': async (server, postcode) => {
    const response = await ask(server, postcode)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch('text/html')
    expect(await response.text()).toMatch('<!doctype html>')
  },
  'M20 0TR': async (server, postcode) => {
    const text = await (await ask(server, postcode)).text()
    expect(text).toMatch(/^\{"data":\[\{"category"/)
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  },
  'M20 0ER': saysNo(200, 'Internal server error'),
  'M20 0NS': async (server, postcode) => {
    const all = await records(server, postcode)
    expect(all).toHaveLength(60)
    expect(all[0]).toBeNull()
    // The last three are odd in their words only.
    const unlikeContract = all.filter((record) => !incident.safeParse(record).success)
    expect(unlikeContract).toHaveLength(breakageCount - 3)
    expect(all).toContainEqual(expect.objectContaining({ category: 'drone-misuse' }))
    expect(all).toContainEqual(expect.objectContaining({ location: null }))
    expect(all).toContainEqual(expect.objectContaining({ id: expect.any(String) }))
  },
  'M20 0LG': async (server, postcode) => expect(await records(server, postcode)).toHaveLength(20_000),
  'M20 0XL': async (server, postcode) => {
    const response = await ask(server, postcode)
    // Small on the wire: a limit on compressed bytes does not catch it.
    expect(Number(response.headers.get('content-length'))).toBeLessThan(2 ** 20)
    const text = await response.text()
    expect(text.length).toBeGreaterThan(16 * 2 ** 20)
    expect(() => JSON.parse(text)).not.toThrow()
  },
  'M20 0HX': async (server, postcode) => {
    const all = await incidentsAt(server, postcode)
    for (const text of hostileTexts) {
      expect(all.map((record) => record.location.street.name)).toContain(`On or near ${text}`)
      expect(all.map((record) => record.outcome_status?.category)).toContain(text)
      expect(all.map((record) => record.category)).toContain(text)
    }
  },
  'M20 0BP': async (server, postcode) => {
    const all = await incidentsAt(server, postcode)
    expect(all.map(({ location_type }) => location_type)).toEqual(Array(30).fill('BTP'))
  },
  'M20 1AN': async (server, postcode) => expect(await incidentsAt(server, postcode)).toHaveLength(1),
  'M60 0HG': async (server, postcode) => {
    const abort = new AbortController()
    const arrived = server.nextCall()
    const answer = ask(server, postcode, { signal: abort.signal })
    expect(await arrived).toMatchObject({ postcode, status: 0 })
    abort.abort()
    await expect(answer).rejects.toThrow('aborted')
  },
  'M60 0BD': async (server, postcode) => {
    const response = await ask(server, postcode)
    expect(response.status).toBe(200)
    const reader = response.body?.getReader()
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('{"data":[')
    // What is read next is still pending when the server goes away.
    const rest = reader?.read()
    await server.close()
    await expect(rest).rejects.toThrow('terminated')
  },
  'M60 0RS': async (server, postcode) => {
    const failed = await ask(server, postcode).catch((error: Error) => error.cause)
    expect(failed).toMatchObject({ code: 'ECONNRESET' })
  },
  'M20 0SW': async (server, postcode) => {
    const place = placeOf(postcode)
    if (place === undefined) throw new Error('no place')
    const odd = oddPostcodes.find((each) => each.postcode === postcode)
    expect(odd?.answer({ place, month: '2026-07', requested: '', times: 1 }).delayMs).toBe(4_000)
    // The same answer without the wait.
    server.respond({ delayMs: 0 })
    expect((await incidentsAt(server, postcode)).length).toBeGreaterThan(100)
  },
}

describe('an odd postcode', () => {
  test.each(oddPostcodes)('$postcode: $what', async ({ postcode }) => {
    const server = await started()
    expect(checks).toHaveProperty([postcode])
    await checks[postcode]?.(server, postcode)
  })

  test.each(oddPostcodes)('$postcode is well-formed and unique', ({ postcode }) => {
    expect(isValid(postcode)).toBe(true)
    expect(postcode).toMatch(/^[A-Z]\d\d \d[^CIKMOV\d]{2}$/)
    expect(oddPostcodes.filter((odd) => odd.postcode === postcode)).toHaveLength(1)
  })
})

test('an odd postcode still wants the key', async () => {
  const server = await started({ key: 'pa_OTHER' })
  expect((await ask(server, 'M20 0LG')).status).toBe(401)
})
