import { monthsInWords } from '../../crime/dates.ts'
import { type NamedPlace, type Postcode, placeInWords } from '../../crime/postcode.ts'
import type { Report } from '../../crime/report.ts'
import type { Result } from '../../lib/result.ts'
import { transportPoliceOnly } from '../../report/breakdowns.ts'
import { ATTRIBUTION } from '../../report/footer.ts'
import {
  actions,
  type Block,
  bold,
  code,
  context,
  type Message,
  message,
  paragraph,
  span,
} from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { incidents, list } from '../../slack/ui/format.ts'
import { cut, LIMITS } from '../../slack/ui/limits.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { notice } from '../../slack/ui/notice.ts'
import { countLines } from '../../slack/ui/text-table.ts'
import { showSaved } from './actions.ts'
import { MAX_SAVED_PLACES, type SaveResult } from './saved-place-repository.ts'

/** The database cannot be reached; look-ups need none. */
export const placesUnavailable = (): Message =>
  notice({
    happened: 'Saved places aren’t available at the moment.',
    next: [span('Try again in a few minutes. You can still look up a postcode.')],
  })

const oneLine = (text: string): Message => ({ text, blocks: [context(mrkdwn`${text}`)] })

/** What stands while the list is read, a place is saved, one is removed or put back, or all are deleted. */
export const waiting = {
  reading: () => oneLine('Getting your saved places …'),
  saving: () => oneLine('Saving …'),
  changing: () => oneLine('Updating your saved places …'),
  deleting: () => oneLine('Deleting your saved places …'),
} as const

/** Places in a sentence, by name and postcode. */
export const listPlaces = (places: readonly NamedPlace[]): string => list(places.map(placeInWords))

/** That no more places can be saved. */
export const mostSaved = (): string => `You’ve saved ${MAX_SAVED_PLACES} places, the most you can.`

/** No more places fit. `readOn` is where that is read: the Home tab, or anywhere else. */
export const placesFull = (notSaved: readonly Postcode[], readOn: 'home' | 'elsewhere'): Message => {
  const some = notSaved.length === 1 ? 'one' : 'some'
  const where = readOn === 'home' ? 'from the list at the top' : 'on the Street Crime Home tab'
  return notice({
    happened: mostSaved(),
    next: [span(`Remove ${some} ${where}, then save ${list(notSaved)}.`)],
  })
}

/** What Home says of a place that could not be saved; null where it was. */
export const savingNotice = (
  postcode: Postcode,
  saved: Result<SaveResult, 'unavailable'>,
): Message | null => {
  if (!saved.ok) return placesUnavailable()
  if (saved.value === 'full') return placesFull([postcode], 'home')
  return saved.value === 'not-installed' ? savingMessage({ postcode, name: null }, saved.value) : null
}

/** What came of saving a place, outside Home. */
export const savingMessage = (place: NamedPlace, saving: SaveResult): Message => {
  if (saving === 'full') return placesFull([place.postcode], 'elsewhere')
  if (saving === 'not-installed')
    return notice({
      happened: `We couldn’t save ${place.postcode}: your own workspace doesn’t have Street Crime.`,
      next: [
        span(
          'You can still look up places in this channel. To save them, ask your own workspace to install Street Crime.',
        ),
      ],
    })
  const happened = saving === 'exists' ? 'Already saved.' : 'Saved.'
  const where = ` ${placeInWords(place)} is on your Street Crime Home tab.`
  return message(`${happened}${where}`, [paragraph(bold(happened), span(where))])
}

const areOnHome = (places: readonly NamedPlace[]): string =>
  `${listPlaces(places)} ${places.length === 1 ? 'is' : 'are'} on your Street Crime Home tab.`

/** What came of saving several places. */
export const allSavedMessage = (results: readonly (NamedPlace & { saving: SaveResult })[]): Message => {
  const of = (...savings: readonly SaveResult[]) => results.filter(({ saving }) => savings.includes(saving))
  const full = of('full')
  const there = of('saved', 'exists')
  if (there.length === 0)
    return placesFull(
      full.map(({ postcode }) => postcode),
      'elsewhere',
    )
  const left =
    full.length === 0
      ? ''
      : ` We couldn’t save ${listPlaces(full)}: you can save up to ${MAX_SAVED_PLACES} places.`
  return notice({ happened: 'Saved.', next: [span(`${areOnHome(there)}${left}`)] })
}

/** A saved place, and its report where memory holds one: listing places spends no token. */
export type SavedPlace = NamedPlace & { readonly report: Report | null }

/** A person's places, or that the database cannot be reached. */
export type SavedPlaces = readonly SavedPlace[] | 'unavailable'

/** "1,448 incidents in January 2023"; empty where no report is in memory. */
const figuresInWords = ({ report }: SavedPlace): string =>
  report === null
    ? ''
    : `${incidents(report.total)} in ${monthsInWords(report.months)}${transportPoliceOnly(report)}`

/** The figures that memory holds, a line a place: "1,448 LE1 1WA, January 2023"; empty for none. */
export const figureLines = (places: readonly SavedPlace[]): string =>
  countLines(
    places.flatMap((place) => {
      const { report } = place
      if (report === null) return []
      const name = `${placeInWords(place)}, ${monthsInWords(report.months)}${transportPoliceOnly(report)}`
      return [{ name, count: report.total }]
    }),
  )

// A hundred places with their longest names would be more than the 13,200 characters that Slack takes.
const MANY = 25
const MAX_NAME_OF_MANY = 16

/** Why some places are listed with figures and others without; nothing where all are, or none is. */
export const someWithoutFigures = (places: readonly SavedPlace[]): Block[] => {
  const without = places.filter(({ report }) => report === null).length
  return without === 0 || without === places.length
    ? []
    : [context(mrkdwn`Figures stay here for up to an hour after you look a place up.`)]
}

/** /crime saved: the person's places, each with its button. `prefix` stands before what is typed there. */
export const savedList = (places: readonly SavedPlace[], prefix = '/crime '): Message => {
  if (places.length === 0)
    return notice({
      happened: 'You have no saved places.',
      next: [span('Look one up, for example '), code(`${prefix}LE1 1WA`), span(', and press Save place.')],
    })
  const areMany = places.length > MANY
  const shown = places.map(({ name, ...place }) => ({
    ...place,
    name: areMany && name !== null ? cut(name, MAX_NAME_OF_MANY) : name,
  }))
  const lines = shown.map((place) => `${placeInWords(place)} ${figuresInWords(place)}`.trim())
  const buttons = shown.map((place, index) =>
    button(placeInWords(place), showSaved.props(place.postcode, index), {
      ...(areMany ? {} : { label: `Look up ${placeInWords(place)}` }),
    }),
  )
  const rows = Array.from({ length: Math.ceil(buttons.length / LIMITS.actionsElements) }, (_, at) =>
    buttons.slice(at * LIMITS.actionsElements, (at + 1) * LIMITS.actionsElements),
  )
  const figures = figureLines(shown)
  return message(`Your saved places: ${lines.join('; ')}.`, [
    paragraph(bold('Your saved places'), ...(figures === '' ? [] : [span(`\n${figures}`)])),
    ...someWithoutFigures(places),
    ...rows.flatMap((row, at) => actions(at === 0 ? 'saved' : `saved.${at}`, row)),
    ...(figures === '' ? [] : [context(ATTRIBUTION)]),
  ])
}
