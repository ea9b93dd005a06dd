import { describe, expect, test } from 'vitest'
import { countIncidents, placeCounts } from '../../src/crime/report.ts'
import { publishedMonths } from '../support/police-records.ts'
import { readContents } from '../support/read-contents.ts'
import { bodyWith } from '../support/records.ts'

/** How often each key occurs, most frequent first and then by key. */
const tally = (keys: readonly string[]): [key: string, count: number][] =>
  [...Map.groupBy(keys, (key) => key)]
    .map(([key, { length }]): [string, number] => [key, length])
    .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))

const sorted = (rows: readonly [key: string, count: number][]) =>
  [...rows].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))

describe.each(publishedMonths())('a month as the police publish it: $name', ({ month, records }) => {
  const read = readContents(bodyWith(records))
  if (!read.ok) throw new Error(read.failure)
  const { incidents, unreadable } = read.value
  const figures = countIncidents(incidents)
  const streetOf = ({ location }: (typeof records)[number]) => location.street

  test('is read whole', () => {
    expect([figures.total, unreadable, figures.months]).toEqual([records.length, 0, [month]])
  })

  test('has the counts of each category and outcome that its records have', () => {
    expect(sorted(figures.byCategory.map(({ category, count }) => [category, count]))).toEqual(
      tally(records.map(({ category }) => category)),
    )
    const outcomes = records.flatMap(({ outcome_status }) => outcome_status?.category ?? [])
    expect(sorted(figures.byOutcome.map(({ outcome, count }) => [outcome, count]))).toEqual(tally(outcomes))
    const without = records.filter(({ outcome_status }) => outcome_status === null)
    const antiSocial = without.filter(({ category }) => category === 'anti-social-behaviour')
    expect([figures.outcomeNotPublished, figures.outcomeNotGiven]).toEqual([
      antiSocial.length,
      without.length - antiSocial.length,
    ])
  })

  test('has the counts of each place, those without a name apart', () => {
    const named = records.map(streetOf).filter(({ name }) => /\S/.test(name.replace(/^On or near/, '')))
    const counted = placeCounts(figures)
    const shown = (name: string) => name.replace(/^On or near/, '').trim()
    expect(sorted(counted.map(({ name, count }) => [name, count]))).toEqual(
      tally(named.map(({ name }) => shown(name))),
    )
    for (const { name, streets } of counted)
      expect(streets).toBe(new Set(named.filter((one) => shown(one.name) === name).map(({ id }) => id)).size)
    expect(figures.streetNotGiven).toBe(records.length - named.length)
  })
})
