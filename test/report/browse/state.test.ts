import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { OUTCOME_GROUPS } from '../../../src/crime/outcome.ts'
import {
  type BrowseState,
  packState,
  readPage,
  readPlace,
  UNLISTED,
  unpackState,
} from '../../../src/report/browse/state.ts'
import { anyCategories } from '../../support/arbitraries/any-categories.ts'
import { anyPostcode } from '../../support/arbitraries/any-postcode.ts'
import { anyUnicodeText } from '../../support/arbitraries/any-unicode-text.ts'
import { postcode } from '../../support/incidents.ts'

const CATEGORY = [...CATEGORIES.map(({ slug }) => slug), UNLISTED]
const GROUPS = OUTCOME_GROUPS.map(({ group }) => group)

const anyState: fc.Arbitrary<BrowseState> = fc.record({
  postcode: anyPostcode,
  category: fc.constantFrom(null, ...CATEGORY),
  several: anyCategories,
  outcome: fc.constantFrom(null, ...GROUPS),
  listed: fc.boolean(),
  page: fc.integer({ min: 1, max: 2_000 }),
})

test('a packed state is unpacked again', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      expect(unpackState(packState(state))).toEqual(state)
    }),
  )
})

test('a packed state is postcode, category, outcome group, a flag and page, and nothing else', () => {
  const grammar = new RegExp(
    `^\\{"postcode":"[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}"` +
      `(,"category":"(${CATEGORY.join('|')})")?(,"several":\\[("(${CATEGORY.join('|')})",?)+\\])?(,"outcome":"(${GROUPS.join('|')})")?(,"listed":true)?,"page":[1-9]\\d*\\}$`,
  )
  fc.assert(
    fc.property(anyState, (state) => {
      // What a view also knows must not slip through.
      const more = { ...state, street: 1_700_001, name: 'CANARY' }
      expect(packState(more)).toMatch(grammar)
    }),
  )
})

const LE1: BrowseState = {
  postcode: postcode('LE1 1WA'),
  category: null,
  several: [],
  outcome: null,
  listed: false,
  page: 1,
}

test.each([
  ['nothing', ''],
  ['no JSON', 'LE1 1WA'],
  ['another JSON', '[]'],
  ['null', 'null'],
  ['no postcode', '{"page":2}'],
  ['a postcode of another type', '{"postcode":7}'],
  ['a postcode that is none', '{"postcode":"nonsense"}'],
  ['a Scottish postcode', '{"postcode":"EH1 1YZ"}'],
  ['cut off', '{"postcode":"LE1 1WA","category":"burg'],
  ['a prototype', '{"__proto__":{"postcode":"LE1 1WA"}}'],
  ['an abyss', '['.repeat(100_000)],
])('%s is no state', (_, metadata) => {
  expect(unpackState(metadata)).toBeNull()
})

test.each([
  ['a postcode alone', {}],
  ['of another version', { version: 9, months: ['2024-12'] }],
  ['an unknown category', { category: 'everything' }],
  ['a category of another type', { category: 7 }],
  ['an unknown outcome', { outcome: 'CANARY' }],
  ['an outcome of another type', { outcome: { group: 'none' } }],
  ['a flag of another type', { listed: 'yes' }],
  ['page 0', { page: 0 }],
  ['page -1', { page: -1 }],
  ['page 1.5', { page: 1.5 }],
  ['a page in words', { page: 'two' }],
  ['a page beyond numbers', { page: 1e300 }],
  ['a megabyte', { category: 'x'.repeat(1_000_000) }],
])('%s: the place stays, without what cannot be read', (_, more) => {
  expect(unpackState(JSON.stringify({ postcode: 'LE1 1WA', ...more }))).toEqual(LE1)
})

test('one bad field does not take the others with it', () => {
  const metadata = JSON.stringify({ postcode: 'LE1 1WA', category: 'drugs', outcome: [], page: 4 })
  expect(unpackState(metadata)).toEqual({ ...LE1, category: 'drugs', page: 4 })
})

test('unpacking throws for no text', () => {
  const anything = fc.oneof(
    anyUnicodeText(),
    fc.json(),
    fc
      .record({ postcode: fc.constant('LE1 1WA') })
      .chain((sound) =>
        fc
          .anything()
          .map((category) =>
            JSON.stringify({ ...sound, category, page: category }, (_, it) =>
              typeof it === 'bigint' ? String(it) : it,
            ),
          ),
      ),
  )
  fc.assert(
    fc.property(anything, (metadata) => {
      const state = unpackState(metadata)
      if (state !== null) expect(unpackState(packState(state))).toEqual(state)
    }),
    { numRuns: 500 },
  )
})

test.each([undefined, '', 'all', '--1', '1.5', '1e3', '7 ', '９', '9'.repeat(16), '#', '#0', '__proto__'])(
  'no place is %s',
  (value) => expect(readPlace(value)).toBeNull(),
)

test.each(['1700001', '0', '-12', 'none'])('%s is a place', (value) => {
  expect(readPlace(value)).toBe(value)
})

test.each([
  ['3', 3],
  ['', 1],
  ['0', 1],
  ['-2', 1],
  ['NaN', 1],
  ['Infinity', 1],
  [undefined, 1],
])('the page of %s is %i', (value, page) => expect(readPage(value)).toBe(page))
