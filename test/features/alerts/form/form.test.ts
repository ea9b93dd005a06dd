import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../../src/crime/category.ts'
import { dayInLondon, dayInWords, isDay } from '../../../../src/crime/dates.ts'
import { type AlertChoice, choiceOf, isPersonal } from '../../../../src/features/alerts/alert.ts'
import {
  FIELDS,
  packMetadata,
  proposedPauseEnd,
  readForm,
  unpackMetadata,
} from '../../../../src/features/alerts/form/form.ts'
import { packHome } from '../../../../src/features/home/state.ts'
import { anyBrowsed } from '../../../support/arbitraries/any-browsed.ts'
import { postcode } from '../../../support/incidents.ts'
import { anyAlert } from '../any-alert.ts'
import { TODAY } from '../example-alerts.ts'

const NEW = { id: null, personal: false, home: null }

/** The state of a form, as Slack hands it over. */
const submitted = (fields: Readonly<Record<string, object>>) => ({
  private_metadata: '{}',
  state: { values: Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, { [id]: value }])) },
})
const filled = ({ channelId, postcode: near, categories, inThread, pausedUntil }: AlertChoice) =>
  submitted({
    [FIELDS.channel]: { type: 'conversations_select', selected_conversation: channelId },
    [FIELDS.postcode]: { type: 'plain_text_input', value: near },
    [FIELDS.categories]: { selected_options: categories.map((value) => ({ value })) },
    [FIELDS.thread]: { selected_options: inThread ? [{ value: 'thread' }] : [] },
    [FIELDS.paused]: { selected_date: pausedUntil },
  })

test('any choice is read from the form', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => {
      const choice = choiceOf(alert)
      const read = readForm(filled(choice), { ...NEW, personal: isPersonal(choice) }, choice.channelId, TODAY)
      const over = choice.pausedUntil !== null && choice.pausedUntil <= TODAY
      if (over) expect(read).toMatchObject({ ok: false, failure: { [FIELDS.paused]: expect.anything() } })
      else expect(read).toEqual({ ok: true, value: choice })
    }),
  )
})

test('each wrong field has its own message', () => {
  const read = readForm(
    submitted({
      [FIELDS.postcode]: { value: 'LE1 IWA' },
      [FIELDS.channel]: { selected_conversation: null },
      [FIELDS.paused]: { selected_date: '2026-11-16' },
    }),
    NEW,
    'U1',
    TODAY,
  )
  expect(read).toEqual({
    ok: false,
    failure: {
      [FIELDS.postcode]: '“LE1 IWA” isn’t a UK postcode. Did you mean LE1 1WA?',
      [FIELDS.channel]: 'Choose a channel.',
      [FIELDS.paused]: 'Choose a date after today, or leave blank to keep it running.',
    },
  })
})

test('values that no field offers are left out', () => {
  const choice = { channelId: 'C1', postcode: postcode('LE1 1WA'), inThread: true, pausedUntil: null }
  const read = readForm(filled({ ...choice, categories: ['dragons', 'drugs'] }), NEW, 'U1', TODAY)
  expect(read).toMatchObject({ value: { categories: ['drugs'] } })
})

test('metadata is read as it was packed, with that of Home, and fits private_metadata', () => {
  const home = fc
    .record({
      browsed: fc.option(anyBrowsed(postcode('LE1 1WA'))),
      editing: fc.boolean(),
      placesPage: fc.constant(1),
      compared: fc.constantFrom([], [postcode('LE1 1WA'), postcode('M1 1AE')]),
      comparedCategories: fc.subarray(CATEGORIES.map(({ slug }) => slug)),
    })
    .map(packHome)
  const metadata = fc.record({ id: fc.option(fc.uuid()), personal: fc.boolean(), home: fc.option(home) })
  fc.assert(
    fc.property(metadata, (one) => {
      expect(packMetadata(one).length).toBeLessThanOrEqual(3_000)
      expect(unpackMetadata(packMetadata(one))).toEqual(one)
    }),
  )
})

test.each(['', 'x', '[]', '{"alert":"a b"}', '{"alert":1}', '{"personal":"yes"}', '{"home":"x"}'])(
  '%j is not read as metadata',
  (metadata) => {
    expect(unpackMetadata(metadata)).toBeNull()
  },
)

test('days are London’s, and those of the calendar', () => {
  expect(dayInLondon(Date.parse('2026-06-30T23:30:00Z'))).toBe('2026-07-01')
  expect(dayInLondon(Date.parse('2026-12-31T23:30:00Z'))).toBe('2026-12-31')
  expect(['2027-02-28', '2027-02-29', '2028-02-29', '2027-13-01', '27-1-1'].map(isDay)).toEqual([
    true,
    false,
    true,
    false,
    false,
  ])
  expect(dayInWords('2027-01-05')).toBe('5 January 2027')
})

test('a pause is proposed to end after three months, at the end of a shorter month', () => {
  expect(['2026-11-16', '2026-11-30', '2026-08-31'].map(proposedPauseEnd)).toEqual([
    '2027-02-16',
    '2027-02-28',
    '2026-11-30',
  ])
})
