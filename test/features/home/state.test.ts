import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HomeState, packHome, readHome, seenHome, UNTOUCHED } from '../../../src/features/home/state.ts'
import { unfiltered } from '../../../src/features/home/transitions.ts'
import { anyBrowsed } from '../../support/any-browsed.ts'
import { postcode } from '../../support/incidents.ts'
import { anyPostcode } from '../../support/postcodes.ts'

const LE1 = postcode('LE1 1WA')
const anyState: fc.Arbitrary<HomeState> = fc.record({
  browsed: fc.option(anyBrowsed(LE1)),
  editing: fc.boolean(),
  compared: fc.uniqueArray(anyPostcode, { maxLength: 4 }),
})

test('what is packed is read again, but for the street, which lives in its menu', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const { browsed, editing, compared } = state
      expect(readHome({ private_metadata: packHome(state) })).toEqual({
        browsed: browsed === null ? null : { ...browsed, street: null },
        editing,
        compared,
      })
    }),
  )
})

test('a packed state says nothing but the place, its filters and page, whether the list is edited, and what is compared', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      expect(packHome(state)).toMatch(
        /^\{("postcode":"LE1 1WA",("category":"[a-z-]+",)?("outcome":"[a-z-]+",)?"page":[1-9]\d*,)?"editing":(true|false)(,"compared":\[("[A-Z\d ]{6,8}",?)+\])?\}$/,
      )
    }),
  )
})

test.each(['', 'null', '[]', '7', '{"editing":', '{"page":2}', '{"__proto__":{"editing":true}}'])(
  'metadata %s is Home untouched',
  (private_metadata) => {
    expect(readHome({ private_metadata })).toEqual(UNTOUCHED)
  },
)

test('without a view Home is untouched', () => {
  expect(readHome(undefined)).toEqual(UNTOUCHED)
})

test.each([
  ['an older version that knew no list', '{"postcode":"LE1 1WA","page":2}', 2, false],
  ['editing of another type', '{"postcode":"LE1 1WA","page":2,"editing":"yes"}', 2, false],
  ['places of another type', '{"postcode":"LE1 1WA","page":2,"editing":true,"compared":7}', 2, true],
  [
    'more places than are compared',
    `{"postcode":"LE1 1WA","page":2,"editing":true,"compared":["M1 1AE","M2 1AE","M3 1AE","M4 1AE","M5 1AE"]}`,
    2,
    true,
  ],
  [
    'texts that are no places',
    '{"postcode":"LE1 1WA","page":2,"editing":true,"compared":["<!channel>"]}',
    2,
    true,
  ],
  ['a page that is none', '{"postcode":"LE1 1WA","page":-7,"editing":true}', 1, true],
])('%s: the place stays', (_, private_metadata, page, editing) => {
  const browsed = unfiltered(LE1)
  expect(readHome({ private_metadata })).toEqual({
    browsed: { ...browsed, state: { ...browsed.state, page } },
    editing,
    compared: [],
  })
})

test('no metadata makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (private_metadata) => {
      readHome({ private_metadata })
    }),
    { numRuns: 500 },
  )
})

test('a view that Home was opened with is read with its hash and its menus', () => {
  const view = seenHome({
    id: 'V1',
    hash: '156.abc',
    private_metadata: packHome({ ...UNTOUCHED, browsed: unfiltered(LE1) }),
    state: {
      values: {
        'home.field': { 'home.field': { type: 'plain_text_input', value: null } },
        'home.filters': {
          'home.category': { type: 'static_select', selected_option: { text: {}, value: 'drugs' } },
          'home.outcome': { type: 'static_select', selected_option: null },
          'home.street': { type: 'external_select', selected_option: { text: {}, value: '12' } },
        },
      },
    },
  })
  expect(view?.hash).toBe('156.abc')
  expect(readHome(view).browsed).toMatchObject({ state: { category: 'drugs', outcome: null }, street: 12 })
})

test.each([undefined, null, 7, {}, { private_metadata: 7 }, { private_metadata: '', state: { values: 7 } }])(
  'a view that is none is none: %j',
  (view) => {
    expect(readHome(seenHome(view))).toEqual(UNTOUCHED)
  },
)
