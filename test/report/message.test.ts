import { expect, test } from 'vitest'
import type { ReportView } from '../../src/report/buttons.ts'
import { reportMessage } from '../../src/report/message.ts'
import { cityCentre } from '../support/city-centre.ts'
import { reportOf } from '../support/incidents.ts'

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

test.each([
  ['none of its category', cityCentre(), ['x']],
  ['nothing at all', reportOf([]), []],
])('shared, a report of %s begins with who shared it', (_, report, categories) => {
  const { blocks } = reportMessage(report, { ...PRIVATE, categories, sharedBy: 'U0PRIYA' })
  expect(blocks[0]).toMatchObject({ type: 'context', elements: [{ text: 'Shared by <@U0PRIYA>' }] })
  expect(reportMessage(report, { ...PRIVATE, categories }).blocks).not.toContainEqual(blocks[0])
})

test('a later report of the same postcode has a message of its own', () => {
  const earlier = cityCentre()
  const later = { ...earlier, fetchedAt: earlier.fetchedAt + 3_600_000 }
  expect(reportMessage(later, PRIVATE)).not.toEqual(reportMessage(earlier, PRIVATE))
})
