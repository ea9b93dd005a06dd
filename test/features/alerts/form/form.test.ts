import type { ViewStateValue } from '@slack/bolt'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../../src/crime/category.ts'
import { dayInLondon, dayInWords, isDay } from '../../../../src/crime/dates.ts'
import { readName } from '../../../../src/crime/postcode.ts'
import { type AlertChoice, choiceFor, choiceOf, isPersonal } from '../../../../src/features/alerts/alert.ts'
import {
  FIELDS,
  packMetadata,
  pauseFormOf,
  placesField,
  readForm,
  unpackMetadata,
} from '../../../../src/features/alerts/form/form.ts'
import { formView } from '../../../../src/features/alerts/form/views.ts'
import { packHome } from '../../../../src/features/home/state.ts'
import { readPlaceLines } from '../../../../src/reading/place-lines.ts'
import { read as readText } from '../../../../src/reading/reading.ts'
import { anyBrowsed } from '../../../support/arbitraries/any-browsed.ts'
import { hostileText } from '../../../support/hostile-report.ts'
import { postcode } from '../../../support/incidents.ts'
import { anyAlert } from '../any-alert.ts'
import { alertOf, TODAY } from '../example-alerts.ts'

const NEW = { id: null, personal: false, home: null, revision: 0, pausing: null }
const EDIT = { ...NEW, id: 'a1' }

/** The state of a form, as Slack hands it over. */
const submitted = (fields: Readonly<Record<string, Omit<ViewStateValue, 'type'>>>) => ({
  state: {
    values: Object.fromEntries(
      Object.entries(fields).map(([id, value]) => [id, { [id]: { type: 'any', ...value } }]),
    ),
  },
})
const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value })
const filled = (choice: AlertChoice) => {
  const { channelId, postcode: near, name, categories, minIncidents, inThread, pausedUntil } = choice
  return submitted({
    [FIELDS.channel]: { selected_conversation: channelId },
    [FIELDS.postcode]: { value: near },
    [FIELDS.name]: { value: name },
    [FIELDS.min]: { value: minIncidents === null ? null : String(minIncidents) },
    [FIELDS.categories]: { selected_options: categories.map(option) },
    [FIELDS.thread]: { selected_options: inThread ? [option('thread')] : [] },
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
      [FIELDS.paused]: 'Choose a date after today, or leave blank for no pause.',
    },
  })
})

test('values that no field offers are left out', () => {
  const choice = choiceFor('C1', { postcode: postcode('LE1 1WA'), name: null })
  const read = readForm(filled({ ...choice, categories: ['dragons', 'drugs'] }), NEW, 'U1', TODAY)
  expect(read).toMatchObject({ value: { choices: [{ categories: ['drugs'] }] } })
})

test('categories are read in the order of the menu, however they were picked or typed', () => {
  const picked = { [FIELDS.categories]: { selected_options: ['robbery', 'drugs'].map(option) } }
  for (const found of [read(['LE1 1WA'], picked), read(['LE1 1WA robbery, drugs'])])
    expect(found).toMatchObject({ value: { choices: [{ categories: ['drugs', 'robbery'] }] } })
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
  const metadata = fc.record({
    id: fc.option(fc.uuid()),
    personal: fc.boolean(),
    home: fc.option(home),
    revision: fc.nat(9),
    pausing: fc.option(fc.constant(postcode('LE1 1WA'))),
  })
  fc.assert(
    fc.property(metadata, (one) => {
      expect(packMetadata(one).length).toBeLessThanOrEqual(3_000)
      expect(unpackMetadata(packMetadata(one))).toEqual(one)
    }),
  )
})

test('the form that pauses an alert names its place, and keeps no name in private_metadata', () => {
  const { blocks, private_metadata } = formView(pauseFormOf(alertOf({ name: 'Depot' }), TODAY, null), null)
  expect(JSON.stringify(blocks).replaceAll('\u00a0', ' ')).toContain('new figures for Depot (LE1 1WA) until')
  expect(private_metadata).toContain('LE1 1WA')
  expect(private_metadata).not.toContain('Depot')
})

