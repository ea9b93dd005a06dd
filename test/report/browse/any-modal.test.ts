import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkSuggestions } from '../../../playground/slack/block-rules/block-rules.ts'
import { placesUnavailable, savingMessage } from '../../../src/features/home/saved-place-messages.ts'
import { placeOptions } from '../../../src/report/browse/place-search.ts'
import { unpackState } from '../../../src/report/browse/state.ts'
import { failureModal, incidentsModal, loadingIncidentsModal } from '../../../src/report/browse/view.ts'
import { anyBrowsed } from '../../support/arbitraries/any-browsed.ts'
import { anyFailure } from '../../support/arbitraries/any-failure.ts'
import { expectFits } from '../../support/fits-slack.ts'
import { hostileReport, hostileText } from '../../support/hostile-report.ts'
import { FETCHED_AT, incident, postcode, reportOf } from '../../support/incidents.ts'

const LE1 = postcode('LE1 1WA')
const browsed = anyBrowsed(LE1)
const notes = fc.constantFrom(
  null,
  savingMessage({ postcode: LE1, name: null }, 'saved'),
  savingMessage({ postcode: LE1, name: null }, 'exists'),
  savingMessage({ postcode: LE1, name: null }, 'full'),
  savingMessage({ postcode: LE1, name: null }, 'not-installed'),
  placesUnavailable(),
)
// The longest there is fills the title to its last character.
const longest = anyBrowsed(postcode('SW1A 1AA'))

test('whatever the report, the filters and the page, Slack takes the modal', () => {
  fc.assert(
    fc.property(
      hostileReport,
      fc.array(browsed, { minLength: 3, maxLength: 3 }),
      notes,
      (report, several, note) => {
        for (const one of several) {
          const view = incidentsModal(report, one, note)
          expectFits(view)
          expect(unpackState(view.private_metadata ?? '')).toEqual(one.state)
        }
      },
    ),
    { numRuns: 120 },
  )
})

test('whatever the filters and the failure, Slack takes the modal without a report', () => {
  fc.assert(
    fc.property(longest, anyFailure, (one, failure) => {
      for (const view of [loadingIncidentsModal(one), failureModal(failure, one, FETCHED_AT)]) {
        expectFits(view)
        expect(unpackState(view.private_metadata ?? '')).toEqual(one.state)
      }
    }),
    { numRuns: 200 },
  )
})

test('nothing of the report is in private_metadata or in a value, but the chosen place in its menu', () => {
  const canary = 'CANARY'
  const report = reportOf(
    Array.from({ length: 30 }, (_, at) =>
      incident({
        category: `${canary}-${at}`,
        outcome: `${canary} ${at}`,
        street: { streetId: 1_700_001, name: `${canary} ${at}`, north: null, east: null },
      }),
    ),
  )
  fc.assert(
    fc.property(browsed, (one) => {
      const view = incidentsModal(report, one, null)
      const kept = JSON.stringify(view, (key, value: unknown) =>
        key === 'text' || key === 'accessibility_label' || key === 'initial_option' ? undefined : value,
      )
      expect(kept).not.toContain(canary)
      expect(kept).not.toContain('1700001')
    }),
  )
})

test('whatever the report and whatever is typed, Slack takes the options', () => {
  fc.assert(
    fc.property(hostileReport, browsed, fc.oneof(fc.constant(''), hostileText), (report, one, typed) => {
      const options = placeOptions(report, one, typed)
      expect(checkSuggestions(options)).toEqual([])
      const values = options.option_groups.flatMap((group) => group.options.map(({ value }) => value))
      expect(new Set(values).size).toBe(values.length)
      for (const value of values) expect(value).toMatch(/^(all|none|-?\d{1,16})$/)
    }),
    { numRuns: 120 },
  )
})
