import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { ANTI_SOCIAL_BEHAVIOUR, CATEGORIES, categoryOf } from '../../src/crime/category.ts'
import type { Incident } from '../../src/crime/incidents.ts'
import {
  countCategories,
  createReport,
  type IncidentCounts,
  isTransportPoliceOnly,
  placeCounts,
} from '../../src/crime/report.ts'
import { NO_LOCATION } from '../../src/crime/street.ts'
import { anyIncidents } from '../support/arbitraries/any-incidents.ts'
import { countList, incident, month, reportOf, street, times } from '../support/incidents.ts'

const sum = (rows: readonly { count: number }[]): number =>
  rows.reduce((total, { count }) => total + count, 0)

const count = (incidents: readonly Incident[], is: (incident: Incident) => boolean): number =>
  incidents.filter(is).length

/** Whether the largest count comes first, and equal counts in the order of their names. */
const expectOrder = <Row extends { readonly count: number }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
) => {
  for (const [at, row] of rows.entries()) {
    const next = rows[at + 1]
    if (next === undefined) continue
    expect(row.count).toBeGreaterThanOrEqual(next.count)
    if (row.count === next.count) expect(nameOf(row) <= nameOf(next)).toBe(true)
  }
}

const eachReport = (check: (incidents: Incident[], counts: IncidentCounts) => void) =>
  fc.assert(
    fc.property(anyIncidents, (incidents) => check(incidents, countList(incidents))),
    { numRuns: 60 },
  )

describe('the counts of any incidents', () => {
  test('have categories that add up to the total', () => {
    eachReport((incidents, { total, byCategory }) => {
      expect(total).toBe(incidents.length)
      expect(sum(byCategory)).toBe(total)
      for (const row of byCategory)
        expect(row.count).toBe(count(incidents, ({ category }) => category === row.category))
    })
  })

  test('have outcomes that add up to the total with what is not published and not given', () => {
    eachReport((incidents, { total, byOutcome, outcomeNotPublished, outcomeNotGiven }) => {
      expect(sum(byOutcome) + outcomeNotPublished + outcomeNotGiven).toBe(total)
      const none = incidents.filter(({ outcome }) => outcome === null)
      expect(outcomeNotPublished).toBe(count(none, ({ category }) => category === ANTI_SOCIAL_BEHAVIOUR))
      expect(outcomeNotGiven).toBe(count(none, ({ category }) => category !== ANTI_SOCIAL_BEHAVIOUR))
      for (const row of byOutcome)
        expect(row.count).toBe(count(incidents, ({ outcome }) => outcome === row.outcome))
    })
  })

  test('have places, each name once, that add up to the total with the streets not given', () => {
    eachReport((incidents, { total, byStreet, streetNotGiven }) => {
      const byPlace = placeCounts({ byStreet })
      expect(sum(byPlace) + streetNotGiven).toBe(total)
      expect(byPlace.filter(({ name }) => name === '')).toEqual([])
      expect(new Set(byPlace.map(({ name }) => name)).size).toBe(byPlace.length)
      expect(new Set(byPlace.map(({ id }) => id)).size).toBe(byPlace.length)
      for (const row of byPlace) {
        const there = incidents.filter(({ street: { name } }) => name === row.name)
        expect(row.count).toBe(there.length)
        expect(row.streets).toBe(new Set(there.map(({ street: { streetId } }) => streetId)).size)
      }
    })
  })

  test('come in descending order, then by name', () => {
    eachReport((_, { byCategory, byOutcome, byStreet }) => {
      expectOrder(byCategory, (row) => categoryOf(row.category).name)
      expectOrder(byOutcome, (row) => row.outcome)
      expectOrder(placeCounts({ byStreet }), (row) => row.name)
    })
  })

  test('name each month once, oldest first', () => {
    eachReport((incidents, { months }) => {
      expect(months).toEqual([...new Set(incidents.map((one) => one.month))].sort())
    })
  })

  test('of one category are those of its incidents alone', () => {
    fc.assert(
      fc.property(
        anyIncidents,
        fc.constantFrom('burglary', ANTI_SOCIAL_BEHAVIOUR, 'cyber-crime'),
        (all, category) => {
          const counts = countCategories(reportOf(all), [category])
          const total = count(all, (one) => one.category === category)
          const countOf = (is: (one: Incident) => boolean) =>
            count(all, (one) => one.category === category && is(one))
          expect(counts.byCategory.map((row) => [row.category, row.count])).toEqual(
            total === 0 ? [] : [[category, total]],
          )
          for (const row of counts.byOutcome)
            expect(row.count).toBe(countOf(({ outcome }) => outcome === row.outcome))
          for (const row of placeCounts(counts))
            expect(row.count).toBe(countOf((one) => one.street.name === row.name))
          const none = countOf(({ outcome }) => outcome === null)
          expect(counts.total).toBe(total)
          expect(sum(counts.byOutcome)).toBe(total - none)
          expect(counts.streetNotGiven).toBe(countOf((one) => one.street.name === ''))
          expect(sum(placeCounts(counts))).toBe(total - counts.streetNotGiven)
          expect(counts.outcomeNotPublished).toBe(category === ANTI_SOCIAL_BEHAVIOUR ? none : 0)
          expect(counts.outcomeNotGiven).toBe(category === ANTI_SOCIAL_BEHAVIOUR ? 0 : none)
        },
      ),
      { numRuns: 30 },
    )
  })

  test('do not depend on the order of the records', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('burglary', 'drugs', 'robbery')), (categories) => {
        const incidents = categories.map((category) =>
          incident({ category, outcome: `ended as ${category}` }),
        )
        expect(countList(incidents.toReversed())).toEqual(countList(incidents))
      }),
    )
  })
})

