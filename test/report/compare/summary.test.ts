import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../src/crime/category.ts'
import type { Report } from '../../../src/crime/report.ts'
import {
  comparisonCaveat,
  comparisonHeadline,
  comparisonSummary,
  comparisonTitle,
} from '../../../src/report/compare/summary.ts'
import { incident, month, postcode, reportOf, times } from '../../support/incidents.ts'
import { laterMonthTransportPoliceOnly, transportPoliceOnly } from '../../support/transport-police-only.ts'
import { village } from '../../support/village.ts'

const near = (codes: readonly string[], name: string | null = null) =>
  codes.map((code) => {
    const report = { ...reportOf(times(25, incident()), { postcode: postcode(code), unreadable: 1 }), name }
    return { report, shown: report, hasShares: true }
  })
const FOUR = ['LE1 1WA', 'GL50 1AA', 'SW1A 1AA', 'SW1A 2AA']

test('a title says what people call the places', () => {
  expect(comparisonTitle(near(['LE1 1WA', 'GL50 1AA'], 'Office'), [])).toBe(
    'Street crime near Office (LE1 1WA) and Office (GL50 1AA)',
  )
})

test('where a header has no room for their names, it has their postcodes, and never loses one', () => {
  const long = CATEGORIES.toSorted((a, b) => b.name.length - a.name.length).map(({ slug }) => slug)
  expect(comparisonTitle(near(FOUR, 'x'.repeat(40)), [])).toBe(
    'Street crime near LE1 1WA, GL50 1AA, SW1A 1AA and SW1A 2AA',
  )
  const ofFour = ['SW1A 1AA', 'SW1A 2AA', 'SW1A 3AA', 'SW1A 4AA']
  for (let many = 1; many <= long.length; many += 1) {
    const title = comparisonTitle(near(ofFour, 'x'.repeat(40)), long.slice(0, many))
    expect(title).toMatch(/ near SW1A 1AA, SW1A 2AA, SW1A 3AA and SW1A 4AA$/)
    expect(title.length).toBeLessThanOrEqual(150)
  }
})

test('the text says what no place has, and what could not be read', () => {
  const text = comparisonSummary(near(['LE1 1WA', 'GL50 1AA']), [], [], [])
  expect(text).toContain('. 2 records could not be read. ')
  expect(text).toContain('None recorded: anti-social behaviour, bicycle theft, criminal damage')
  expect(comparisonSummary([], [], [], [])).toBe('')
})

const headlineOf = (...reports: readonly Report[]): string =>
  comparisonHeadline(
    reports.map((report) => ({ report, shown: report, hasShares: true })),
    (text) => text,
  )

test('where only some places lack the local force’s figures they are marked, and a sentence says why', () => {
  const headline = headlineOf(village(), transportPoliceOnly())
  expect(headline).toContain(
    '30 near GL50 1AA† in September 2026. † From the British Transport Police only: ',
  )
  expect(headline).toMatch(/figures are missing\.$/)
  expect(headlineOf(village(), laterMonthTransportPoliceOnly())).toMatch(
    /GL50 1AA† .*\. † The local force’s figures are missing for at least one month\.$/,
  )
})

test('where all of them do, none is marked', () => {
  const both = [transportPoliceOnly(), transportPoliceOnly({ postcode: postcode('LE1 1WA') })]
  expect(headlineOf(...both)).toBe(
    'In September 2026: 30 incidents near GL50 1AA and 30 near LE1 1WA, all from the British Transport Police: the local force’s figures are missing',
  )
  const months = headlineOf(laterMonthTransportPoliceOnly(), transportPoliceOnly())
  expect(months).not.toContain('†')
  expect(months).toMatch(/\. The local force’s figures are missing for at least one month at each place\.$/)
  const places = both.map((report) => ({ report, shown: report, hasShares: true }))
  expect(comparisonSummary(places, [], [], [])).toContain('figures are missing. These are counts')
})

test('a month that lacks the local force’s figures is not called the latest published', () => {
  const caveatOf = (...reports: readonly Report[]) =>
    comparisonCaveat(
      reports.map((report) => ({ report, shown: report, hasShares: true })),
      'counts',
    )
  const august = reportOf([incident({ month: month('2026-08') })])
  expect(caveatOf(village(), august)).toMatch(/^Each place shows its latest published month\. /)
  for (const lacking of [transportPoliceOnly(), laterMonthTransportPoliceOnly()])
    expect(caveatOf(village(), lacking)).toMatch(/^The places show different months\. These are counts/)
})
