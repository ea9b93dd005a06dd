import { expect, test } from 'vitest'
import type { ReportView } from '../../src/report/buttons.ts'
import { reportMessage } from '../../src/report/message.ts'
import { cityCentre } from '../support/city-centre.ts'

const PRIVATE: ReportView = { categories: [], audience: 'channel', canChart: true, sharedBy: null }

test('the private message of a report is built once for each set of buttons', () => {
  const report = cityCentre()
  expect(reportMessage(report, { ...PRIVATE })).toBe(reportMessage(report, PRIVATE))
  for (const other of [{ audience: 'nobody' }, { canChart: false }] as const)
    expect(reportMessage(report, { ...PRIVATE, ...other })).not.toEqual(reportMessage(report, PRIVATE))
})

test('messages on one category, and those that name a person, are built each time', () => {
  const report = cityCentre()
  for (const view of [
    { ...PRIVATE, categories: ['burglary'] },
    { ...PRIVATE, audience: 'nobody', sharedBy: 'U0PRIYA' },
  ] as const)
    expect(reportMessage(report, view)).not.toBe(reportMessage(report, view))
})

test('a later report of the same postcode has a message of its own', () => {
  const earlier = cityCentre()
  const later = { ...earlier, fetchedAt: earlier.fetchedAt + 3_600_000 }
  expect(reportMessage(later, PRIVATE)).not.toEqual(reportMessage(earlier, PRIVATE))
})
