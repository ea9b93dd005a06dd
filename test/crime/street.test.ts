import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  coordinatesOf,
  createStreet,
  inPlace,
  isNamed,
  NO_LOCATION,
  placeIds,
  readStreetId,
  type Street,
  streetName,
} from '../../src/crime/street.ts'

test.each([
  ['On or near East Gates', 'East Gates'],
  ['On or near ', ''],
  ['On or near', ''],
  ['On or near \u00a0', ''],
  ['', ''],
  ['On or near Supermarket', 'Supermarket'],
  ["On or near St Mary's & All Saints (North) / South", "St Mary's & All Saints (North) / South"],
  ['Leicester (station)', 'Leicester (station)'],
  ['Swiss Cottage (lu Station)', 'Swiss Cottage (lu Station)'],
  ['Crossharbour', 'Crossharbour'],
  ['On or near  Shopping \u00a0Area\u200b', 'Shopping Area'],
  ['On or near\u00a0Mill\u202e Lane', 'Mill Lane'],
  ['Bridge On or near Water', 'Bridge On or near Water'],
])('%j is shown as %j', (published, shown) => {
  expect(streetName(published)).toBe(shown)
})

test('a name of spaces and invisible characters alone is none', () => {
  const named = ['', ' ', '\u200b', '\u2028', ' \u200bA'].map((name) => isNamed({ ...NO_LOCATION, name }))
  expect(named).toEqual([false, false, false, false, true])
})

test('no location is a street without an id and without a name', () => {
  expect(NO_LOCATION).toEqual({ streetId: null, name: '', north: null, east: null })
  expect(coordinatesOf(NO_LOCATION)).toBeNull()
})

const coordinates = (latitude: string, longitude: string) =>
  coordinatesOf(createStreet(7, 'X', latitude, longitude))

describe('coordinates', () => {
  test.each([
    ['52.625551', '-1.152191', { latitude: 52.625551, longitude: -1.152191 }],
    ['0', '0', { latitude: 0, longitude: 0 }],
    ['-90', '180', { latitude: -90, longitude: 180 }],
  ])('%s, %s', (latitude, longitude, at) => {
    expect(coordinates(latitude, longitude)).toEqual(at)
  })

  test('keep the six places the police publish, whatever they are', () => {
    const millionths = (most: number) => fc.integer({ min: -most * 1e6, max: most * 1e6 })
    fc.assert(
      fc.property(millionths(90), millionths(180), (north, east) => {
        const at = coordinates((north / 1e6).toFixed(6), (east / 1e6).toFixed(6))
        expect(at?.latitude.toFixed(6)).toBe((north / 1e6 + 0).toFixed(6))
        expect(at?.longitude.toFixed(6)).toBe((east / 1e6 + 0).toFixed(6))
      }),
    )
  })

  test.each([
    ['', '-1.1'],
    ['52.1', ' '],
    ['52.1', 'west'],
    ['90.1', '0'],
    ['0', '-180.1'],
    ['NaN', '0'],
    ['Infinity', '0'],
    ['52,1', '-1,1'],
  ])('%j, %j are none of this earth', (latitude, longitude) => {
    expect(coordinates(latitude, longitude)).toBeNull()
  })
})

describe('places', () => {
  const anyStreet: fc.Arbitrary<Street> = fc.record({
    streetId: fc.option(fc.integer({ min: -3, max: 5 })),
    name: fc.constantFrom('', ' ', 'High Street', 'Car Park', 'Mill Lane', 'Leicester (station)'),
    north: fc.constant(null),
    east: fc.constant(null),
  })
  const someStreets = fc.array(anyStreet, { maxLength: 12 })

  test('are names: each name has one id, and no two have the same', () => {
    fc.assert(
      fc.property(someStreets, (streets) => {
        const ids = placeIds(streets)
        for (const [a, one] of streets.entries())
          for (const [b, other] of streets.entries())
            if (isNamed(one)) expect(ids[a] === ids[b]).toBe(isNamed(other) && one.name === other.name)
            else expect(ids[a]).toBeNull()
      }),
    )
  })

  test('hold, for the id that stands for them, exactly their streets; the id survives a menu', () => {
    fc.assert(
      fc.property(someStreets, (streets) => {
        const ids = placeIds(streets)
        for (const id of ids) {
          if (id === null) continue
          expect(readStreetId(String(id))).toBe(id)
          expect(inPlace(streets, id)).toEqual(ids.map((other) => other === id))
        }
      }),
    )
  })

  test('are found by any street id of theirs, in whatever order the streets come', () => {
    const on = (streetId: number, name: string): Street => ({ streetId, name, north: null, east: null })
    const streets = [on(1, ''), on(1, 'Car Park'), on(-2, 'Car Park'), on(3, 'Mill Lane')]
    for (const id of [1, -2]) expect(inPlace(streets, id)).toEqual([false, true, true, false])
    expect(inPlace(streets, 4)).toEqual([false, false, false, false])
    expect(inPlace(streets.toReversed(), placeIds(streets)[1] ?? 0)).toEqual([false, true, true, false])
  })
})
