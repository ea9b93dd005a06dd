import { expect, test } from 'vitest'
import { categoryPoints, outcomePoints } from '../../src/report/chart.ts'
import { cityCentre } from '../support/city-centre.ts'
import { incident, reportOf, times } from '../support/incidents.ts'

const withCategories = (number: number) =>
  reportOf(Array.from({ length: number }, (_, at) => incident({ category: `category-${at}` })))
const withOutcomes = (number: number) =>
  reportOf(
    Array.from({ length: number }, (_, at) =>
      times(number - at, incident({ outcome: `Outcome ${at}` })),
    ).flat(),
  )

test.each([
  [20, 20, 'Category 9'],
  [21, 20, 'Two other categories'],
  [24, 20, '5 other categories'],
  [400, 20, '381 other categories'],
])('%i categories are %i bars, the last "%s"', (number, bars, last) => {
  const points = categoryPoints(withCategories(number))
  expect(points.length).toBe(bars)
  expect(points.at(-1)?.label).toBe(last)
})

test.each([
  [6, 'Outcome 5', 1],
  [7, 'Two other outcomes', 3],
  [10, 'Five other outcomes', 15],
  [17, '12 other outcomes', 78],
])('%i outcomes are six segments, the last "%s"', (number, last, value) => {
  const points = outcomePoints(withOutcomes(number))
  expect(points.length).toBe(6)
  expect(points.at(-1)).toEqual({ label: last, value })
})

test('incidents without an outcome have segments of their own, and all add up', () => {
  const report = reportOf([
    ...withOutcomes(9).incidents,
    ...times(3, incident({ outcome: null })),
    ...times(2, incident({ category: 'anti-social-behaviour', outcome: null })),
  ])
  const points = outcomePoints(report)
  expect(points.slice(-3)).toEqual([
    { label: 'Six other outcomes', value: 21 },
    { label: 'None given', value: 3 },
    { label: 'Not published', value: 2 },
  ])
  expect(points.reduce((sum, { value }) => sum + value, 0)).toBe(report.total)
})

test('the police’s own names fit a label uncut', () => {
  const city = cityCentre()
  for (const { label } of [...categoryPoints(city), ...outcomePoints(city)])
    expect(label).toMatch(/^[^…]{1,20}$/)
})
