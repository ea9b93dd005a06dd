import fc from 'fast-check'
import { expect, test } from 'vitest'
import { categoryOf } from '../../../src/crime/category.ts'
import type { Incident } from '../../../src/crime/incidents.ts'
import type { Report } from '../../../src/crime/report.ts'
import { inOrder } from '../../../src/report/browse/sort-incidents.ts'
import { anyIncidents } from '../../support/any-incidents.ts'
import { incident, reportOf, street } from '../../support/incidents.ts'
import { village } from '../../support/village.ts'

const ordered = (report: Report) => Array.from(inOrder(report), (index) => report.incidents.at(index))

const names = (streets: readonly string[]): string[] =>
  ordered(reportOf(streets.map((name) => incident({ street: street(name) })))).map((it) => it.street.name)

test('places stand from A to Z, those without a name last', () => {
  expect(names(['', 'Quarry Road', 'Abbey Lane', '', 'market place', 'Mill Lane'])).toEqual([
    'Abbey Lane',
    'market place',
    'Mill Lane',
    'Quarry Road',
    '',
    '',
  ])
})

test('numbers count as numbers, and accents do not send a name to the end', () => {
  expect(names(['Zoo Lane', 'Road 10', 'Ébène Close', 'Road 9', 'Early Close'])).toEqual([
    'Early Close',
    'Ébène Close',
    'Road 9',
    'Road 10',
    'Zoo Lane',
  ])
})

test('on one place incidents stand by the name of their category', () => {
  const lane = street('Mill Lane')
  const slugs = ['violent-crime', 'fly-tipping', 'burglary', 'anti-social-behaviour']
  const order = ordered(reportOf(slugs.map((category) => incident({ category, street: lane }))))
  expect(order.map(({ category }) => categoryOf(category).name)).toEqual([
    'Anti-social behaviour',
    'Burglary',
    'Fly tipping',
    'Violence and sexual offences',
  ])
})

test('two streets of one name do not mix', () => {
  const [one, two] = [street('High Street'), street('High Street')]
  const order = ordered(
    reportOf([two, one, two, one].map((on, at) => incident({ street: on, category: `kind-${at}` }))),
  )
  expect(order.map((it) => it.street)).toEqual([one, one, two, two])
})

test('a report is sorted once', () => {
  const report = village()
  expect(inOrder(report)).toBe(inOrder(report))
  expect(inOrder(village())).not.toBe(inOrder(report))
})

const inWords = ({ street, category, month, outcome, outcomeMonth }: Incident): string =>
  JSON.stringify([street, category, month, outcome, outcomeMonth])

test('the order holds the incidents of the report, each as often, and leaves the report as it was', () => {
  fc.assert(
    fc.property(anyIncidents, (incidents) => {
      const report = reportOf(incidents)
      const order = ordered(report)
      const written = (list: readonly Incident[]) => list.map(inWords).sort()
      expect(written(order)).toEqual(written(incidents))
      expect([...report.incidents]).toEqual(incidents)
    }),
    { numRuns: 40 },
  )
})
