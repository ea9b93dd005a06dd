import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { read } from '../../src/reading/reading.ts'
import { anyPostcode } from '../support/arbitraries/any-postcode.ts'
import { noiseLines } from '../support/arbitraries/text-without-postcode.ts'

const readFreeText = (text: string) => read(text, { freeText: true })

/** The certain postcodes, those elsewhere in brackets; then, behind a bar, the possible ones. */
const told = (text: string): string => {
  const { postcodes, failures, possible } = readFreeText(text)
  const elsewhere = failures.map((failure) =>
    failure.kind === 'not-covered' ? `(${failure.postcode})` : failure.kind,
  )
  return [
    [...postcodes, ...elsewhere].join(', '),
    ...(possible.length === 0 ? [] : [possible.join(', ')]),
  ].join(' | ')
}

describe('certain', () => {
  test.each([
    ['Break-in at LE1 1WA last night', 'LE1 1WA'],
    ['le1 1wa', 'LE1 1WA'],
    ['Le1 1wa?', 'LE1 1WA'],
    ['(LE1 1WA), “M1 1AE” and *ST20 0LY*.', 'LE1 1WA, M1 1AE, ST20 0LY'],
    ['`LE1 1WA`', 'LE1 1WA'],
    ['/crime LE1 1WA', 'LE1 1WA'],
    ['LE1  1WA…', 'LE1 1WA'],
    ['LE1\u00a01WA...', 'LE1 1WA'],
    ["LE1 1WA's figures", 'LE1 1WA'],
    ['LE1 1WA,M1 1AE;ST20 0LY', 'LE1 1WA, M1 1AE, ST20 0LY'],
    ['le1 1wa, again LE1 1WA', 'LE1 1WA'],
    ['Moved from EH1 1YZ to LE1 1WA', 'LE1 1WA, (EH1 1YZ)'],
    ['postcode: e16an', 'E1 6AN'],
    ['My post code is “e116ab”.', 'E11 6AB'],
    ['postcode:LE11WA', 'LE1 1WA'],
    ['My postcode is M1 8GB', 'M1 8GB'],
    ['/crime le11wa', 'LE1 1WA'],
    ['12 High Street, Leicester, LE11WA', 'LE1 1WA'],
    ['12 High Street LE11WA', 'LE1 1WA'],
    ['47 Mill Lane, Church Eaton, st200ly', 'ST20 0LY'],
    ['Does anyone know what happened at sw1a1aa yesterday?', 'SW1A 1AA'],
    ['There was a break-in near le11wa at 10.30pm, the 3rd this week.', 'LE1 1WA'],
    ['Any news? @sam there was a fire at le11wa :fire: on Monday. See https://example.com/?x=1', 'LE1 1WA'],
    ['sw1a1aa vs M1 1AE', 'SW1A 1AA, M1 1AE'],
    ['M1 1AE, le11wa and e16an', 'M1 1AE, LE1 1WA, E1 6AN'],
  ])('"%s": %s', (text, expected) => {
    expect(told(text)).toBe(expected)
  })
})

describe('possible', () => {
  test.each([
    ['le11wa', ' | LE1 1WA'],
    ['meet at e16an on the corner of the road', ' | E1 6AN'],
    ['the order in le11wa was late and it is lost', ' | LE1 1WA'],
    ['the colour E116AB', ' | E11 6AB'],
    ['take the M4 1st exit', ' | M4 1ST'],
    ['a MacBook M1 8GB', ' | M1 8GB'],
    ['.box { grid-area: s7 1fr }', ' | S7 1FR'],
    ['re-read ch1 2nd paragraph', ' | CH1 2ND'],
    ['CR7 1st goal was lovely', ' | CR7 1ST'],
    ['a CO2 5lb cylinder', ' | CO2 5LB'],
    ['an n1 2br flat', ' | N1 2BR'],
    ['vitamin B12 3ug a day', ' | B12 3UG'],
    ['gain of e3 2dB', ' | E3 2DB'],
    ['ab12c le1 1wa', ' | LE1 1WA'],
  ])('"%s"', (text, expected) => {
    expect(told(text)).toBe(expected)
  })
})

