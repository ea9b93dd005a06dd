import { expect, test } from 'vitest'
import { reportMessage } from '../../src/report/message.ts'
import { cityCentre } from '../support/city-centre.ts'

const PRIVATE = { categories: [], canShare: true, canChart: true, sharedBy: null }

test('the private message of a report is built once for each set of buttons', () => {
  const report = cityCentre()
  expect(reportMessage(report, { ...PRIVATE })).toBe(reportMessage(report, PRIVATE))
  for (const other of [{ canShare: false }, { canChart: false }])
    expect(reportMessage(report, { ...PRIVATE, ...other })).not.toEqual(reportMessage(report, PRIVATE))
})

test('messages on one category, and those that name a person, are built each time', () => {
  const report = cityCentre()
  for (const view of [
    { ...PRIVATE, categories: ['burglary'] },
    { ...PRIVATE, canShare: false, sharedBy: 'U0PRIYA' },
  ])
    expect(reportMessage(report, view)).not.toBe(reportMessage(report, view))
})

test('a later report of the same postcode has a message of its own', () => {
  const earlier = cityCentre()
  const later = { ...earlier, fetchedAt: earlier.fetchedAt + 3_600_000 }
  expect(reportMessage(later, PRIVATE)).not.toEqual(reportMessage(earlier, PRIVATE))
})
