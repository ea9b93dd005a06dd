import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { countIncidents, streetCounts } from '../../src/crime/report.ts'
import { readContents } from '../../src/postcodearea/response.ts'
import { isThere, textOf } from '../support/published.ts'

const CITY = 'leicester-2023-01.json'
const ODD = 'odd-cases.json'

const records = z.union([z.array(z.unknown()), z.object({ data: z.array(z.unknown()) })])

const contentsOf = (name: string) => {
  const file = records.parse(JSON.parse(textOf(name)))
  const read = readContents(JSON.stringify({ data: Array.isArray(file) ? file : file.data }))
  if (!read.ok) throw new Error(read.failure)
  return read.value
}

describe.skipIf(!isThere(CITY))('a city centre as the police published it', () => {
  const city = () => {
    const { incidents, unreadable } = contentsOf(CITY)
    return { unreadable, ...countIncidents(incidents) }
  }

  test('is read whole', () => {
    expect(city()).toMatchObject({ total: 1_448, unreadable: 0, months: ['2023-01'] })
  })

  test('has these categories and outcomes first', () => {
    const { byCategory, byOutcome, outcomeNotPublished, outcomeNotGiven } = city()
    expect(byCategory).toHaveLength(14)
    expect(byCategory[0]).toMatchObject({ category: 'violent-crime', count: 515 })
    expect(byOutcome).toHaveLength(11)
    expect(byOutcome.slice(0, 2)).toEqual([
      { outcome: 'Investigation complete; no suspect identified', count: 544 },
      { outcome: 'Unable to prosecute suspect', count: 486 },
    ])
    expect([outcomeNotPublished, outcomeNotGiven]).toEqual([85, 0])
  })

  test('is busiest here, at no place without a name', () => {
    const figures = city()
    const places = streetCounts(figures)
    expect(places.slice(0, 5).map(({ street, count }) => `${street.name} ${count}`)).toEqual([
      'East Gates 40',
      'Euston Street 40',
      'Granby Street 23',
      'Market Place Approach 22',
      'Causeway Lane 17',
    ])
    expect(figures.streetNotGiven).toBe(286)
    expect(places.filter(({ street }) => street.name === '')).toEqual([])
  })
})

describe.skipIf(!isThere(ODD))('the odd records', () => {
  const odd = z.array(z.object({ why: z.string(), incident: z.unknown() }))

  test('are all read', () => {
    const cases = odd.parse(JSON.parse(textOf(ODD)))
    expect(cases.length).toBeGreaterThan(20)
    for (const { why, incident } of cases) {
      const read = readContents(JSON.stringify({ data: [incident] }))
      expect(read, why).toMatchObject({ ok: true, value: { unreadable: 0 } })
    }
  })
})
