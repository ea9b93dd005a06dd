import { expect, test } from 'vitest'
import { checkSuggestions } from '../../../playground/slack/block-rules/block-rules.ts'
import type { Street } from '../../../src/crime/street.ts'
import { streetOptions } from '../../../src/report/browse/street-search.ts'
import { incident, reportOf, street, times } from '../../support/incidents.ts'

type Row = readonly [on: Street, count: number]

const reportOn = (rows: readonly Row[]) =>
  reportOf(rows.flatMap(([on, count]) => times(count, incident({ street: on }))))

const search = (rows: readonly Row[], typed: string) => {
  const options = streetOptions(reportOn(rows), typed)
  expect(checkSuggestions(options)).toEqual([])
  const [group, ...more] = options.option_groups
  expect(more).toEqual([])
  const [all, ...found] = group?.options ?? []
  expect(all).toMatchObject({ text: { text: 'All places' }, value: 'all' })
  return { label: group?.label.text, texts: found.map(({ text }) => text.text), found }
}

const TOWN: readonly Row[] = [
  [street('High Street'), 3],
  [street('Street Lane, Upper High'), 2],
  [street('Cafe Row'), 1],
  [street('Heol y Frân'), 4],
  [street(''), 9],
]

test('nothing typed: all named streets, largest count first', () => {
  const { label, texts } = search(TOWN, '')
  expect(texts).toEqual(['Heol y Frân (4)', 'High Street (3)', 'Street Lane, Upper High (2)', 'Cafe Row (1)'])
  expect(label).toBe('4 places, most incidents first')
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
  ['only spaces are nothing typed', '   ', TOWN.slice(0, 4).map(() => expect.any(String))],
])('%s', (_, typed, texts) => {
  expect(search(TOWN, typed).texts).toEqual(texts)
})

test.each(['asdfghjkl', '.*', '(', '\\', '<!channel>', '\u0000', '🔥', 'x'.repeat(10_000)])(
  'nonsense finds nothing, says so, and still offers all places: %s',
  (typed) => {
    expect(search(TOWN, typed)).toEqual({ label: 'No place with that name', texts: [], found: [] })
  },
)

test('one street is one place', () => {
  expect(search(TOWN, 'cafe').label).toBe('1 place, most incidents first')
})

test('a report without a named street says so', () => {
  expect(search([[street(''), 2]], '').label).toBe('No street names given')
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
