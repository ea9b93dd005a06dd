import { describe, expect, test } from 'vitest'
import { coordinates, NOWHERE, placeName } from '../../src/crime/place.ts'

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
  ['Bridge On or near Water', 'Bridge On or near Water'],
])('%j is shown as %j', (published, shown) => {
  expect(placeName(published)).toBe(shown)
})

test('no location is a place without a street and without a name', () => {
  expect(NOWHERE).toEqual({ streetId: null, name: '', at: null })
})

describe('coordinates', () => {
  test.each([
    ['52.625551', '-1.152191', { latitude: 52.625551, longitude: -1.152191 }],
    ['0', '0', { latitude: 0, longitude: 0 }],
    ['-90', '180', { latitude: -90, longitude: 180 }],
  ])('%s, %s', (latitude, longitude, at) => {
    expect(coordinates(latitude, longitude)).toEqual(at)
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
