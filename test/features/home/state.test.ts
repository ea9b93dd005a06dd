import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { showPlace } from '../../../src/features/home/actions.ts'
import {
  type HomeState,
  INITIAL_STATE,
  packHome,
  readHome,
  submitField,
  viewOfEvent,
} from '../../../src/features/home/state.ts'
import { browseReport } from '../../../src/report/browse/state.ts'
import { anyBrowsed } from '../../support/arbitraries/any-browsed.ts'
import { anyPostcode } from '../../support/arbitraries/any-postcode.ts'
import { anyUnicodeText } from '../../support/arbitraries/any-unicode-text.ts'
import { postcode } from '../../support/incidents.ts'
import { buttons, partsOf, read } from '../../support/read-message.ts'

const LE1 = postcode('LE1 1WA')
const anyState: fc.Arbitrary<HomeState> = fc.record({
  browsed: fc.option(anyBrowsed(LE1)),
  editing: fc.boolean(),
  placesPage: fc.integer({ min: 1, max: 9 }),
  sectionPage: fc.integer({ min: 1, max: 9 }),
  compared: fc.uniqueArray(anyPostcode, { maxLength: 4 }),
  comparedCategories: fc.subarray(CATEGORIES.map(({ slug }) => slug)),
})

test('what is packed is read again, but for the street, which lives in its menu', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const { browsed, editing, placesPage, sectionPage, compared, comparedCategories } = state
      expect(readHome({ private_metadata: packHome(state) })).toEqual({
        browsed: browsed === null ? null : { ...browsed, place: null, menus: '' },
        editing,
        placesPage,
        sectionPage,
        compared,
        comparedCategories,
      })
    }),
  )
})

test('a packed state says nothing but the place, its filters and page, whether the list is edited, and what is compared', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      expect(packHome(state)).toMatch(
        /^\{("postcode":"LE1 1WA",("category":"[a-z-]+",)?("several":\[("[a-z-]+",?)+\],)?("outcome":"[a-z-]+",)?("listed":true,)?"page":[1-9]\d*,)?"editing":(true|false)(,"placesPage":[1-9]\d*)?(,"sectionPage":[1-9]\d*)?(,"compared":\[("[A-Z\d ]{6,8}",?)+\])?(,"comparedCategories":\[("[a-z-]+",?)+\])?\}$/,
      )
    }),
  )
})

test.each(['', 'null', '[]', '7', '{"editing":', '{"page":2}', '{"__proto__":{"editing":true}}'])(
  'metadata %s is the initial state',
  (private_metadata) => {
    expect(readHome({ private_metadata })).toEqual(INITIAL_STATE)
  },
)

test('without a view Home has its initial state', () => {
  expect(readHome(undefined)).toEqual(INITIAL_STATE)
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
  const browsed = browseReport(LE1, [])
  expect(readHome({ private_metadata })).toEqual({
    browsed: { ...browsed, state: { ...browsed.state, page } },
    editing,
    placesPage: 1,
    sectionPage: 1,
    compared: [],
    comparedCategories: [],
  })
})

test('no metadata makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(anyUnicodeText(), fc.json()), (private_metadata) => {
      readHome({ private_metadata })
    }),
    { numRuns: 500 },
  )
})

