import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ANTI_SOCIAL_BEHAVIOUR, CATEGORIES, categoryOf } from '../../src/crime/category.ts'
import type { Incident } from '../../src/crime/incident.ts'
import { type Figures, figuresOfCategories, figuresOfCategory, placeCounts } from '../../src/crime/report.ts'
import { NOWHERE } from '../../src/crime/street.ts'
import { anyIncidents } from '../support/any-incidents.ts'
import { figuresOfList, incident, month, place, reportOf } from '../support/incidents.ts'

const sum = (rows: readonly { count: number }[]): number =>
  rows.reduce((total, { count }) => total + count, 0)

const count = (incidents: readonly Incident[], is: (incident: Incident) => boolean): number =>
  incidents.filter(is).length

/** Whether rows come most first, and by their words where equally many. */
const expectOrder = <Row extends { readonly count: number }>(
  rows: readonly Row[],
  words: (row: Row) => string,
) => {
  for (const [at, row] of rows.entries()) {
    const next = rows[at + 1]
    if (next === undefined) continue
    expect(row.count).toBeGreaterThanOrEqual(next.count)
    if (row.count === next.count) expect(words(row) <= words(next)).toBe(true)
  }
}

const eachReport = (check: (incidents: Incident[], figures: Figures) => void) =>
  fc.assert(
    fc.property(anyIncidents, (incidents) => check(incidents, figuresOfList(incidents))),
    { numRuns: 60 },
  )

describe('the figures of any incidents', () => {
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

  test('have named places, each once, that add up to the total with the streets not given', () => {
    eachReport((incidents, { total, byPlace: kept, streetNotGiven }) => {
      const byPlace = placeCounts({ byPlace: kept })
      expect(sum(byPlace) + streetNotGiven).toBe(total)
      expect(byPlace.filter((row) => row.place.name === '')).toEqual([])
      expect(new Set(byPlace.map((row) => row.place)).size).toBe(byPlace.length)
      for (const row of byPlace) expect(row.count).toBe(count(incidents, (one) => one.place === row.place))
    })
  })

  test('come most first, then by words', () => {
    eachReport((_, { byCategory, byOutcome, byPlace }) => {
      expectOrder(byCategory, (row) => categoryOf(row.category).name)
      expectOrder(byOutcome, (row) => row.outcome)
      expectOrder(placeCounts({ byPlace }), (row) => row.place.name)
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
          const figures = figuresOfCategory(reportOf(all), category)
          const total = count(all, (one) => one.category === category)
          const countOf = (is: (one: Incident) => boolean) =>
            count(all, (one) => one.category === category && is(one))
          expect(figures.byCategory.map((row) => [row.category, row.count])).toEqual(
            total === 0 ? [] : [[category, total]],
          )
          for (const row of figures.byOutcome)
            expect(row.count).toBe(countOf(({ outcome }) => outcome === row.outcome))
          for (const row of placeCounts(figures))
            expect(row.count).toBe(countOf((one) => one.place === row.place))
          const none = countOf(({ outcome }) => outcome === null)
          expect(figures.total).toBe(total)
          expect(sum(figures.byOutcome)).toBe(total - none)
          expect(figures.streetNotGiven).toBe(countOf((one) => one.place.name === ''))
          expect(sum(placeCounts(figures))).toBe(total - figures.streetNotGiven)
          expect(figures.outcomeNotPublished).toBe(category === ANTI_SOCIAL_BEHAVIOUR ? none : 0)
          expect(figures.outcomeNotGiven).toBe(category === ANTI_SOCIAL_BEHAVIOUR ? 0 : none)
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
        expect(figuresOfList(incidents.toReversed())).toEqual(figuresOfList(incidents))
      }),
    )
  })
})

describe('the figures of', () => {
  test('nothing are zero', () => {
    expect(figuresOfList([])).toEqual({
      total: 0,
      months: [],
      byCategory: [],
      byOutcome: [],
      byPlace: { places: [], counts: new Uint16Array() },
      streetNotGiven: 0,
      outcomeNotPublished: 0,
      outcomeNotGiven: 0,
    })
  })

  test('a category that is absent are zero', () => {
    const figures = figuresOfCategory(reportOf([incident({ place: place('East Gates') })]), 'robbery')
    expect(placeCounts(figures)).toEqual([])
    expect({ ...figures, byPlace: null }).toEqual({ ...figuresOfList([]), byPlace: null })
  })

  test('the same record twice count it twice', () => {
    const one = incident()
    expect(figuresOfList([one, one]).total).toBe(2)
  })

  test('two streets of one name keep them apart', () => {
    const [first, second] = [place('High Street'), place('High Street')]
    const figures = figuresOfList([first, second, second].map((on) => incident({ place: on })))
    expect(placeCounts(figures)).toEqual([
      { place: second, count: 2 },
      { place: first, count: 1 },
    ])
  })

  test('a few incidents, in full', () => {
    const gates = place('East Gates')
    const asb = incident({ category: ANTI_SOCIAL_BEHAVIOUR, outcome: null, place: gates })
    const untold = incident({ category: 'other-crime', outcome: null, month: month('2024-11') })
    const charged = incident({ place: gates, outcome: 'Suspect charged' })
    const { byPlace, ...figures } = figuresOfList([asb, incident(), untold, charged])
    expect(placeCounts({ byPlace })).toEqual([{ place: gates, count: 2 }])
    expect(figures).toEqual({
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
    })
    expect(placeCounts(figuresOfList([incident({ place: NOWHERE })]))).toEqual([])
  })
})

describe('several categories together', () => {
  test('are the sum of each, and of none named all of it', () => {
    const some = fc.subarray(CATEGORIES.map(({ slug }) => slug))
    fc.assert(
      fc.property(anyIncidents, some, (incidents, categories) => {
        const report = reportOf(incidents)
        const together = figuresOfCategories(report, categories)
        const each = categories.map((category) => figuresOfCategory(report, category).total)
        expect(together.total).toBe(
          categories.length === 0 ? report.total : each.reduce((total, one) => total + one, 0),
        )
        const { outcomeNotGiven, outcomeNotPublished } = together
        expect(sum(together.byOutcome) + outcomeNotGiven + outcomeNotPublished).toBe(together.total)
      }),
    )
  })
})
