import { expect, test } from 'vitest'
import { reportMessage } from '../../src/report/message.ts'
import { cityCentre } from '../support/city-centre.ts'

const PRIVATE = { category: null, canShare: true, canChart: true, sharedBy: null }

test('a report is built once, and one of a category; one for a channel each time', () => {
  const report = cityCentre()
  for (const view of [PRIVATE, { ...PRIVATE, category: 'burglary' }])
    expect(reportMessage(report, view)).toBe(reportMessage(report, { ...view }))
  for (const other of [{ canShare: false }, { canChart: false }, { category: 'robbery' }])
    expect(reportMessage(report, { ...PRIVATE, ...other })).not.toBe(reportMessage(report, PRIVATE))
  const shared = { ...PRIVATE, canShare: false, sharedBy: 'U0PRIYA' }
  expect(reportMessage(report, shared)).not.toBe(reportMessage(report, shared))
})

test('a younger report of the same postcode has messages of its own', () => {
  const view = { ...PRIVATE, category: 'burglary' }
  const [older, younger] = [cityCentre(), { ...cityCentre(), fetchedAt: cityCentre().fetchedAt + 3_600_000 }]
  const first = reportMessage(older, view)
  const second = reportMessage(younger, view)
  expect(second).not.toEqual(first)
  expect(reportMessage(younger, view)).toBe(second)
})

test('of categories only the two hundred that were last asked for are kept', () => {
  const report = cityCentre()
  const burglary = { ...PRIVATE, category: 'burglary' }
  const first = reportMessage(report, burglary)
  const askForOthers = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) reportMessage(report, { ...PRIVATE, category: `category-${at}` })
  }
  askForOthers(0, 199)
  expect(reportMessage(report, burglary)).toBe(first)
  askForOthers(199, 398)
  expect(reportMessage(report, burglary)).toBe(first)
  askForOthers(398, 598)
  expect(reportMessage(report, burglary)).not.toBe(first)
})
