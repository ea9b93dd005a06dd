import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../../src/crime/category.ts'
import { dayInLondon, dayInWords, isDay } from '../../../../src/crime/dates.ts'
import { readName } from '../../../../src/crime/postcode.ts'
import { type AlertChoice, choiceFor, choiceOf, isPersonal } from '../../../../src/features/alerts/alert.ts'
import {
  FIELDS,
  packMetadata,
  placesField,
  proposedPauseEnd,
  readForm,
  unpackMetadata,
} from '../../../../src/features/alerts/form/form.ts'
import { packHome } from '../../../../src/features/home/state.ts'
import { readPlaceLines } from '../../../../src/reading/place-lines.ts'
import { anyBrowsed } from '../../../support/arbitraries/any-browsed.ts'
import { hostileText } from '../../../support/hostile-report.ts'
import { postcode } from '../../../support/incidents.ts'
import { anyAlert } from '../any-alert.ts'
import { TODAY } from '../example-alerts.ts'

const NEW = { id: null, personal: false, home: null }
const EDIT = { ...NEW, id: 'a1' }

/** The state of a form, as Slack hands it over. */
const submitted = (fields: Readonly<Record<string, object>>) => ({
  private_metadata: '{}',
  state: { values: Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, { [id]: value }])) },
})
const filled = (choice: AlertChoice) => {
  const { channelId, postcode: near, name, categories, minIncidents, inThread, pausedUntil } = choice
  return submitted({
    [FIELDS.channel]: { type: 'conversations_select', selected_conversation: channelId },
    [FIELDS.postcode]: { type: 'plain_text_input', value: near },
    [FIELDS.name]: { type: 'plain_text_input', value: name },
    [FIELDS.min]: { type: 'number_input', value: minIncidents === null ? null : String(minIncidents) },
    [FIELDS.categories]: { selected_options: categories.map((value) => ({ value })) },
    [FIELDS.thread]: { selected_options: inThread ? [{ value: 'thread' }] : [] },
    [FIELDS.paused]: { selected_date: pausedUntil },
  })
}

test('any choice is read from the form', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => {
      const choice = choiceOf(alert)
      const read = readForm(
        filled(choice),
        { ...EDIT, personal: isPersonal(choice) },
        choice.channelId,
        TODAY,
      )
      const over = choice.pausedUntil !== null && choice.pausedUntil <= TODAY
      if (over) expect(read).toMatchObject({ ok: false, failure: { [FIELDS.paused]: expect.anything() } })
      else expect(read).toEqual({ ok: true, value: { choices: [choice], faults: [] } })
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
  const choice = choiceFor('C1', { postcode: postcode('LE1 1WA'), name: null }, ['dragons', 'drugs'])
  const read = readForm(filled(choice), NEW, 'U1', TODAY)
  expect(read).toMatchObject({ value: { choices: [{ categories: ['drugs'] }] } })
})

test('metadata is read as it was packed, with that of Home, and fits private_metadata', () => {
  const home = fc
    .record({
      browsed: fc.option(anyBrowsed(postcode('LE1 1WA'))),
      editing: fc.boolean(),
      placesPage: fc.constant(1),
      sectionPage: fc.constant(2),
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

const LETTERS = 'ABDEFGHJLNPQRSTUWXYZ'
/** Bare postcodes, all of them different. */
const bare = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `LE${(at % 9) + 1} ${Math.floor(at / 180)}${LETTERS[Math.floor(at / 9) % 20]}A`,
  )

const read = (texts: readonly string[], given: object = {}) =>
  readForm(
    submitted({
      [FIELDS.channel]: { selected_conversation: 'C1' },
      ...Object.fromEntries(texts.map((value, at) => [placesField(at), { value }])),
      ...given,
    }),
    NEW,
    'U1',
    TODAY,
  )

const FAULTS = ['EH1 1YZ', 'BT1 5GS Belfast', 'LE1 IWA', 'Depot, Leeds', 'LE1', '🔥', '<!here>']

test('a pasted list of 300 bare postcodes with every kind of fault is read in one go', () => {
  const lines = bare(300)
  const typed = lines.toSpliced(100, 0, ...FAULTS.slice(0, 3)).toSpliced(200, 0, '', ...FAULTS.slice(3), '  ')
  const found = read([typed.slice(0, 150).join('\r\n'), typed.slice(150).join('\n')])
  if (!found.ok) throw new Error(JSON.stringify(found.failure))
  expect(found.value.choices.map((choice) => choice.postcode).sort()).toEqual([...lines].sort())
  expect(found.value.choices.every(({ name }) => name === null)).toBe(true)
  expect(found.value.faults.map(({ failure }) => failure?.kind ?? null)).toEqual([
    ...['not-covered', 'not-covered', 'invalid-postcode', 'place-name', 'first-half'],
    ...[null, null],
  ])
})

test('300 named lines over several fields keep each its name, before or behind the postcode', () => {
  const lines = bare(300)
  const typed = lines.map(
    (one, at) =>
      [
        `${one} Site ${at}, the longer name`,
        `Unit B${at} - ${one}`,
        `${one}\tDepot, Leeds ${at}`,
        `“Burglary Row ${at}” ${one}`,
      ][at % 4],
  )
  const fields = Array.from({ length: 5 }, (_, at) => typed.slice(at * 60, at * 60 + 60).join('\n'))
  for (const field of fields) expect(field.length).toBeLessThanOrEqual(3_000)
  const found = read(fields, { [FIELDS.min]: { value: '5' } })
  if (!found.ok) throw new Error(JSON.stringify(found.failure))
  expect(found.value.faults).toEqual([])
  expect(found.value.choices.map(({ postcode: near, name }) => [near, name]).slice(0, 3)).toEqual([
    [lines[0], 'Site 0, the longer name'],
    [lines[1], 'Unit B1'],
    [lines[2], 'Depot, Leeds 2'],
  ])
  expect(found.value.choices.filter(({ name }) => name === null)).toEqual([])
  expect(found.value.choices).toHaveLength(300)
  expect(new Set(found.value.choices.map(({ minIncidents }) => minIncidents))).toEqual(new Set([5]))
})

test('whatever is typed into a list, each line is a place or a fault, and nothing of it is lost', () => {
  const line = fc.oneof(
    hostileText.map((text) => text.replace(/\s+/gu, ' ').trim()),
    fc.constantFrom(...FAULTS, ...bare(20)),
    fc
      .tuple(fc.constantFrom(...bare(20)), hostileText)
      .map(([one, name]) => `${one} ${name.replace(/\s+/gu, ' ')}`),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const found = readPlaceLines(lines.join('\n'))
      for (const typed of lines) {
        if (typed.trim() === '') continue
        const alone = readPlaceLines(typed)
        expect(alone.places.length + alone.faults.length).toBeGreaterThan(0)
        for (const { postcode: near } of alone.places)
          expect(found.places.some((place) => place.postcode === near)).toBe(true)
        expect(found.faults).toEqual(expect.arrayContaining([...alone.faults]))
      }
      for (const { name } of found.places) expect(name === null || readName(name) === name).toBe(true)
    }),
  )
})

test.each(['0', '-1', '1.5', 'many', '1e9'])('%j is no number of incidents', (value) => {
  expect(read(['LE1 1WA'], { [FIELDS.min]: { value } })).toMatchObject({
    ok: false,
    failure: { [FIELDS.min]: expect.stringContaining('whole number') },
  })
})
