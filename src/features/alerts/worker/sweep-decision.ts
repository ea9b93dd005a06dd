import type { Month } from '../../../crime/month.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import type { Watched, WatchedArea, WatchedPlace } from '../store/due-alerts.ts'

/** What a place said in this sweep: the month of its figures, that nothing was recorded, or nothing of use. */
export type Said = Month | 'nothing' | 'unavailable'

/** What was asked in this sweep; nothing of it outlives it. */
export type Answers = ReadonlyMap<Postcode, Said>

/** What a sweep does next. `move`: an area takes a month without having shown one. */
export type Decision =
  | { readonly kind: 'ask'; readonly area: string; readonly postcode: Postcode }
  | { readonly kind: 'move'; readonly area: string; readonly month: Month }
  /** The supplier seems to be in trouble: the rest is for later. */
  | { readonly kind: 'pause' }
  | { readonly kind: 'done' }

// The supplier is asked no further today, or for a while, after so many answers of no use.
const MAX_UNHEARD = 5
// Hamlets in which nothing is ever recorded must not hide that the country has moved; nor cost a call each.
const MAX_HAMLETS = 3

/** Whether a place has not announced a month that its area has moved to. */
export const isDue = ({ announced }: WatchedPlace, month: Month | null): boolean =>
  month !== null && (announced === null || announced < month)

/** What is watched once an area has moved on; never back. */
export const movedOn = ({ areas, newest }: Watched, area: string, month: Month): Watched => ({
  areas: areas.map((one) =>
    one.area === area && (one.month === null || one.month < month) ? { ...one, month } : one,
  ),
  newest: newest === null || newest < month ? month : newest,
})

const rotated = <One>(all: readonly One[], by: number): readonly One[] => {
  const from = all.length === 0 ? 0 : by % all.length
  return [...all.slice(from), ...all.slice(0, from)]
}

const isBehind = ({ month }: WatchedArea, newest: Month | null): boolean =>
  newest !== null && (month === null || month < newest)

const saidIn = ({ places }: WatchedArea, answers: Answers): Said[] =>
  places.flatMap(({ postcode }) => answers.get(postcode) ?? [])

/** Asks one of these places where nobody asked yet has said more than that nothing was recorded. */
const askOne = (
  area: WatchedArea,
  places: readonly WatchedPlace[],
  day: number,
  answers: Answers,
): Decision | null => {
  if (saidIn(area, answers).some((said) => said !== 'nothing')) return null
  const next = rotated(places, day).find(({ postcode }) => !answers.has(postcode))
  return next === undefined ? null : { kind: 'ask', area: area.area, postcode: next.postcode }
}

/** The canary of an area that is behind; where each of its places says "nothing", it takes the country's month. */
const inAreaBehind = (area: WatchedArea, newest: Month | null, day: number, answers: Answers) => {
  const ask = askOne(area, area.places, day, answers)
  if (ask !== null || newest === null) return ask
  const said = saidIn(area, answers)
  const allEmpty = said.length === area.places.length && said.every((one) => one === 'nothing')
  return allEmpty ? ({ kind: 'move', area: area.area, month: newest } as const) : null
}

/** The canary among an area's due places: the rest are asked once one of them has the area's month. */
const inAreaDue = (area: WatchedArea, day: number, answers: Answers): Decision | null =>
  askOne(
    area,
    area.places.filter((place) => isDue(place, area.month)),
    day,
    answers,
  )

// Of the areas that are not behind, since some force may never catch up; another area each day.
const forCountry = ({ areas, newest }: Watched, day: number, answers: Answers): Decision | null => {
  const said = [...answers.values()]
  if (said.some((one) => one !== 'nothing' && one !== 'unavailable' && one >= (newest ?? ''))) return null
  const current = areas.filter((area) => !isBehind(area, newest) && area.places.length > 0)
  const hamlets = current.filter((area) => saidIn(area, answers).length > 0)
  if (hamlets.length >= MAX_HAMLETS) return null
  const area = rotated(current, day).find((one) => saidIn(one, answers).length === 0)
  const place = area && rotated(area.places, Math.floor(day / current.length))[0]
  return place === undefined ? null : { kind: 'ask', area: area?.area ?? '', postcode: place.postcode }
}

const firstOf = (areas: readonly WatchedArea[], decide: (area: WatchedArea) => Decision | null) => {
  for (const area of areas) {
    const decision = decide(area)
    if (decision !== null) return decision
  }
  return null
}

/**
 * What to ask next, given what is known and what was said in this sweep. While the country stands still that
 * is one place a day; once an area has moved, one place a day in each area that has not; and in an area that
 * has moved, one of the places that are due, which are all asked once it has the month. `day` turns whose
 * turn it is. Source: the alerts' design, "When to look".
 */
export const decide = (watched: Watched, day: number, answers: Answers): Decision => {
  const said = [...answers.values()]
  const unheard = said.filter((one) => one === 'unavailable').length
  if (unheard >= MAX_UNHEARD) return { kind: 'pause' }
  const { areas, newest } = watched
  const behind = areas.filter((area) => isBehind(area, newest))
  return (
    firstOf(behind, (area) => inAreaBehind(area, newest, day, answers)) ??
    firstOf(areas, (area) => inAreaDue(area, day, answers)) ??
    forCountry(watched, day, answers) ??
    (unheard > 0 && unheard === said.length ? { kind: 'pause' } : { kind: 'done' })
  )
}

/** The places to ask now: due, in an area of which a place has shown the month, and not asked in this sweep. */
export const dueNow = ({ areas }: Watched, answers: Answers): readonly Postcode[] =>
  areas
    .filter((area) => area.month !== null && saidIn(area, answers).includes(area.month))
    .flatMap(({ places, month }) => places.filter((place) => isDue(place, month)))
    .flatMap(({ postcode }) => (answers.has(postcode) ? [] : [postcode]))
