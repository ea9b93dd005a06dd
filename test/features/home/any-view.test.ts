import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseMore } from '../../../src/features/home/comparison-section.ts'
import { type NewestFigures, placesUnavailable, savingMessage } from '../../../src/features/home/messages.ts'
import { readHome, UNTOUCHED } from '../../../src/features/home/state.ts'
import { typed } from '../../../src/features/home/transitions.ts'
import { homeView } from '../../../src/features/home/view.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { comparing } from '../../../src/report/compare/comparison.ts'
import { type Block, divider } from '../../../src/slack/ui/blocks.ts'
import { anyBrowsed } from '../../support/any-browsed.ts'
import { anyFailure } from '../../support/any-failure.ts'
import { sight } from '../../support/examples/home.ts'
import { expectFits } from '../../support/fits-slack.ts'
import { hostileReport, hostileText } from '../../support/hostile-report.ts'
import { FETCHED_AT, postcode } from '../../support/incidents.ts'
import { anyPostcode } from '../../support/postcodes.ts'
import { village } from '../../support/village.ts'

const LE1 = postcode('LE1 1WA')

const anyPlaces: fc.Arbitrary<readonly NewestFigures[] | 'unavailable'> = fc.oneof(
  { weight: 1, arbitrary: fc.constant('unavailable' as const) },
  {
    weight: 4,
    arbitrary: fc
      .uniqueArray(fc.oneof(fc.constant(LE1), anyPostcode), { maxLength: 20, size: 'max' })
      .chain((postcodes) =>
        fc.tuple(
          ...postcodes.map((one) =>
            fc.option(fc.constant(village())).map((report) => ({ postcode: one, report })),
          ),
        ),
      ),
  },
)

const shown = fc.oneof(
  { weight: 6, arbitrary: hostileReport.map(success) },
  { weight: 3, arbitrary: anyFailure.map(failed) },
  { weight: 1, arbitrary: fc.constantFrom('on its way' as const, 'forgotten' as const) },
)

const context28: readonly Block[] = Array.from({ length: 28 }, () => divider())

const anySight = fc
  .record({
    state: fc.record({
      browsed: fc.option(anyBrowsed(LE1), { freq: 6 }),
      editing: fc.boolean(),
      compared: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.uniqueArray(anyPostcode, { minLength: 2, maxLength: 4 }) },
      ),
    }),
    places: anyPlaces,
    shown,
    besideField: fc.option(
      fc.oneof(hostileText, fc.constant('LE1 IWA')).map((text) => {
        const { besideField } = typed(UNTOUCHED, text, FETCHED_AT)
        return besideField ?? null
      }),
    ),
    found: fc.array(fc.oneof(hostileReport.map(success), anyFailure.map(failed)), {
      minLength: 4,
      maxLength: 4,
    }),
    noted: fc.boolean(),
    // As long as the alerts' section ever is.
    sections: fc.constantFrom([], context28),
    afterStep: fc.constantFrom(null, savingMessage(LE1, 'full'), placesUnavailable()),
  })
  .map(({ found, noted, ...given }) => {
    const comparison = comparing(given.state.compared, null)
    const compared = { comparison, found: found.slice(0, given.state.compared.length) }
    return sight({ ...given, compared, besideMenu: noted ? chooseMore() : null })
  })

test('whatever the report, the places and the step, Slack takes Home', () => {
  fc.assert(
    fc.property(anySight, (one) => {
      const view = homeView(one)
      expectFits(view)
      // The licence and the caveats stand last, whatever else is shown.
      expect(view.blocks.at(-1)).toMatchObject({ type: 'context' })
      expect(JSON.stringify(view.blocks.at(-1))).toContain('not the same as no crime')
      const { browsed, editing, compared } = one.state
      expect(readHome({ private_metadata: view.private_metadata ?? '' })).toEqual({
        browsed: browsed === null ? null : { ...browsed, street: null },
        editing,
        compared,
      })
    }),
    { numRuns: 200 },
  )
})
