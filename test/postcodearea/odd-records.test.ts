import { describe, expect, test } from 'vitest'
import type { Incident } from '../../src/crime/incidents.ts'
import { MAX_DISTINCT } from '../../src/postcodearea/intern-tables.ts'
import { readContents } from '../support/read-contents.ts'
import { bodyWith, onStreet, record } from '../support/records.ts'

const read = (data: readonly unknown[]) => {
  const contents = readContents(bodyWith(data))
  if (!contents.ok) throw new Error(contents.failure)
  return { ...contents.value, incidents: [...contents.value.incidents] }
}

/** A sound record with one thing changed, or left out where the value is undefined; "location.street.id" goes deep. */
const changed = (path: string, value: unknown): unknown => {
  const candidate: unknown = structuredClone(record())
  const fields = path.split('.')
  let on: unknown = candidate
  for (const field of fields.slice(0, -1)) on = Reflect.get(Object(on), field)
  if (value === undefined) Reflect.deleteProperty(Object(on), fields.at(-1) ?? '')
  else Reflect.set(Object(on), fields.at(-1) ?? '', value)
  return candidate
}

const STREET = { streetId: 1_700_001, name: 'Quarry Road', north: 52_100_000, east: -1_100_000 }
const [NO_POINT, NO_STREET] = [
  { north: null, east: null },
  { streetId: null, name: '' },
]
const NOWHERE = { street: { ...NO_STREET, ...NO_POINT } }
const NONE_GIVEN = { outcome: null, outcomeMonth: null }
const NO_CHANGE = {}

type Row = readonly [path: string, value: unknown, kept: Partial<Incident>]

/** What a record that counts may lack, and what is then kept of it; all else is as in a sound record. */
const COUNTED: readonly Row[] = [
  // Nothing here needs these.
  ...['id', 'persistent_id', 'context', 'location_subtype'].flatMap((field): Row[] =>
    [null, undefined, 'seven', 7, {}].map((value) => [field, value, NO_CHANGE]),
  ),
  ...[null, undefined, 7, {}].map((value): Row => ['location_type', value, NO_CHANGE]),
  ...[null, undefined, '52.1,-1.1', 7, {}].map((value): Row => ['location', value, NOWHERE]),
  ...[null, undefined, 'Quarry Road', {}].map(
    (value): Row => ['location.street', value, { street: { ...STREET, ...NO_STREET } }],
  ),
  ...[null, undefined, 'seven', 1.5, 2 ** 60, true, {}].map(
    (value): Row => ['location.street.id', value, { street: { ...STREET, streetId: null } }],
  ),
  ['location.street.id', '1700001', NO_CHANGE],
  ['location.street.id', -7, { street: { ...STREET, streetId: -7 } }],
  ['location.street.id', '-7', { street: { ...STREET, streetId: -7 } }],
  ['location.street.id', 0, { street: { ...STREET, streetId: 0 } }],
  ...[null, undefined, 7, {}, '', ' ', 'On or near', 'On or near '].map(
    (value): Row => ['location.street.name', value, { street: { ...STREET, name: '' } }],
  ),
  ...['location.latitude', 'location.longitude'].flatMap((field): Row[] =>
    [null, undefined, '', ' ', 'west', '181', true].map((value) => [
      field,
      value,
      { street: { ...STREET, ...NO_POINT } },
    ]),
  ),
  ['location.latitude', 52.1, NO_CHANGE],
  ...[null, undefined, 'Under investigation', 7, [], {}].map(
    (value): Row => ['outcome_status', value, NONE_GIVEN],
  ),
  ...[null, undefined, '', 7, {}, ' ', '\u200b', '\u0000', 'None given', ' none\u00a0given '].map(
    (value): Row => ['outcome_status.category', value, NONE_GIVEN],
  ),
  ['outcome_status.category', 'Under \u202e investigation\n', NO_CHANGE],
  ...[null, undefined, '', 'soon', '2026-13', '2026-02-05', 7].map(
    (value): Row => ['outcome_status.date', value, { outcomeMonth: null }],
  ),
  // Contradictions are kept as published.
  ['category', 'anti-social-behaviour', { category: 'anti-social-behaviour' }],
  ['category', 'a slug nobody knows', { category: 'a slug nobody knows' }],
  // What only looks different is the same.
  ['category', ' Burglary\u200b', NO_CHANGE],
  ['category', ' ', { category: '' }],
  ['location.street.name', 'On or near\u00a0Quarry  Road', NO_CHANGE],
  ['month', '2026-03', { month: '2026-03' as Incident['month'] }],
  ['location_subtype', 'STATION', NO_CHANGE],
  ['location_type', 'BTP', { transportPolice: true }],
]

