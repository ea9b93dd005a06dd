import { expect, test } from 'vitest'
import { summary } from '../../src/report/summary.ts'
import { incident, reportOf, street, times } from '../support/incidents.ts'

const hostile = (count: number, length: number) =>
  reportOf(
    Array.from({ length: count }, (_, at) => {
      const there = street(`${'&'.repeat(length)}${at}`)
      return times(
        2,
        incident({
          category: `${'<'.repeat(length)}${at}`,
          outcome: `${'>'.repeat(length)}${at}`,
          street: there,
        }),
      )
    }).flat(),
  )

test('it is never longer than Slack takes, and never cut inside an escape', () => {
  // Each length ends the text at another place of an escaped character.
  for (let length = 20; length < 60; length += 1) {
    const report = hostile(30, length)
    const text = summary(report, report, [])
    expect(text.length).toBeLessThanOrEqual(4_000)
    expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/)
    expect(text).not.toMatch(/[<>]/)
  }
})

test('it says all that stands in the headline, below the categories and in the footer', () => {
  const report = reportOf(times(25, incident()), { unreadable: 2 })
  const text = summary(report, report, [])
  expect(text).toContain(
    'Street crime near LE1 1WA: 25 incidents in December 2024, the latest published, shown on or near the closest street. 2 records could not be read. By category: burglary 25 (100%). None recorded: anti-social behaviour, ',
  )
  expect(summary(report, report, ['burglary'])).toContain(
    'Burglary near LE1 1WA: 25 incidents in December 2024, the latest published, of 25 nearby (100%), shown on or near the closest street. 2 records could not be read. Outcomes: ',
  )
})

test('one incident has one outcome', () => {
  const report = reportOf([incident()])
  expect(summary(report, report, [])).toContain(' Outcome: Under investigation 1. ')
})
