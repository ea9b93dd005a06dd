import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { readName } from '../../../src/crime/postcode.ts'
import { comparisonOf } from '../../../src/crime/report-query.ts'
import { alertBlocks } from '../../../src/features/alerts/messages/list.ts'
import { chooseMore } from '../../../src/features/home/places-section.ts'
import { removedOnHome } from '../../../src/features/home/remove-messages.ts'
import {
  placesFull,
  placesUnavailable,
  type SavedPlaces,
} from '../../../src/features/home/saved-place-messages.ts'
import { INITIAL_STATE, readHome, submitField } from '../../../src/features/home/state.ts'
import { homeView } from '../../../src/features/home/view.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { browseReport } from '../../../src/report/browse/state.ts'
import { anyBrowsed } from '../../support/arbitraries/any-browsed.ts'
import { anyFailure } from '../../support/arbitraries/any-failure.ts'
import { anyPostcode } from '../../support/arbitraries/any-postcode.ts'
import { viewModel } from '../../support/examples/home.ts'
import { expectFits } from '../../support/fits-slack.ts'
import { hostileReport, hostileText } from '../../support/hostile-report.ts'
import { incident, month, postcode, reportOf, street, times } from '../../support/incidents.ts'
import { PAGES } from '../../support/operator-pages.ts'
import { village } from '../../support/village.ts'
import { alertOf, TODAY } from '../alerts/example-alerts.ts'
import { HUNDRED } from './places.ts'

const LE1 = postcode('LE1 1WA')

const anyPlace = fc.record({
  postcode: fc.oneof(fc.constant(LE1), anyPostcode),
  name: fc.option(hostileText.map(readName)),
  report: fc.constantFrom(null, village()),
})

const anyPlaces: fc.Arbitrary<SavedPlaces> = fc.oneof(
  { weight: 1, arbitrary: fc.constant('unavailable' as const) },
  {
    weight: 4,
    arbitrary: fc.uniqueArray(anyPlace, {
      selector: (place) => place.postcode,
      maxLength: 100,
      size: 'max',
    }),
  },
)

const anyReport = fc.oneof(
  { weight: 6, arbitrary: hostileReport.map(success) },
  { weight: 3, arbitrary: anyFailure.map(failed) },
  { weight: 1, arbitrary: fc.constantFrom('loading' as const, 'expired' as const) },
)

/** Places that are compared, and what was found of each: a report takes most of the time here, so none in vain. */
const anySides = fc.uniqueArray(
  fc.tuple(anyPostcode, fc.oneof(hostileReport.map(success), anyFailure.map(failed))),
  { selector: ([near]) => near, minLength: 2, maxLength: 4 },
)

/** The alerts' section at its longest: a page with others before and behind it, and the button to add more. */
const longSections = alertBlocks(
  Array.from({ length: 75 }, () => alertOf({})),
  [{ postcode: LE1, name: null }],
  TODAY,
  { page: 2, turn: ['home.section.next', 'home.section.previous'] },
)

const anyModel = fc
  .record({
    state: fc.record({
      browsed: fc.option(anyBrowsed(LE1), { freq: 6 }),
      editing: fc.boolean(),
      placesPage: fc.integer({ min: 1, max: 12 }),
      sectionPage: fc.integer({ min: 1, max: 9 }),
      comparedCategories: fc.subarray(CATEGORIES.map(({ slug }) => slug)),
    }),
    places: anyPlaces,
    report: anyReport,
    fieldNotice: fc.option(
      fc.oneof(hostileText, fc.constant('LE1 IWA')).map((text) => {
        return submitField(INITIAL_STATE, text).fieldNotice ?? null
      }),
    ),
    compares: fc.option(anySides, { freq: 1 }),
    hasCompareNotice: fc.boolean(),
    sections: fc.constantFrom([], longSections),
    saveNotice: fc.constantFrom(null, placesFull([LE1], 'home'), placesUnavailable()),
  })
  .map(({ compares, hasCompareNotice, ...given }) => {
    const sides = compares ?? []
    const state = { ...given.state, compared: sides.map(([near]) => near) }
    const comparison = comparisonOf(state.compared, state.comparedCategories)
    const results = sides.map(([, result]) => result)
    const compareNotice = hasCompareNotice ? chooseMore() : null
    return viewModel({ ...given, state, comparison: { comparison, results }, compareNotice })
  })

test('Slack accepts Home for any report, places and notices', () => {
  fc.assert(
    fc.property(anyModel, (model) => {
      const view = homeView(model)
      expectFits(view)
      // The licence and the caveats stand last, whatever else is shown.
      expect(view.blocks.at(-1)).toMatchObject({ type: 'context' })
      expect(JSON.stringify(view.blocks.at(-1))).toContain('doesn’t mean no crime')
      const { browsed, editing, placesPage, sectionPage, compared, comparedCategories } = model.state
      expect(readHome({ private_metadata: view.private_metadata ?? '' })).toEqual({
        browsed: browsed === null ? null : { ...browsed, place: null, menus: '' },
        editing,
        placesPage,
        sectionPage,
        compared,
        comparedCategories,
      })
    }),
    { numRuns: 100 },
  )
})

// An action leads to one notice at most.
test.each([
  { fieldNotice: submitField(INITIAL_STATE, 'LE1 IWA').fieldNotice ?? null },
  { placesNotice: removedOnHome({ postcode: LE1, name: null, index: 0 }) },
  { saveNotice: placesFull([LE1], 'home') },
])('the longest Home has room for all of it', (notice) => {
  const streets = Array.from({ length: 12 }, (_, at) => street(`Road ${at}`))
  const report = reportOf([
    ...streets.flatMap((on) => times(2, incident({ street: on }))),
    incident({ month: month('2024-11') }),
  ])
  const browsed = browseReport(report.postcode, [])
  const { blocks } = homeView(
    viewModel({
      state: {
        ...INITIAL_STATE,
        browsed: { ...browsed, state: { ...browsed.state, listed: true, page: 2 }, place: '#1.1' },
        editing: true,
        placesPage: 2,
      },
      places: HUNDRED,
      report: success(report),
      ...notice,
      sections: longSections,
      usage: { used: 1, limit: 9 },
      pages: PAGES,
    }),
  )
  expect(blocks.length).toBeLessThan(100)
  expect(JSON.stringify(blocks)).toContain('Choose the place again.')
  expect(JSON.stringify(blocks.at(-1))).toContain('Privacy')
})
