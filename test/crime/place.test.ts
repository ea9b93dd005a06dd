import { expect, test } from 'vitest'
import { NOWHERE, placeName } from '../../src/crime/place.ts'

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
