import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBehind, isMonth, type Month } from '../../../../src/crime/dates.ts'
import type { Postcode } from '../../../../src/crime/postcode.ts'
import type { SweepState } from '../../../../src/features/alerts/store/due-alerts.ts'
import {
  advanced,
  decide,
  duePlaces,
  type SweepResult,
  type SweepResults,
} from '../../../../src/features/alerts/worker/sweep.ts'
import { month, postcode } from '../../../support/incidents.ts'

const MONTHS = ['2023-01', '2023-02', '2023-03'].map(month)
const [JANUARY, FEBRUARY] = [month('2023-01'), month('2023-02')]
const AREAS = ['B', 'LE', 'M', 'N', 'S', 'YO']

/** The due postcodes of the areas that a sweep gives on, without those that it has looked up. */
const dueBesides = (state: SweepState, results: SweepResults): readonly Postcode[] => {
  const { areas } = duePlaces(state, results)
  return state.areas
    .filter(({ area }) => areas.includes(area))
    .flatMap(({ postcodes, month: newest }) => postcodes.filter((one) => isBehind(one.announced, newest)))
    .flatMap(({ postcode: near }) => (results.has(near) ? [] : [near]))
}

/** The month of a place's figures, or why there are none. */
type Said = Month | 'nothing-recorded' | 'figures-missing' | 'unavailable'
type Truth = ReadonlyMap<Postcode, Said>

const resultOf = (said: Said): SweepResult =>
  isMonth(said) ? { kind: 'figures', month: said } : { kind: said }

/** One day's sweep against what is true of each place. */
const swept = (known: SweepState, day: number, truth: Truth) => {
  const results = new Map<Postcode, SweepResult>()
  const asked: Postcode[] = []
  let state = known
  for (let steps = 0; ; steps += 1) {
    if (steps > 1_000) throw new Error('the sweep never ends')
    const next = decide(state, day, results)
    if (next.kind === 'done' || next.kind === 'pause')
      return {
        state,
        results: results as SweepResults,
        asked,
        end: next.kind,
        due: dueBesides(state, results),
      }
    if (next.kind === 'advance') {
      state = advanced(state, next.area, next.month)
      continue
    }
    expect(asked).not.toContain(next.postcode)
    asked.push(next.postcode)
    const result = resultOf(truth.get(next.postcode) ?? 'unavailable')
    results.set(next.postcode, result)
    if (result.month !== undefined) state = advanced(state, next.area, result.month)
  }
}

const postcodes = (area: string, count: number) =>
  Array.from({ length: count }, (_, at) => postcode(`${area}${at + 1} 1AA`))

/** Areas of so many places each, all of which have announced the month of their area. */
const quiet = (counts: Readonly<Record<string, number>>, known: Month): SweepState => ({
  areas: Object.entries(counts).map(([area, count]) => ({
    area,
    month: known,
    isWaiting: false,
    postcodes: postcodes(area, count).map((one) => ({ postcode: one, announced: known })),
  })),
  newest: known,
})

const allSay = (state: SweepState, say: (area: string, at: number) => Said): Truth =>
  new Map(
    state.areas.flatMap(({ area, postcodes: all }) =>
      all.map(({ postcode: one }, at) => [one, say(area, at)] as const),
    ),
  )

const anyMonth = fc.option(fc.constantFrom(...MONTHS), { nil: null })

const anyState: fc.Arbitrary<SweepState> = fc
  .record({
    areas: fc.subarray(AREAS).chain((names) =>
      fc.tuple(
        ...names.map((area) =>
          fc.record({
            area: fc.constant(area),
            month: anyMonth,
            isWaiting: fc.boolean(),
            postcodes: fc.array(anyMonth, { minLength: 1, maxLength: 4 }).map((announced) =>
              postcodes(area, announced.length).map((one, at) => ({
                postcode: one,
                announced: announced[at] ?? null,
              })),
            ),
          }),
        ),
      ),
    ),
  })
  .map(({ areas }) => ({
    areas,
    newest:
      areas
        .flatMap((area) => area.month ?? [])
        .sort()
        .at(-1) ?? null,
  }))