describe('part of something else, or nothing', () => {
  test.each([
    '',
    'LE1',
    'LE1\n1WA',
    'ZZ1 1AA',
    'LE1 1CA',
    'E1E 6AN',
    'LE01 1WA',
    'CB1X 0BY',
    'xLE1 1WA',
    'LE1 1WAx',
    'LE1 1WA2',
    'LE1 1WA_x',
    'user-LE1 1WA',
    'LE1 1WA-7',
    '#LE11WA',
    '@le11wa',
    'id=le11wa',
    'id:"le11wa"',
    'a/LE1 1WA',
    'LE1 1WA.html',
    'https://example.com/LE1 1WA',
    'https://example.com/?near=LE11WA&x=1',
    'le11wa@example.com',
    '0xE116AB',
    '$LE11WA',
  ])('"%s"', (text) => {
    expect(told(text)).toBe('')
  })
})

test('in 10,000 lines of English, logs, ids and code none is found', () => {
  const lines = noiseLines(10_000)
  expect(new Set(lines).size).toBeGreaterThan(8_000)
  expect(lines.filter((line) => readFreeText(line).postcodes.length > 0)).toEqual([])
  expect(readFreeText(lines.slice(0, 500).join('\n')).postcodes).toEqual([])
  // The lines are near enough to matter: many hold what only looks like one.
  expect(lines.filter((line) => readFreeText(line).possible.length > 0).length).toBeGreaterThan(100)
})

// What may stand beside a postcode without touching it.
const LEFT = ['', ' ', '(', ' “', '\n', ', ', '*', '– ']
const RIGHT = ['', ' ', ')', '”', '\n', ', ', '. ', '?', '! ', ': ', '*', ' –']
const noise = fc.constantFrom(...noiseLines(500))

test('any postcode with its space is found in any surroundings', () => {
  fc.assert(
    fc.property(
      anyPostcode,
      noise,
      noise,
      fc.constantFrom(...LEFT),
      fc.constantFrom(...RIGHT),
      (postcode, before, behind, left, right) => {
        fc.pre(!/ \d(?:ST|ND|RD|TH|GB|TB|PB|HZ|HR|WD|FT|PX|PT|LB|GW|BN)$/.test(postcode))
        const text = `${before} ${left}${postcode}${right} ${behind}`
        expect(readFreeText(text).postcodes).toContain(postcode)
      },
    ),
    { numRuns: 1_000 },
  )
})

const SPELLINGS: readonly ((postcode: string) => string)[] = [
  (it) => it,
  (it) => it.toLowerCase(),
  (it) => it.replace(' ', ''),
  (it) => it.replace(' ', '').toLowerCase(),
]

test('any postcode in any spelling is found behind the word, and joined to another one', () => {
  fc.assert(
    fc.property(
      anyPostcode,
      fc.constantFrom(...SPELLINGS),
      fc.constantFrom(
        'postcode ',
        'the postcode is ',
        'Postcode: ',
        'LE1 1WA and ',
        'LE1 1WA, ',
        'M1 1AE vs ',
      ),
      (postcode, spelled, cue) => {
        expect(readFreeText(`${cue}${spelled(postcode)}`).postcodes).toContain(postcode)
      },
    ),
    { numRuns: 500 },
  )
})

test('glued to a letter, a digit or a mark of code it is never found', () => {
  const glue = fc.constantFrom('x', '7', 'x_', '-', '/', '#', '=', '@', '%', '$', '&')
  fc.assert(
    fc.property(anyPostcode, fc.constantFrom(...SPELLINGS), glue, glue, (postcode, spelled, left, right) => {
      expect(readFreeText(`postcode ${left}${spelled(postcode)}`).postcodes).toEqual([])
      expect(readFreeText(`postcode ${spelled(postcode)}${right === 'x_' ? '_x' : right}`).postcodes).toEqual(
        [],
      )
    }),
  )
})
