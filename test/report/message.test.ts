import { expect, test } from 'vitest'
import { reportMessage } from '../../src/report/message.ts'
import { cityCentre } from '../support/city-centre.ts'

const PRIVATE = { category: null, canShare: true, canChart: true, sharedBy: null }

test('the whole report is built once; one of a category or for a channel is not kept with it', () => {
  const report = cityCentre()
  expect(reportMessage(report, PRIVATE)).toBe(reportMessage(report, { ...PRIVATE }))
  expect(reportMessage(report, { ...PRIVATE, canShare: false })).not.toBe(reportMessage(report, PRIVATE))
  expect(reportMessage(report, { ...PRIVATE, canChart: false })).not.toBe(reportMessage(report, PRIVATE))
  for (const view of [
    { ...PRIVATE, category: 'burglary' },
    { ...PRIVATE, canShare: false, sharedBy: 'U0PRIYA' },
  ])
    expect(reportMessage(report, view)).not.toBe(reportMessage(report, view))
})