const anyAnswer = fc.constantFrom<Said>(...MONTHS, 'nothing-recorded', 'figures-missing', 'unavailable')
const anyTruth = (state: SweepState) => {
  const all = state.areas.flatMap((area) => area.postcodes.map((place) => place.postcode))
  return fc
    .array(anyAnswer, { minLength: all.length, maxLength: all.length })
    .map((result): Truth => new Map(all.map((one, at) => [one, result[at] ?? 'unavailable'])))
}
const anyDay = fc.nat({ max: 40_000 })
const anySweep = anyState.chain((state) => fc.tuple(fc.constant(state), anyDay, anyTruth(state)))

describe('a sweep', () => {
  it('looks up one postcode while nothing is new, in another area each day', () => {
    const state = quiet({ B: 3, LE: 1, M: 2, YO: 5 }, JANUARY)
    const truth = allSay(state, () => JANUARY)
    const asked = [0, 1, 2, 3].map((day) => swept(state, day, truth).asked)
    expect(asked.map((all) => all.length)).toEqual([1, 1, 1, 1])
    expect(new Set(asked.flat().map((one) => one.replace(/\d.*/, ''))).size).toBe(4)
    const aYear = Array.from({ length: 365 }, (_, day) => swept(state, day, truth).asked).flat()
    expect(new Set(aYear).size).toBe(11)
  })

  it('looks up one postcode in each area once one has moved on, and then all that are due there', () => {
    const state = quiet({ B: 3, LE: 2, M: 2 }, JANUARY)
    const { asked, due } = swept(
      state,
      7,
      allSay(state, () => FEBRUARY),
    )
    expect(asked.length).toBe(3)
    expect(asked.length + due.length).toBe(7)
  })

  it('costs one call a day in an area whose force is late, not one a postcode', () => {
    const before = quiet({ B: 9, LE: 9 }, JANUARY)
    const truth = allSay(before, (area) => (area === 'B' ? JANUARY : FEBRUARY))
    const first = swept(before, 1, truth)
    expect({ asked: first.asked.length, due: first.due.length }).toEqual({ asked: 2, due: 8 })
    const announced = {
      ...first.state,
      areas: first.state.areas.map((area) => ({
        ...area,
        postcodes: area.postcodes.map((one) => ({ ...one, announced: area.month })),
      })),
    }
    // And one for the country, which may move on without that area.
    const second = swept(announced, 2, truth)
    expect({ asked: second.asked.length, due: second.due }).toEqual({ asked: 2, due: [] })
  })

  it('looks up one due postcode of an area with two forces, one of them late', () => {
    const state: SweepState = {
      areas: [
        {
          area: 'B',
          month: FEBRUARY,
          isWaiting: false,
          postcodes: postcodes('B', 6).map((one) => ({ postcode: one, announced: JANUARY })),
        },
      ],
      newest: FEBRUARY,
    }
    const late = swept(
      state,
      1,
      allSay(state, () => JANUARY),
    )
    expect({ asked: late.asked.length, due: late.due }).toEqual({ asked: 1, due: [] })
    const there = swept(
      state,
      2,
      allSay(state, () => FEBRUARY),
    )
    expect({ asked: there.asked.length, due: there.due.length }).toEqual({ asked: 1, due: 5 })
  })

  it('looks up another postcode where one has no records; where none has, the area takes the month', () => {
    const before = quiet({ B: 1, LE: 4 }, JANUARY)
    const truth = allSay(before, (area, at) => (area === 'LE' && at > 0 ? 'nothing-recorded' : FEBRUARY))
    for (let day = 0; day < 8; day += 1)
      expect(swept(before, day, truth).state.areas.map((area) => area.month)).toEqual([FEBRUARY, FEBRUARY])
    const empty = allSay(before, (area) => (area === 'LE' ? 'nothing-recorded' : FEBRUARY))
    // On a day of that area, it says nothing itself; the country is asked elsewhere.
    const { state, asked } = swept(before, 1, empty)
    expect(state.areas.map((area) => area.month)).toEqual([FEBRUARY, FEBRUARY])
    expect(asked.length).toBe(5)
  })

  it('probes an area once that waits for its force, and takes no month for it where nothing is recorded', () => {
    const before = quiet({ B: 1, LE: 1, N: 3 }, JANUARY)
    const waiting = {
      ...before,
      areas: before.areas.map((area) => ({ ...area, isWaiting: area.area !== 'B' })),
    }
    const truth = allSay(before, (area) => (area === 'B' ? FEBRUARY : 'nothing-recorded'))
    const later = { ...waiting, newest: FEBRUARY }
    for (let day = 0; day < 5; day += 1) {
      const { state, asked } = swept(later, day, truth)
      expect(state.areas.map((area) => area.month)).toEqual([FEBRUARY, JANUARY, JANUARY])
      expect(asked.length).toBe(3)
    }
    const missing = allSay(before, (area) => (area === 'B' ? FEBRUARY : 'figures-missing'))
    expect(swept({ ...before, newest: FEBRUARY }, 1, missing)).toMatchObject({
      state: { areas: [{ month: FEBRUARY }, { month: JANUARY }, { month: JANUARY }] },
      due: [],
    })
  })

  it('pauses where the supplier has a problem', () => {
    const state = quiet({ B: 2, LE: 2, M: 2, N: 2, S: 2, YO: 2 }, JANUARY)
    expect(swept(state, 3, new Map())).toMatchObject({ end: 'pause', due: [] })
    expect(swept(state, 3, new Map()).asked.length).toBeLessThanOrEqual(5)
  })

  it('does nothing where there are no alerts', () => {
    expect(swept({ areas: [], newest: FEBRUARY }, 3, new Map())).toMatchObject({ end: 'done', asked: [] })
  })

  it('always ends, moves no area back, and looks up no postcode twice', () => {
    fc.assert(
      fc.property(anySweep, ([before, day, truth]) => {
        const { state, asked, due } = swept(before, day, truth)
        for (const [at, area] of state.areas.entries())
          expect((area.month ?? '') >= (before.areas[at]?.month ?? '')).toBe(true)
        expect(new Set([...asked, ...due]).size).toBe(asked.length + due.length)
      }),
    )
  })

  it('looks up a postcode in every area that is behind, and advances those with a result', () => {
    fc.assert(
      fc.property(anySweep, ([before, day, truth]) => {
        const { state, results, end } = swept(before, day, truth)
        if (end === 'pause') return
        for (const { month: known, isWaiting, postcodes: all } of state.areas) {
          if (known !== null && known >= (state.newest ?? '')) continue
          const result = all.flatMap(({ postcode: one }) => results.get(one) ?? [])
          if (state.newest === null) continue
          const useful = result.filter(({ kind }) => kind !== 'nothing-recorded')
          // Behind still: exactly one place was of use, and it has no later month.
          expect(useful.length).toBeLessThanOrEqual(1)
          expect(useful.length === 1 || isWaiting || result.length === all.length).toBe(true)
          if (isWaiting) expect(result.length).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('looks up every due postcode where all have the month of their area', () => {
    fc.assert(
      fc.property(anyState, anyDay, fc.constantFrom(...MONTHS), (before, day, out) => {
        const upTo = before.areas.map((area) => ({
          ...area,
          month: area.month !== null && area.month > out ? out : area.month,
        }))
        const known = {
          areas: upTo,
          newest:
            upTo
              .flatMap((area) => area.month ?? [])
              .sort()
              .at(-1) ?? null,
        }
        const { state, asked, due } = swept(
          known,
          day,
          allSay(known, () => out),
        )
        const told = new Set([...asked, ...due])
        for (const area of state.areas)
          for (const place of area.postcodes)
            if (isBehind(place.announced, area.month)) expect(told.has(place.postcode)).toBe(true)
      }),
    )
  })
})
