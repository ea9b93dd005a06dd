import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanName, withoutListMark } from '../../src/reading/place-name.ts'

const NAMES = [
  'Depot',
  'Depot (north)',
  '(Old) Depot',
  'Depot “A”',
  '“A” and “B”',
  '"A" and "B"',
  'St. John’s',
  "Rock 'n' Roll",
  '24/7 Gym',
  'No. 10',
  'R&D',
  'Westward Ho!',
  'Disney+',
  ':fire: Depot :fire:',
]

test.each(NAMES)('%s stays as it is', (name) => {
  expect(cleanName(name)).toBe(name)
})

const separators = (...loose: readonly string[]) =>
  fc
    .array(fc.constantFrom(' ', ', ', ' - ', ' – ', ' → ', ' = ', '• ', '* ', ' | ', '. ', '/ ', ...loose), {
      maxLength: 4,
    })
    .map((parts) => parts.join(' '))

test('separators go, and brackets and quotation marks without a partner', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...NAMES),
      separators(')', '”'),
      separators('(', '“'),
      (name, before, behind) => {
        expect(cleanName(`${before} ${name} ${behind}`)).toBe(name)
      },
    ),
  )
})

test('brackets and quotation marks around all of a name go in pairs', () => {
  const named = fc.constantFrom<string>('Depot', 'St. John’s', 'Depot {north}')
  const pair = fc.constantFrom<string>('()', '[]', '“”', '‘’', '""', '<>')
  fc.assert(
    fc.property(named, fc.uniqueArray(pair, { maxLength: 3 }), (name, pairs) => {
      const nested = pairs.reduce((inner, [opening, closing]) => `${opening}${inner}${closing}`, name)
      expect(cleanName(nested)).toBe(name)
    }),
  )
})

test.each(['', '•', '( )', '“”', '→ =', ':8ball:', '<@U1|priya s>', '(((((((((((('])(
  '%j: where no letter or digit is left there is no name',
  (text) => {
    expect(cleanName(text)).toBe('')
  },
)

test.each([
  ['• Depot', 'Depot'],
  ['12. Depot', 'Depot'],
  ['3)Depot', 'Depot'],
  ['- [ ] (4) Depot', 'Depot'],
  ['1.5 miles', '1.5 miles'],
  ['24/7 Gym', '24/7 Gym'],
  ['10 Downing Street', '10 Downing Street'],
  ['2.', '2.'],
])('of the line %j without its bullet or number %j is left', (line, left) => {
  expect(withoutListMark(line)).toBe(left)
})
