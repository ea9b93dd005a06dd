import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { incidentsOf } from '../support/incidents.ts'
import { readContents } from '../support/read-contents.ts'
import { bodyWith, onStreet, record } from '../support/records.ts'

const read = (data: readonly unknown[]) => {
  const contents = readContents(bodyWith(data))
  if (!contents.ok) throw new Error(contents.failure)
  return { ...contents.value, incidents: [...contents.value.incidents] }
}

const SOUND = [{ category: 'burglary', month: '2026-01', outcome: 'Under investigation' }]

describe('an answer that is none', () => {
  test.each([
    ['<!doctype html><h1>502 Bad Gateway</h1>', 'not JSON'],
    ['', 'not JSON'],
    ['{"data":[{"category":"burgl', 'not JSON'],
    [bodyWith([record()]).slice(0, -1), 'not JSON'],
    ['null', 'no data array'],
    ['[]', 'no data array'],
    ['"data"', 'no data array'],
    ['12', 'no data array'],
    ['{}', 'no data array'],
    ['{"data":null}', 'no data array'],
    ['{"data":{}}', 'no data array'],
    ['{"data":"[]"}', 'no data array'],
    ['{"Data":[]}', 'no data array'],
    ['{"error":"Invalid postcode format"}', 'no data array'],
    ['{"data":[null]}', 'no readable record'],
    ['{"data":[{}, 1, "x", []]}', 'no readable record'],
  ])('%j: %s', (body, failure) => {
    expect(readContents(body)).toEqual({ ok: false, failure })
  })

  test('never throws, whatever the body', () => {
    const body = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes).toString()),
      fc.json(),
      fc.json().map((json) => `{"data":[${json}]}`),
    )
    fc.assert(
      fc.property(body, (text) => {
        expect(readContents(text).ok).toBeTypeOf('boolean')
      }),
    )
  })
})

test('an empty data is sound', () => {
  expect(readContents('{"data":[]}')).toEqual({
    ok: true,
    value: { incidents: incidentsOf([]), unreadable: 0 },
  })
})

describe('a sound answer', () => {
  test('keeps of a record its category, month, street and outcome with its month', () => {
    expect(read([record()]).incidents).toEqual([
      {
        ...SOUND[0],
        outcomeMonth: '2026-02',
        transportPolice: false,
        street: { streetId: 1_700_001, name: 'Quarry Road', north: 52_100_000, east: -1_100_000 },
      },
    ])
  })

  test('gives nothing of what stands beside data, not even to be found', () => {
    const contents = readContents(bodyWith([record()], 'pa_SECRET_PLACEHOLDER'))
    expect(JSON.stringify(contents)).not.toContain('pa_SECRET')
    expect(Object.keys(contents)).toEqual(['ok', 'value'])
    expect(contents.ok && Object.keys(contents.value)).toEqual(['incidents', 'unreadable'])
  })

  test('has no outcome where none is published', () => {
    expect(read([record({ outcome_status: null })]).incidents[0]).toMatchObject({
      outcome: null,
      outcomeMonth: null,
    })
  })

  test('de-duplicates nothing', () => {
    expect(read([record(), record()]).incidents).toHaveLength(2)
  })

  test('may have fields that nobody knows yet', () => {
    expect(read([{ ...record(), severity: 3 }])).toMatchObject({ incidents: SOUND, unreadable: 0 })
  })
})

describe('what many records repeat', () => {
  test('is one street for a street and a name, and another for the same street without one', () => {
    const on = (id: number, name: string) => record({ location: onStreet(id, name) })
    const data = [on(1, 'On or near A'), on(1, 'On or near '), on(2, 'On or near A'), on(1, 'On or near A')]
    const streets = read(data).incidents.map(({ street }) => street)
    expect(streets[3]).toBe(streets[0])
    expect(new Set(streets).size).toBe(3)
    expect(streets.map(({ name }) => name)).toEqual(['A', '', 'A', 'A'])
  })

  test('is taken from 20,000 incidents whole', () => {
    const data = Array.from({ length: 20_000 }, (_, at) =>
      record({
        id: at,
        category: at % 3 === 0 ? 'drugs' : 'burglary',
        location: onStreet(at % 700, `On or near ${at % 700} Street`),
      }),
    )
    const { incidents, unreadable } = read(data)
    expect([incidents.length, unreadable]).toEqual([20_000, 0])
    expect(new Set(incidents.map(({ street }) => street)).size).toBe(700)
    expect(incidents.filter(({ category }) => category === 'drugs')).toHaveLength(6_667)
  })
})
