import { describe, expect, test } from 'vitest'
import { NO_LOCATION } from '../../src/crime/street.ts'
import { MAX_DISTINCT } from '../../src/postcodearea/intern-tables.ts'
import { readContents } from '../../src/postcodearea/response.ts'
import { bodyWith, onStreet, record } from '../support/records.ts'

const read = (data: readonly unknown[]) => {
  const contents = readContents(bodyWith(data))
  if (!contents.ok) throw new Error(contents.failure)
  return { ...contents.value, incidents: [...contents.value.incidents] }
}

/** The same record with a field left out. */
const without = (field: string) => {
  const { [field]: _, ...rest }: Record<string, unknown> = record()
  return rest
}

describe('a record that went through a careless hop', () => {
  test.each([
    [
      'ids as texts',
      { ...record(), id: '120000001', location: { ...record().location, street: { id: '7', name: 'X' } } },
    ],
    [
      'coordinates as numbers',
      { ...record(), location: { ...record().location, latitude: 52.1, longitude: -1 } },
    ],
    ['no location', { ...record(), location: null }],
    ['location left out', without('location')],
    ['outcome left out', without('outcome_status')],
    [
      'outcome without a date',
      { ...record(), outcome_status: { category: 'Under investigation', date: null } },
    ],
    ['persistent_id left out', without('persistent_id')],
    ['context null', { ...record(), context: null }],
    ['location_type left out', without('location_type')],
    ['location_subtype left out', without('location_subtype')],
  ])('%s: is read', (_, careless) => {
    const { incidents, unreadable } = read([careless, record()])
    expect([incidents.length, unreadable]).toEqual([2, 0])
    expect(incidents[0]).toMatchObject({ category: 'burglary', month: '2026-01' })
  })

  test.each(['', 'soon', '2026-13', '2026-02-05'])('keeps its outcome and no month of it for %j', (date) => {
    const { incidents, unreadable } = read([
      record({ outcome_status: { category: 'Local resolution', date } }),
    ])
    expect(incidents[0]).toMatchObject({ outcome: 'Local resolution', outcomeMonth: null })
    expect(unreadable).toBe(0)
  })

  test.each([
    ['', '-1.1'],
    ['52.1', 'west'],
    ['91', '0'],
    ['0', '181'],
  ])('has no coordinates for %j, %j', (latitude, longitude) => {
    const [incident] = read([record({ location: { ...onStreet(7, 'X'), latitude, longitude } })]).incidents
    expect(incident?.street).toEqual({ streetId: 7, name: 'X', north: null, east: null })
  })

  test('finds its place by a street id that is a text', () => {
    const text = {
      ...record(),
      location: { ...record().location, street: { id: '1700001', name: 'On or near Quarry Road' } },
    }
    const [first, second] = read([text, record()]).incidents
    expect(first?.street).toBe(second?.street)
  })

  test('is nowhere without a location', () => {
    expect(read([{ ...record(), location: null }]).incidents[0]?.street).toBe(NO_LOCATION)
  })
})

describe('a record that cannot be read', () => {
  const BAD: [string, unknown][] = [
    ['null', null],
    ['a list', []],
    ['a text', 'burglary'],
    ['no category', without('category')],
    ['an empty category', { ...record(), category: '' }],
    ['no month', without('month')],
    ['a day', { ...record(), month: '2026-01-05' }],
    ['a month 13', { ...record(), month: '2026-13' }],
    ['an id in words', { ...record(), id: 'seven' }],
    ['no id', without('id')],
    ['a street without a name', { ...record(), location: { ...record().location, street: { id: 7 } } }],
    ['a location that is a text', { ...record(), location: '52.1,-1.1' }],
    ['an outcome that is a text', { ...record(), outcome_status: 'Under investigation' }],
    ['an empty outcome', { ...record(), outcome_status: { category: '', date: '2026-01' } }],
  ]

  test.each(BAD)('%s: is dropped and counted', (_, bad) => {
    const { incidents, unreadable } = read([record(), bad])
    expect([incidents.length, unreadable]).toEqual([1, 1])
  })

  test('three of them among a thousand leave 997 and count three', () => {
    const data: unknown[] = Array.from({ length: 1_000 }, (_, id) => record({ id }))
    data[0] = null
    data[500] = { ...record(), month: 'January' }
    data[999] = {}
    const { incidents, unreadable } = read(data)
    expect([incidents.length, unreadable]).toEqual([997, 3])
  })
})

describe('more different values than any answer of the police’s has', () => {
  test.each([
    ['categories', (at: number) => record({ category: `category-${at}` })],
    ['outcomes', (at: number) => record({ outcome_status: { category: `Outcome ${at}`, date: '2026-01' } })],
    ['streets', (at: number) => record({ location: onStreet(at, `Street ${at}`) })],
  ])('%s: those beyond the limit are counted as unreadable, and others after them read', (_, differing) => {
    const data = Array.from({ length: 5_000 }, (__, at) => differing(at))
    const { incidents, unreadable } = read([...data, differing(0)])
    expect([incidents.length, unreadable]).toEqual([MAX_DISTINCT + 1, 5_000 - MAX_DISTINCT])
    expect(incidents.at(-1)).toEqual(incidents[0])
  })
})

test('thousands of names under one street id are as many streets', () => {
  const data = Array.from({ length: 5_000 }, (_, n) => record({ location: onStreet(7, `${n % 2_500}`) }))
  const { incidents } = read(data)
  expect(new Set(incidents.map(({ street }) => street)).size).toBe(2_500)
})
