import { describe, expect, test } from 'vitest'
import { isMonth, type Month, monthInWords, monthsInWords, monthsLater } from '../../src/crime/dates.ts'

const months = (...texts: string[]): Month[] => texts.filter(isMonth)

test.each(['2023-01', '2026-12', '1999-10'])('%s is a month', (text) => {
  expect(isMonth(text)).toBe(true)
})

test.each([
  '2023-00',
  '2023-13',
  '2023-1',
  '2023-01-01',
  '23-01',
  ' 2023-01',
  '2023-01\n',
  '',
  'January 2023',
])('%j is none', (text) => {
  expect(isMonth(text)).toBe(false)
})

describe('in words', () => {
  test('one month', () => {
    expect(months('2023-01', '2024-12', '2026-05').map(monthInWords)).toEqual([
      'January 2023',
      'December 2024',
      'May 2026',
    ])
  })

  test.each([
    [[], 'no month'],
    [['2023-01'], 'January 2023'],
    [['2022-12', '2023-01'], 'December 2022 and January 2023'],
    [['2022-11', '2022-12', '2023-01'], 'November 2022 to January 2023'],
    [['2024-11', '2024-12'], 'November and December 2024'],
    [['2024-10', '2024-11', '2024-12'], 'October to December 2024'],
  ])('%j: %s', (texts, words) => {
    expect(monthsInWords(months(...texts))).toBe(words)
  })
})

test('three months later is the same day, or the last one of a shorter month', () => {
  const later = ['2026-11-16', '2026-11-30', '2026-08-31'].map((day) => monthsLater(day, 3))
  expect(later).toEqual(['2027-02-16', '2027-02-28', '2026-11-30'])
})