test('a view that Home was opened with is read with its hash and its menus', () => {
  const view = viewOfEvent({
    id: 'V1',
    hash: '156.abc',
    private_metadata: packHome({ ...INITIAL_STATE, browsed: browseReport(LE1, []) }),
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
  expect(readHome(view).browsed).toMatchObject({ state: { category: 'drugs', outcome: null }, place: '12' })
})

test.each([undefined, null, 7, {}, { private_metadata: 7 }, { private_metadata: '', state: { values: 7 } }])(
  'a view that is none is none: %j',
  (view) => {
    expect(readHome(viewOfEvent(view))).toEqual(INITIAL_STATE)
  },
)

const shown = {
  browsed: browseReport(postcode('ST20 0LY'), []),
  editing: true,
  placesPage: 2,
  sectionPage: 3,
  compared: [LE1],
  comparedCategories: [],
}

const refused = (text: string) => {
  const transition = submitField(shown, text)
  const { fieldNotice } = transition
  if (fieldNotice === undefined || fieldNotice === null) throw new Error('there is no notice')
  return { transition, fieldNotice, words: read(fieldNotice) }
}

test.each(['LE1 1WA', 'le11wa', '  le1   1wa '])(
  '%j is the place that is shown, from its first page',
  (text) => {
    expect(submitField(shown, text)).toEqual({
      state: { ...shown, browsed: browseReport(LE1, []), compared: [] },
      fieldNotice: null,
    })
  },
)

test.each([
  ['leicester', '“leicester” isn’t a postcode.'],
  ['', 'Which place?'],
  ['🔥', 'Which place?'],
  ['<!channel>', 'Which place?'],
  ['x'.repeat(100), 'isn’t a postcode.'],
])('%j is no postcode: that is said, and all else stays', (text, said) => {
  const { transition, fieldNotice, words } = refused(text)
  expect(transition.state).toBe(shown)
  expect(words).toContain(said)
  expect(buttons(fieldNotice)).toEqual([])
})

test('several postcodes are compared, and what was not understood is said', () => {
  const { state, fieldNotice } = submitField(shown, 'LE1 1WA vs SW1A 1AA, EH1 1YZ')
  expect(state.compared).toEqual(['LE1 1WA', 'SW1A 1AA'])
  expect(fieldNotice?.text).toBe('EH1 1YZ is in Scotland.')
})

test('categories that are typed beside several postcodes are compared', () => {
  const { state } = submitField(shown, 'LE1 1WA vs SW1A 1AA burglary, drugs')
  expect(state).toMatchObject({
    compared: ['LE1 1WA', 'SW1A 1AA'],
    comparedCategories: ['burglary', 'drugs'],
  })
  expect(submitField(state, 'LE1 1WA').state.comparedCategories).toEqual([])
})

test('of more than four postcodes the first four are compared, which is said', () => {
  const { state, fieldNotice } = submitField(shown, 'LE1 1WA, M1 1AE, M2 1AE, M3 1AE, M4 1AE')
  expect(state.compared).toEqual(['LE1 1WA', 'M1 1AE', 'M2 1AE', 'M3 1AE'])
  expect(fieldNotice?.text).toBe('You can compare up to four places: these are the first four.')
})

test('categories filter the incidents of the place', () => {
  const { state } = submitField(shown, 'burglary near LE1 1WA')
  expect(state.browsed).toEqual(browseReport(LE1, ['burglary']))
})

test('a Scottish postcode is told apart from nonsense', () => {
  const { transition, words } = refused('EH1 1YZ')
  expect(transition.state).toBe(shown)
  expect(words).toContain('EH1 1YZ is in Scotland.')
})

test('a slip is suggested with a button that shows the place', () => {
  const { fieldNotice, words } = refused('LE1 IWA')
  expect(words).toContain('Did you mean LE1 1WA?')
  expect(buttons(fieldNotice)).toEqual(['Look up LE1 1WA'])
  const pressed = partsOf(fieldNotice.blocks).find(({ type }) => type === 'button')
  // As one of the buttons of places, which the same listener takes.
  expect(pressed?.action_id).toMatch(/^home\.place\.\d+$/)
  expect(showPlace.read(String(pressed?.value))).toBe(LE1)
})

test.each([
  'what about LE1 1WA',
  'list incidents LE1 1WA',
  'categories LE1 1WA',
  'hello, LE1 1WA please',
  'LE1 1WA vs B1 1BB',
  'compare LE1 1WA and B1 1BB',
])('a report or a comparison that was asked for in other words is shown without a notice: %s', (text) => {
  const { state, fieldNotice } = submitField(shown, text)
  expect(state.compared[0] ?? state.browsed?.state.postcode).toBe('LE1 1WA')
  expect(fieldNotice).toBeNull()
})

test.each([
  'save LE1 1WA Head office',
  'alert LE1 1WA',
  'alerts LE1 1WA',
  'stop LE1 1WA',
  'pause LE1 1WA',
  'remove LE1 1WA',
  'forget LE1 1WA',
  'share LE1 1WA',
  'chart LE1 1WA',
  'export LE1 1WA',
])('a field that looks places up says so where more was asked for: %s', (text) => {
  const { state, fieldNotice } = submitField(shown, text)
  expect(state.browsed?.state.postcode).toBe('LE1 1WA')
  expect(fieldNotice?.text).toBe(
    'This field only looks places up. For anything else, use the buttons below or type /crime in a channel.',
  )
})