test.each([
  '{"pausing":"LE1 IWA"}',
  '{"pausing":{"toString":1}}',
  '{"pausing":"Depot (LE1 1WA)"}',
  '',
  'x',
  '[]',
  '{"id":"a b"}',
  '{"alert":"a b"}',
])('%j is not read as metadata', (metadata) => {
  expect(unpackMetadata(metadata)).toBeNull()
})

test.each([
  ['{}', NEW],
  ['{"alert":"a1"}', EDIT],
  [
    '{"alert":"a1","personal":true,"home":{"editing":false},"revision":1}',
    { ...EDIT, personal: true, home: '{"editing":false}', revision: 1 },
  ],
])('%s, as an earlier version packed it, is read', (metadata, read) => {
  expect(unpackMetadata(metadata)).toEqual(read)
})

test.each([{ id: 'a b' }, { id: 1 }, { personal: 'yes' }, { home: 'x' }, { revision: -1 }])(
  'metadata with %j is not read',
  (wrong) => {
    expect(unpackMetadata(JSON.stringify({ ...NEW, ...wrong }))).toBeNull()
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

const LETTERS = 'ABDEFGHJLNPQRSTUWXYZ'
/** Bare postcodes, all of them different. */
const bare = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `LE${(at % 9) + 1} ${Math.floor(at / 180)}${LETTERS[Math.floor(at / 9) % 20]}A`,
  )

const read = (texts: readonly string[], given: Parameters<typeof submitted>[0] = {}) =>
  readForm(
    submitted({
      [FIELDS.channel]: { selected_conversation: 'C1' },
      ...Object.fromEntries(texts.map((value, at) => [placesField(NEW, at), { value }])),
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

const inOneLine = hostileText.map((text) => text.replace(/[\s\u0085]+/gu, ' ').trim())
const placed = fc.constantFrom(...FAULTS, ...bare(20))

test('whatever is typed into a list, each place that a line names is a place or a fault', () => {
  const piece = fc.oneof(
    inOneLine,
    placed,
    fc.tuple(placed, inOneLine).map((both) => both.join(' ')),
  )
  const line = fc
    .tuple(fc.array(piece, { minLength: 1, maxLength: 4 }), fc.constantFrom(', ', ' ', '; ', ' and ', '\t'))
    .map(([pieces, separator]) => pieces.join(separator))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const found = readPlaceLines(lines.join('\n'))
      const kept = found.places.map((place) => place.postcode)
      const failures = found.faults.map(({ failure }) => failure)
      for (const typed of lines.map((one) => one.trim()).filter(Boolean)) {
        const reading = readText(typed)
        const failed = reading.failures.filter(({ kind }) => kind !== 'place-name')
        expect(kept).toEqual(expect.arrayContaining([...reading.postcodes]))
        expect(failures).toEqual(expect.arrayContaining(failed))
        if (reading.postcodes.length + failed.length === 0)
          expect(found.faults.map((fault) => fault.typed)).toContain(typed)
      }
      for (const { name } of found.places) expect(name === null || readName(name) === name).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('a name beside a postcode is its name or in a fault, however the places of a line are separated', () => {
  const names = ['Head office', 'Depot', 'Yard 4', 'Bike hub', 'Home', 'Drugs advice']
  const named = fc.shuffledSubarray(names, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(
      named,
      fc.constantFrom(', ', ' ', '; ', ' and '),
      fc.boolean(),
      (chosen, separator, before) => {
        const pairs = chosen.map((name, at) => (before ? [name, bare(9)[at]] : [bare(9)[at], name]).join(' '))
        const { places, faults } = readPlaceLines(pairs.join(separator))
        const said = JSON.stringify([places.map(({ name }) => name), faults])
        for (const name of chosen) expect(said).toContain(name)
        expect(places.length + faults.length).toBeGreaterThanOrEqual(chosen.length)
      },
    ),
  )
})

test.each(['0', '-1', '1.5', 'many', '1e9'])('%j is no number of incidents', (value) => {
  expect(read(['LE1 1WA'], { [FIELDS.min]: { value } })).toMatchObject({
    ok: false,
    failure: { [FIELDS.min]: expect.stringContaining('whole number') },
  })
})
