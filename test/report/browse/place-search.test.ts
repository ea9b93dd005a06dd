import { expect, test } from 'vitest'
import { checkSuggestions } from '../../../playground/slack/block-rules/block-rules.ts'
import { oneLine } from '../../../src/crime/postcode.ts'
import type { Street } from '../../../src/crime/street.ts'
import { placeOptions } from '../../../src/report/browse/place-search.ts'
import { type BrowseState, browseReport } from '../../../src/report/browse/state.ts'
import { incident, postcode, reportOf, street, times } from '../../support/incidents.ts'

type Row = readonly [on: Street, count: number]

const reportOn = (rows: readonly Row[]) =>
  reportOf(rows.flatMap(([on, count]) => times(count, incident({ street: on }))))

const NO_FILTER = browseReport(postcode('LE1 1WA'), [])

const search = (rows: readonly Row[], typed: string, filters: Partial<BrowseState> = {}) => {
  const browsed = { ...NO_FILTER, state: { ...NO_FILTER.state, ...filters } }
  const options = placeOptions(reportOn(rows), browsed, typed)
  expect(checkSuggestions(options)).toEqual([])
  const [group, ...more] = options.option_groups
  expect(more).toEqual([])
  const offered = group?.options ?? []
  // On Enter Slack takes the first: all places where nothing is typed, else what was found.
  const all = oneLine(typed) === '' ? offered.at(0) : offered.at(-1)
  expect(all).toMatchObject({ text: { text: 'All places' }, value: 'all' })
  const found = offered.filter((one) => one !== all)
  return { label: group?.label.text, texts: found.map(({ text }) => text.text), found }
}

const TOWN: readonly Row[] = [
  [street('High Street'), 3],
  [street('Street Lane, Upper High'), 2],
  [street('Cafe Row'), 1],
  [street("King's Mews"), 1],
  [street('Heol y Frân'), 4],
  [street(''), 9],
]

const ALL_OF_TOWN = [
  'Heol y Frân (4)',
  'High Street (3)',
  'Street Lane, Upper High (2)',
  'Cafe Row (1)',
  "King's Mews (1)",
  'Street not given (9)',
]

test('nothing typed: all places, largest count first, those without a name last', () => {
  const { label, texts } = search(TOWN, '')
  expect(texts).toEqual(ALL_OF_TOWN)
  expect(label).toBe('6 places, most incidents first')
})

test.each([
  ['the whole name', 'high street', ['High Street (1)', 'High Street West (5)', 'Old High Street (9)']],
  [
    'how it begins',
    'HIGH',
    ['High Street West (5)', 'High Street (1)', 'Old High Street (9)', 'Thigh Lane (20)'],
  ],
  ['how a word of it begins', 'lane', ['Thigh Lane (20)', 'Plane Road (30)']],
])('what was typed comes first: %s', (_, typed, texts) => {
  const rows: readonly Row[] = [
    [street('Plane Road'), 30],
    [street('Thigh Lane'), 20],
    [street('Old High Street'), 9],
    [street('High Street West'), 5],
    [street('High Street'), 1],
  ]
  expect(search(rows, typed).texts).toEqual(texts)
})

test('the counts follow the other filters, and a place without a match is not offered', () => {
  expect(search(TOWN, '', { category: 'burglary' }).texts).toEqual(ALL_OF_TOWN)
  expect(search(TOWN, '', { category: 'drugs' })).toMatchObject({ label: 'No incident matches', texts: [] })
})

test.each([
  ['words in any order, as parts of words', 'street hig', ['High Street (3)', 'Street Lane, Upper High (2)']],
  ['every word must be there', 'high lane', ['Street Lane, Upper High (2)']],
  [
    'capitals and spaces do not matter',
    '  HIGH   STREET ',
    ['High Street (3)', 'Street Lane, Upper High (2)'],
  ],
  ['accents may be left out', 'fran', ['Heol y Frân (4)']],
  ['accents may be added', 'CAFÉ', ['Cafe Row (1)']],
  ['an accent may be a character of its own', 'fra\u0302n', ['Heol y Frân (4)']],
  ['a phone’s apostrophe', 'king’s', ["King's Mews (1)"]],
  ['no apostrophe', 'kings mews', ["King's Mews (1)"]],
  ['only spaces are nothing typed', ' \u0000 ', ALL_OF_TOWN],
  ['what no street name was given for', 'not given', ['Street not given (9)']],
])('%s', (_, typed, texts) => {
  expect(search(TOWN, typed).texts).toEqual(texts)
})

test.each(['asdfghjkl', '.*', '(', '\\', '<!channel>', '🔥', 'x'.repeat(10_000)])(
  'nonsense finds nothing, says so, and still offers all places: %s',
  (typed) => {
    expect(search(TOWN, typed)).toEqual({ label: 'No place with that name', texts: [], found: [] })
  },
)

test('one street is one place', () => {
  expect(search(TOWN, 'cafe').label).toBe('1 place, most incidents first')
})

test('of 1,000 streets a hundred options are offered, and the label says how many there are', () => {
  const streets = Array.from({ length: 1_000 }, (_, at): Row => [street(`Long Road ${at}`), 1 + (at % 7)])
  const { label, found } = search(streets, 'road')
  expect(found.length).toBe(99)
  expect(label).toBe('99 of 1,000 places: type a name to find others')
  expect(search(streets, 'long 999').texts).toEqual(['Long Road 999 (6)'])
})

test('99 streets are all offered', () => {
  const streets = Array.from({ length: 99 }, (_, at): Row => [street(`Road ${at}`), 1])
  expect(search(streets, '')).toMatchObject({ label: '99 places, most incidents first' })
})

test('a name of 300 characters is cut, and its count is kept', () => {
  const { texts } = search([[street('x'.repeat(300)), 1_234]], 'xxx')
  expect(texts).toEqual([`${'x'.repeat(59)}… (1,234)`])
})

test('two streets of one name are one option, which says so', () => {
  const { texts } = search(
    [
      [street('High Street'), 1_200],
      [street('High Street'), 2],
      [street('x'.repeat(300)), 1],
      [street('x'.repeat(300)), 1],
    ],
    '',
  )
  expect(texts).toEqual(['High Street (1,202 in 2 places)', `${'x'.repeat(58)}… (2 in 2 places)`])
})
