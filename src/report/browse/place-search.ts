import type { App } from '@slack/bolt'
import type { PlainTextOption } from '@slack/types'
import pTimeout from 'p-timeout'
import { oneLine } from '../../crime/postcode.ts'
import type { Report } from '../../crime/report.ts'
import { askerOf } from '../../slack/identity.ts'
import { plain } from '../../slack/ui/blocks.ts'
import { option } from '../../slack/ui/elements.ts'
import { count } from '../../slack/ui/format.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { lookUpReport, type ReportContext } from '../answer.ts'
import { placeChoice } from './filter-menus.ts'
import { findMatches } from './matches.ts'
import { ALL, type Browsed, type BrowseSurface, browseIds, readView } from './state.ts'

// Slack waits three seconds for options: docs.slack.dev/reference/block-kit/block-elements/select-menu-element.
const ANSWER_WITHIN_MS = 2_500

// One of a menu's hundred options is "All places".
const MAX_PLACES = LIMITS.selectOptions - 1
const MAX_TYPED = 60

// Phones type another apostrophe than the police, and many people none.
const APOSTROPHES = /['‘’ʼ′`´]/g

const fold = (text: string): string =>
  text.replace(APOSTROPHES, '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether a name holds every word that was typed into a search menu, however either is spelt. */
export const matcherOf = (text: string): ((name: string) => boolean) => {
  const words = fold(oneLine(text.slice(0, MAX_TYPED))).split(' ')
  return (name) => words.every((word) => fold(name).includes(word))
}

/** The label of a search menu's places, of which so many are shown. */
export const placesLabel = (shown: number, found: number, order = ''): string => {
  if (found === 0) return 'No place with that name'
  return shown < found
    ? `${count(shown)} of ${count(found)} places: type a name to find others`
    : `${count(found)} ${found === 1 ? 'place' : 'places'}${order}`
}

/** The options of a search menu, in a group whose label says how many there are. */
export type PlaceOptions = {
  readonly option_groups: { label: ReturnType<typeof plain>; options: PlainTextOption[] }[]
}

const ALL_PLACES = option({ text: 'All places', value: ALL })

// Exactly what was typed, what begins with it, a word that begins with it, and then what holds it anywhere.
const rankOf = (name: string, typed: string): number => {
  if (name === typed) return 0
  if (name.startsWith(typed)) return 1
  return name.includes(` ${typed}`) ? 2 : 3
}

/**
 * The places that match the other filters and whose name holds every word that was typed, as at most a hundred options.
 * What was typed comes first, since Slack takes the first option on Enter; then the largest count.
 */
export const placeOptions = (report: Report, browsed: Omit<Browsed, 'menus'>, text: string): PlaceOptions => {
  const typed = fold(oneLine(text.slice(0, MAX_TYPED)))
  const holds = matcherOf(text)
  const found = findMatches(report, browsed).matches.places.flatMap((row) =>
    holds(row.place.name) ? [{ ...row, rank: rankOf(fold(row.place.name), typed) }] : [],
  )
  // The order by count stays among equals.
  const shown = found.sort((a, b) => a.rank - b.rank).slice(0, MAX_PLACES)
  const options = shown.map((row) => option(placeChoice(row)))
  const label = plain(
    found.length === 0 && typed === ''
      ? 'No incident matches'
      : placesLabel(shown.length, found.length, ', most incidents first'),
    LIMITS.optionText,
  )
  return {
    option_groups: [{ label, options: typed === '' ? [ALL_PLACES, ...options] : [...options, ALL_PLACES] }],
  }
}

const NO_OPTIONS = { options: [] }

/** Registers the search among a report's places: options while the person types, from memory or after one look-up. */
export const registerPlaceSearch = (app: App, context: ReportContext, surface: BrowseSurface): void => {
  app.options(browseIds(surface).street, async ({ ack, body, payload }) => {
    const browsed = body.view === undefined ? null : readView(surface, body.view)
    if (browsed === null) return ack(NO_OPTIONS)
    const result = await pTimeout(lookUpReport(context, browsed.state.postcode, askerOf(body)), {
      milliseconds: ANSWER_WITHIN_MS,
      // The next key repeats a search that took too long.
      fallback: () => null,
    })
    await ack(result?.ok === true ? placeOptions(result.value, browsed, payload.value) : NO_OPTIONS)
  })
}