const NOT_COUNTED: readonly (readonly [path: string, value: unknown])[] = [
  ...[null, undefined, '', 7, {}].map((value) => ['category', value] as const),
  ...[null, undefined, '', 'January', '2026-13', '2026-01-05', 202601].map(
    (value) => ['month', value] as const,
  ),
]

const SOUND = read([record()]).incidents[0]

describe('a record', () => {
  test.each(COUNTED)('whose %s is %j counts, and what is missing is missing', (path, value, kept) => {
    const { incidents, unreadable } = read([
      changed(path, value),
      record({ location: onStreet(9, 'Elsewhere') }),
    ])
    expect([incidents.length, unreadable]).toEqual([2, 0])
    expect(incidents[0]).toEqual({ ...SOUND, ...kept })
  })

  test.each(NOT_COUNTED)('whose %s is %j cannot be read, and is counted as that', (path, value) => {
    const { incidents, unreadable } = read([record(), changed(path, value)])
    expect([incidents.length, unreadable]).toEqual([1, 1])
  })

  test.each([null, [], 'burglary', 7, {}])('that is %j cannot be read either', (bad) => {
    const { incidents, unreadable } = read([record(), bad])
    expect([incidents.length, unreadable]).toEqual([1, 1])
  })
})

describe('more different values than any answer of the police’s has', () => {
  test.each([
    ['categories', (at: number) => record({ category: `category-${at}` })],
    ['outcomes', (at: number) => record({ outcome_status: { category: `Outcome ${at}`, date: '2026-01' } })],
  ])('%s: those beyond the limit are counted as unreadable, and others after them read', (_, differing) => {
    const data = Array.from({ length: 5_000 }, (__, at) => differing(at))
    const { incidents, unreadable } = read([...data, differing(0)])
    expect([incidents.length, unreadable]).toEqual([MAX_DISTINCT + 1, 5_000 - MAX_DISTINCT])
    expect(incidents.at(-1)).toEqual(incidents[0])
  })
})

test('streets beyond that limit are not given, and their incidents count', () => {
  const data = Array.from({ length: 5_000 }, (_, at) => record({ location: onStreet(at, `Street ${at}`) }))
  const { incidents, unreadable } = read([...data, data[0]])
  expect([incidents.length, unreadable]).toEqual([5_001, 0])
  expect(incidents.filter(({ street }) => street.name === '').length).toBe(5_000 - MAX_DISTINCT)
  expect(incidents.at(-1)).toEqual(incidents[0])
})

test('three unreadable records among a thousand leave 997', () => {
  const data: unknown[] = Array.from({ length: 1_000 }, (_, id) => record({ id }))
  data[0] = null
  data[500] = { ...record(), month: 'January' }
  data[999] = {}
  const { incidents, unreadable } = read(data)
  expect([incidents.length, unreadable]).toEqual([997, 3])
})

describe('streets that contradict each other', () => {
  test('thousands of names under one street id are as many streets', () => {
    const data = Array.from({ length: 5_000 }, (_, n) => record({ location: onStreet(7, `${n % 2_500}`) }))
    const { incidents } = read(data)
    expect(new Set(incidents.map(({ street }) => street)).size).toBe(2_500)
  })

  test('a street has the map point of the first record that gives one', () => {
    const at = (latitude: string) => record({ location: { ...onStreet(7, 'X'), latitude } })
    const streets = read([at(''), at('51.5'), at('53')]).incidents.map(({ street }) => street)
    expect(new Set(streets)).toEqual(
      new Set([{ streetId: 7, name: 'X', north: 51_500_000, east: -1_100_000 }]),
    )
    expect(streets[2]).toBe(streets[0])
  })

  test('without an id, streets of one name are told apart by their map points', () => {
    const at = (latitude: string) =>
      record({ location: { latitude, longitude: '-1', street: { id: null, name: 'Car Park' } } })
    const streets = read([at('51.5'), at('51.6'), at('51.5')]).incidents.map(({ street }) => street)
    expect(streets[2]).toBe(streets[0])
    expect(streets[1]).not.toBe(streets[0])
  })
})
