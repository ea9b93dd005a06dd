import type { Month } from '../../../crime/month.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import type { AlertArea, AlertPostcode, SweepState } from '../store/due-alerts.ts'

/** What a look-up of a sweep shows: the month of a postcode's figures, that it has no records, or nothing of use. */
export type SweepAnswer = Month | 'nothing-recorded' | 'unavailable'

/** The look-ups of one sweep. */
export type SweepAnswers = ReadonlyMap<Postcode, SweepAnswer>

/** What a sweep does next. */
export type SweepDecision =
  | { readonly kind: 'look-up'; readonly area: string; readonly postcode: Postcode }
  /** An area takes a month without having shown it. */
  | { readonly kind: 'advance'; readonly area: string; readonly month: Month }
  /** The supplier seems to have a problem: continue later. */
  | { readonly kind: 'pause' }
  | { readonly kind: 'done' }

/** After so many look-ups without a usable answer the supplier is left alone. */
const MAX_UNAVAILABLE = 5

/**
 * Probe at most three areas without records a sweep: one postcode without records must not mask a new month, and each
 * probe costs a token.
 */
const MAX_EMPTY_AREAS = 3

/** Whether a postcode has alerts that have not announced its area's month. */
export const isDue = ({ announced }: AlertPostcode, month: Month | null): boolean =>
  month !== null && (announced === null || announced < month)

/** The state once an area has moved on to a month; no area moves back. */
export const advanced = ({ areas, newest }: SweepState, area: string, month: Month): SweepState => ({
  areas: areas.map((one) =>
    one.area === area && (one.month === null || one.month < month) ? { ...one, month } : one,
  ),
  newest: newest === null || newest < month ? month : newest,
})

const rotate = <One>(all: readonly One[], by: number): readonly One[] => {
  const from = all.length === 0 ? 0 : by % all.length
  return [...all.slice(from), ...all.slice(0, from)]
}

const isBehind = ({ month }: AlertArea, newest: Month | null): boolean =>
  newest !== null && (month === null || month < newest)

const answersIn = ({ postcodes }: AlertArea, answers: SweepAnswers): SweepAnswer[] =>
  postcodes.flatMap(({ postcode }) => answers.get(postcode) ?? [])

/** Looks up one of these postcodes, until one of the area has shown more than that nothing was recorded. */
const probe = (
  area: AlertArea,
  postcodes: readonly AlertPostcode[],
  day: number,
  answers: SweepAnswers,
): SweepDecision | null => {
  if (answersIn(area, answers).some((answer) => answer !== 'nothing-recorded')) return null
  const next = rotate(postcodes, day).find(({ postcode }) => !answers.has(postcode))
  return next === undefined ? null : { kind: 'look-up', area: area.area, postcode: next.postcode }
}

/** Probes an area that is behind; where none of its postcodes has records, it takes the country's month. */
const probeAreaBehind = (
  area: AlertArea,
  newest: Month | null,
  day: number,
  answers: SweepAnswers,
): SweepDecision | null => {
  const lookUp = probe(area, area.postcodes, day, answers)
  if (lookUp !== null || newest === null) return lookUp
  const seen = answersIn(area, answers)
  const allEmpty =
    seen.length === area.postcodes.length && seen.every((answer) => answer === 'nothing-recorded')
  return allEmpty ? { kind: 'advance', area: area.area, month: newest } : null
}

/** Probes an area's due postcodes: the others are looked up once one of them has the area's month. */
const probeDue = (area: AlertArea, day: number, answers: SweepAnswers): SweepDecision | null =>
  probe(
    area,
    area.postcodes.filter((postcode) => isDue(postcode, area.month)),
    day,
    answers,
  )

// Only areas that are not behind are probed, since some force may never catch up; another area each day.
const probeCountry = ({ areas, newest }: SweepState, day: number, answers: SweepAnswers) => {
  const isRecent = (answer: SweepAnswer) =>
    answer !== 'nothing-recorded' && answer !== 'unavailable' && answer >= (newest ?? '')
  if ([...answers.values()].some(isRecent)) return null
  const current = areas.filter((area) => !isBehind(area, newest) && area.postcodes.length > 0)
  const probed = current.filter((area) => answersIn(area, answers).length > 0)
  if (probed.length >= MAX_EMPTY_AREAS) return null
  const area = rotate(current, day).find((one) => answersIn(one, answers).length === 0)
  const next = area && rotate(area.postcodes, Math.floor(day / current.length))[0]
  return next === undefined
    ? null
    : { kind: 'look-up' as const, area: area?.area ?? '', postcode: next.postcode }
}

const firstOf = (areas: readonly AlertArea[], decide: (area: AlertArea) => SweepDecision | null) => {
  for (const area of areas) {
    const decision = decide(area)
    if (decision !== null) return decision
  }
  return null
}

/**
 * What to look up next, from the state and from what this sweep has seen. While no new month is out, that is one
 * postcode a day; once one area has moved on, one postcode a day in each area that has not, and in the area that has,
 * one of its due postcodes, which are all looked up once it has the month. `day` chooses which postcode it is.
 */
export const decide = (state: SweepState, day: number, answers: SweepAnswers): SweepDecision => {
  const seen = [...answers.values()]
  const unavailable = seen.filter((answer) => answer === 'unavailable').length
  if (unavailable >= MAX_UNAVAILABLE) return { kind: 'pause' }
  const { areas, newest } = state
  const behind = areas.filter((area) => isBehind(area, newest))
  return (
    firstOf(behind, (area) => probeAreaBehind(area, newest, day, answers)) ??
    firstOf(areas, (area) => probeDue(area, day, answers)) ??
    probeCountry(state, day, answers) ??
    (unavailable > 0 && unavailable === seen.length ? { kind: 'pause' } : { kind: 'done' })
  )
}

/** The postcodes to look up now: due, in an area of which one has shown the month, and not looked up in this sweep. */
export const duePostcodes = ({ areas }: SweepState, answers: SweepAnswers): readonly Postcode[] =>
  areas
    .filter((area) => area.month !== null && answersIn(area, answers).includes(area.month))
    .flatMap(({ postcodes, month }) => postcodes.filter((postcode) => isDue(postcode, month)))
    .flatMap(({ postcode }) => (answers.has(postcode) ? [] : [postcode]))