describe('the counts of', () => {
  test('nothing are zero', () => {
    expect(countList([])).toEqual({
      total: 0,
      months: [],
      byCategory: [],
      byOutcome: [],
      byStreet: { streets: [], counts: new Uint16Array() },
      streetNotGiven: 0,
      outcomeNotPublished: 0,
      outcomeNotGiven: 0,
      transportPolice: 0,
    })
  })

  test('a category that is absent are zero', () => {
    const counts = countCategories(reportOf([incident({ street: street('East Gates') })]), ['robbery'])
    expect(placeCounts(counts)).toEqual([])
    expect({ ...counts, byStreet: null }).toEqual({ ...countList([]), byStreet: null })
  })

  test('the same record twice count it twice', () => {
    const one = incident()
    expect(countList([one, one]).total).toBe(2)
  })

  test('two streets of one name are one place, which says how many they are', () => {
    const [first, second, lane] = [street('High Street'), street('High Street'), street('Mill Lane')]
    const incidents = [lane, first, second, second].map((on, at) =>
      incident({ street: on, category: at < 2 ? 'burglary' : 'drugs' }),
    )
    expect(placeCounts(countList(incidents))).toEqual([
      { id: first.streetId, name: 'High Street', streets: 2, count: 3 },
      { id: lane.streetId, name: 'Mill Lane', streets: 1, count: 1 },
    ])
    // Of one category, the streets that have none of it do not count.
    expect(placeCounts(countCategories(reportOf(incidents), ['drugs']))).toMatchObject([
      { id: first.streetId, streets: 1, count: 2 },
    ])
  })

  test('a few incidents, in full', () => {
    const gates = street('East Gates')
    const asb = incident({ category: ANTI_SOCIAL_BEHAVIOUR, outcome: null, street: gates })
    const untold = incident({ category: 'other-crime', outcome: null, month: month('2024-11') })
    const charged = incident({ street: gates, outcome: 'Suspect charged' })
    const { byStreet, ...counts } = countList([asb, incident(), untold, charged])
    expect(placeCounts({ byStreet })).toEqual([
      { id: gates.streetId, name: 'East Gates', streets: 1, count: 2 },
    ])
    expect(counts).toEqual({
      total: 4,
      months: ['2024-11', '2024-12'],
      byCategory: [
        { category: 'burglary', count: 2 },
        { category: ANTI_SOCIAL_BEHAVIOUR, count: 1 },
        { category: 'other-crime', count: 1 },
      ],
      byOutcome: [
        { outcome: 'Suspect charged', count: 1 },
        { outcome: 'Under investigation', count: 1 },
      ],
      streetNotGiven: 2,
      outcomeNotPublished: 1,
      outcomeNotGiven: 1,
      transportPolice: 0,
    })
    expect(placeCounts(countList([incident({ street: NO_LOCATION })]))).toEqual([])
  })
})

