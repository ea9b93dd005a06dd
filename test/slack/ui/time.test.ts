import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeElement, timeFallback, timeToken } from '../../../src/slack/ui/format.ts'

const AT = Date.UTC(2026, 10, 16, 14, 2, 59, 999)
const DAY = '{date_short_pretty} at {time}'

test('a time alone, or with its day', () => {
  expect(timeFallback(AT, '{time}')).toBe('14:02 UTC')
  expect(timeFallback(AT, DAY)).toBe('on 16 November at 14:02 UTC')
  expect(timeFallback(Date.UTC(2026, 6, 1, 0, 5), '{time}')).toBe('00:05 UTC')
})

test('the token carries whole seconds and a fallback for clients without dates', () => {
  expect(timeToken(AT, '{time}').mrkdwn).toBe('<!date^1794837779^{time}|14:02 UTC>')
  expect(timeElement(AT, DAY)).toEqual({
    type: 'date',
    timestamp: 1_794_837_779,
    format: DAY,
    fallback: 'on 16 November at 14:02 UTC',
  })
})

test('every token is one that Slack can read', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), noInvalidDate: true, max: new Date('2100-01-01') }), (date) => {
      expect(timeToken(date.getTime(), DAY).mrkdwn).toMatch(
        /^<!date\^\d+\^\{date_short_pretty\} at \{time\}\|on \d{1,2} [A-Z][a-z]+ at \d\d:\d\d UTC>$/,
      )
    }),
  )
})
