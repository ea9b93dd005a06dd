import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areas } from '../../../playground/postcodearea/areas.ts'
import { incidentsOf } from '../../../playground/postcodearea/incidents.ts'
import { cities, type Place, placeOf } from '../../../playground/postcodearea/places.ts'
import { incident, incidentsAt, started, tally } from './ask.ts'

const place = (postcode: string): Place => {
  const found = placeOf(postcode)
  if (found === undefined) throw new Error(`no place: ${postcode}`)
  return found
}

const recordsAt = (postcode: string, month = '2026-07') => incidentsOf(place(postcode), month)

const shares = (values: readonly string[]) => {
  const counts = Object.entries(tally(values)).map(
    ([value, count]) => [value, count / values.length] as const,
  )
  return (value: string) => Object.fromEntries(counts)[value] ?? 0
}

const outcomesOf = (records: ReturnType<typeof recordsAt>) =>
  records.flatMap((record) => record.outcome_status ?? [])

const postcodes = fc
  .tuple(fc.constantFrom(...areas.keys()), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 9 }))
  .map(([area, district, sector]) => (area === 'TD' ? 'TD15 1AA' : `${area}${district} ${sector}AB`))

test('every answer has the shape of the contract and one month', () => {
  fc.assert(
    fc.property(postcodes, fc.constantFrom('2025-12', '2026-01', '2026-07'), (postcode, month) => {
      const records = recordsAt(postcode, month)
      for (const record of records) {
        incident.parse(record)
        expect(record.month).toBe(month)
        expect(record.outcome_status?.date ?? month).toBe(month)
      }
      expect(new Set(records.map((record) => record.id)).size).toBe(records.length)
      expect(records.map((record) => record.category)).toEqual(
        records.map((record) => record.category).toSorted(),
      )
    }),
    { numRuns: 40 },
  )
})

test('two servers give the same answer for the same postcode and month', async () => {
  const [one, other] = [await started(), await started()]
  expect(await incidentsAt(one, 'SW1A 1AA')).toEqual(await incidentsAt(other, 'SW1A 1AA'))
})

test('another month or a neighbour has other incidents on the same streets', () => {
  const july = recordsAt('GL50 1AA')
  const ids = (records: typeof july) => new Set(records.map((record) => record.id))
  const streets = (records: typeof july) => new Set(records.map((record) => record.location.street.id))
  for (const others of [recordsAt('GL50 1AA', '2026-08'), recordsAt('GL50 1AB')]) {
    expect(ids(others)).not.toEqual(ids(july))
    expect(streets(others).intersection(streets(july)).size).toBeGreaterThan(50)
  }
})

test.each([...cities.keys()])('%s is a city centre of about 1,450 incidents', (outward) => {
  expect(recordsAt(`${outward} 1AA`).length).toBeGreaterThan(1350)
  expect(recordsAt(`${outward} 1AA`).length).toBeLessThan(1550)
})

test.each(['M20 1AA', 'LS8 2AA', 'GL50 1AA', 'E17 4AA', 'WS3 3PD', 'TD15 1AA'])(
  '%s is a town',
  (postcode) => {
    expect(recordsAt(postcode).length).toBeGreaterThanOrEqual(150)
    expect(recordsAt(postcode).length).toBeLessThanOrEqual(600)
  },
)

test.each(['ST20 0AA', 'YO62 5AA', 'LD20 1AA', 'EX20 1AA'])(
  '%s is a village of about a dozen',
  (postcode) => {
    expect(recordsAt(postcode).length).toBeGreaterThanOrEqual(8)
    expect(recordsAt(postcode).length).toBeLessThanOrEqual(16)
  },
)

test('SW1A 1AA has every category, in proportions like real ones', () => {
  const records = recordsAt('SW1A 1AA')
  const share = shares(records.map((record) => record.category))
  expect(new Set(records.map((record) => record.category)).size).toBe(14)
  expect(share('violent-crime')).toBeGreaterThan(0.25)
  expect(share('violent-crime')).toBeLessThan(0.45)
  for (const common of ['public-order', 'other-theft', 'anti-social-behaviour', 'shoplifting'])
    expect(share(common), common).toBeGreaterThan(0.05)
  for (const rare of ['robbery', 'possession-of-weapons', 'other-crime'])
    expect(share(rare), rare).toBeLessThan(0.03)
})

test('outcomes are varied, and go with their category', () => {
  const records = recordsAt('SW1A 1AA')
  const all = outcomesOf(records).map((outcome) => outcome.category)
  expect(new Set(all).size).toBeGreaterThanOrEqual(11)
  const mostOf = (category: string) => {
    const words = outcomesOf(records.filter((record) => record.category === category))
    const counts = Object.entries(tally(words.map((outcome) => outcome.category)))
    return counts.toSorted(([, a], [, b]) => b - a)[0]?.[0]
  }
  expect(mostOf('violent-crime')).toBe('Unable to prosecute suspect')
  expect(mostOf('other-theft')).toBe('Investigation complete; no suspect identified')
})

test('anti-social behaviour has neither outcome nor persistent id; elsewhere an outcome is seldom missing', () => {
  const records = recordsAt('LE1 1WA')
  const antiSocial = records.filter((record) => record.category === 'anti-social-behaviour')
  expect(antiSocial.length).toBeGreaterThan(50)
  for (const record of antiSocial) expect(record).toMatchObject({ outcome_status: null, persistent_id: '' })
  const others = records.filter((record) => record.category !== 'anti-social-behaviour')
  const missing = others.filter((record) => record.outcome_status === null)
  expect(missing.length).toBeGreaterThan(0)
  expect(missing.length / others.length).toBeLessThan(0.02)
})

test('street names of a city are as odd as real ones', () => {
  const records = recordsAt('SW1A 1AA')
  const names = records.map((record) => record.location.street.name)
  const blank = shares(names)('On or near ')
  expect(blank).toBeGreaterThan(0.15)
  expect(blank).toBeLessThan(0.25)
  for (const mark of ['&', "'", '/', '(']) {
    const onStreets = names.filter((name) => name.startsWith('On or near ') && name.includes(mark))
    expect(onStreets.length, mark).toBeGreaterThan(0)
  }
  expect(names).toContain('On or near Parking Area')
  const ids = new Set(records.map((record) => record.location.street.id))
  expect(ids.size).toBeGreaterThan(new Set(names).size)
})

test("stations are the transport police's, without prefix and persistent id", () => {
  const police = recordsAt('SW1A 1AA').filter((record) => record.location_type === 'BTP')
  expect(new Set(police.map((record) => record.location_subtype))).toEqual(new Set(['STATION', 'LU STATION']))
  for (const { location, persistent_id } of police) {
    expect(location.street.name).toMatch(/ \((lu S|s)tation\)$/)
    expect(persistent_id).toBe('')
  }
})

test('incidents lie within about a mile of the place', () => {
  const { spot } = place('LE1 1WA')
  for (const { location } of recordsAt('LE1 1WA')) {
    expect(Math.abs(Number(location.latitude) - spot[0])).toBeLessThan(0.015)
    expect(Math.abs(Number(location.longitude) - spot[1])).toBeLessThan(0.024)
  }
})