describe('the local force’s figures', () => {
  const only = (local: number, transport: number) =>
    isTransportPoliceOnly(
      reportOf([
        ...times(local, incident()),
        ...times(transport, incident({ transportPolice: true, category: 'other-theft' })),
      ]),
    )

  test.each([
    [0, 1],
    [0, 30],
    [1, 20],
    [2, 39],
    [2, 500],
  ])('are missing where %i of its incidents stand beside %i of the transport police', (local, transport) => {
    expect(only(local, transport)).toBe(true)
  })

  test.each([
    [0, 0],
    [1, 0],
    [1, 19],
    [2, 38],
    [3, 1_000],
    [1_400, 48],
  ])('are there where %i of its incidents stand beside %i of the transport police', (local, transport) => {
    expect(only(local, transport)).toBe(false)
  })
})

describe('the months of a report', () => {
  const of = (text: string, transportPolice = false) => incident({ month: month(text), transportPolice })
  const MONTHS = ['2026-01', '2026-02', '2026-03']
  const [earlier, later, future] = ['2026-01', '2026-02', '2062-01'].map(month)

  test('are missing one by one', () => {
    const report = reportOf([...times(25, of('2026-01')), ...times(30, of('2026-02', true))])
    expect(report).toMatchObject({ total: 55, months: [earlier, later], monthsMissing: [later] })
    expect(isTransportPoliceOnly(report)).toBe(false)
  })

  test('leave out one that had not begun when the answer arrived, whose incidents count', () => {
    const report = reportOf([...times(25, of('2026-01', true)), ...times(3, of('2062-01'))])
    expect(report).toMatchObject({ total: 28, months: [earlier], monthsMissing: [earlier] })
    expect(isTransportPoliceOnly(report)).toBe(true)
    expect(reportOf([of('2026-11')]).months).toEqual(['2026-11'])
  })

  test('are missing as each of them is alone', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...MONTHS), fc.boolean(), fc.nat(45))), (groups) => {
        const incidents = groups.flatMap(([text, transportPolice, many]) =>
          times(many, of(text, transportPolice)),
        )
        const alone = MONTHS.filter((text) =>
          isTransportPoliceOnly(reportOf(incidents.filter((one) => one.month === text))),
        )
        expect(reportOf(incidents).monthsMissing).toEqual(alone)
      }),
    )
  })

  test('are told apart in one pass, however many there are', () => {
    const monthAt = (at: number) => `${1000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
    const incidents = Array.from({ length: 3_999 }, (_, at) => of(monthAt(at)))
    const report = reportOf([...incidents, of('2026-01', true)])
    const details = vi.spyOn(report.incidents.details, 'forEach')
    const { postcode, unreadable, fetchedAt } = report
    const again = createReport(report.incidents, { postcode, unreadable, fetchedAt })
    expect(again.monthsMissing).toEqual(['2026-01'])
    expect(details.mock.calls.length).toBeLessThan(20)
  })

  test('are all such months where there is no other', () => {
    expect(reportOf([of('2062-01')])).toMatchObject({ months: [future], monthsMissing: [] })
  })
})

describe('countCategories', () => {
  test('adds up each category, and counts all incidents where none is named', () => {
    const some = fc.subarray(CATEGORIES.map(({ slug }) => slug))
    fc.assert(
      fc.property(anyIncidents, some, (incidents, categories) => {
        const report = reportOf(incidents)
        const together = countCategories(report, categories)
        const each = categories.map((category) => countCategories(report, [category]).total)
        expect(together.total).toBe(
          categories.length === 0 ? report.total : each.reduce((total, one) => total + one, 0),
        )
        const { outcomeNotGiven, outcomeNotPublished } = together
        expect(sum(together.byOutcome) + outcomeNotGiven + outcomeNotPublished).toBe(together.total)
      }),
    )
  })
})
