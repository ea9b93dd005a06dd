import { expect, test } from 'vitest'
import { writeSlackDate } from '../../../playground/page/client/blocks/write-slack-date.ts'

const now = new Date('2026-07-14T13:02:00Z')
const at = (time: string) => Date.parse(time) / 1000
const write = (time: string, format: string, zone = 'Europe/London') =>
  writeSlackDate(at(time), format, now, zone)

test('the clock is the reader’s own', () => {
  expect(write('2026-07-14T13:02:00Z', 'at {time}')).toBe('at 14:02')
  expect(write('2026-07-14T13:02:00Z', 'at {time}', 'Asia/Tokyo')).toBe('at 22:02')
})

test.each([
  ['{date_num}', '12/07/2026'],
  ['{date}', '12 July 2026'],
  ['{date_short}', '12 Jul 2026'],
  ['{date} at {time_secs}', '12 July 2026 at 10:00:05'],
  ['{date_pretty}', '12 July 2026'],
])('%s', (format, written) => {
  expect(write('2026-07-12T09:00:05Z', format)).toBe(written)
})

// Node's ICU versions differ in the comma.
test('{date_long}', () => {
  expect(write('2026-07-12T09:00:05Z', '{date_long}')).toMatch(/^Sunday,? 12 July 2026$/)
})

test.each([
  ['2026-07-14T22:59:00Z', 'today'],
  ['2026-07-14T23:01:00Z', 'tomorrow'],
  ['2026-07-13T22:59:00Z', 'yesterday'],
])('a pretty date near today is a word: %s', (time, word) => {
  expect(write(time, '{date_short_pretty}')).toBe(word)
})

test('an invalid timestamp or an unknown token gives the fallback', () => {
  expect(writeSlackDate(Number.NaN, '{time}')).toBeUndefined()
  expect(write('2026-07-14T13:02:00Z', '{century}')).toBeUndefined()
})
