import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { readName } from '../../../src/crime/postcode.ts'
import { comparisonOf } from '../../../src/crime/report-query.ts'
import { placesFull, placesUnavailable, type SavedPlaces } from '../../../src/features/home/messages.ts'
import { chooseMore } from '../../../src/features/home/places-section.ts'
import { INITIAL_STATE, readHome, submitField } from '../../../src/features/home/state.ts'
import { homeView } from '../../../src/features/home/view.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { type Block, divider } from '../../../src/slack/ui/blocks.ts'
import { anyBrowsed } from '../../support/arbitraries/any-browsed.ts'
import { anyFailure } from '../../support/arbitraries/any-failure.ts'
import { anyPostcode } from '../../support/arbitraries/any-postcode.ts'
import { viewModel } from '../../support/examples/home.ts'
import { expectFits } from '../../support/fits-slack.ts'
import { hostileReport, hostileText } from '../../support/hostile-report.ts'
import { postcode } from '../../support/incidents.ts'
import { village } from '../../support/village.ts'

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

const longSections: readonly Block[] = Array.from({ length: 28 }, () => divider())

const anyModel = fc
  .record({
    state: fc.record({
      browsed: fc.option(anyBrowsed(LE1), { freq: 6 }),
      editing: fc.boolean(),
      placesPage: fc.integer({ min: 1, max: 9 }),
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
    // As many blocks as the alerts' section has at most.
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
