import { monthsInWords } from '../../crime/dates.ts'
import { type NamedPlace, type Postcode, placeInWords } from '../../crime/postcode.ts'
import { isTransportPoliceOnly, type Report } from '../../crime/report.ts'
import { ATTRIBUTION } from '../../report/footer.ts'
import {
  actions,
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
import { LIMITS } from '../../slack/ui/limits.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { notice } from '../../slack/ui/notice.ts'
import { countLines } from '../../slack/ui/text-table.ts'
import { deleteAllPlaces, showSaved, undoRemove } from './actions.ts'
import { MAX_SAVED_PLACES, type RemovedPlace, type SaveResult } from './saved-place-repository.ts'

/** The database cannot be reached; look-ups need none. */
export const placesUnavailable = (): Message =>
  notice({
    happened: 'Saved places aren’t available at the moment.',
    next: [span('Try again in a few minutes. You can still look up a postcode.')],
  })

const oneLine = (text: string): Message => ({ text, blocks: [context(mrkdwn`${text}`)] })

/** While the list is read. */
export const readingPlaces = (): Message => oneLine('Getting your saved places …')

/** While a person's places are deleted. */
export const deletingPlaces = (): Message => oneLine('Deleting your saved places …')

// Alerts post to a whole channel, so they outlive the places of whoever set them up.
const ALERTS_STAY = [
  span('Your alerts aren’t affected. To stop one, type '),
  code('/crime alerts'),
  span(' in its channel.'),
]

const listPlaces = (places: readonly NamedPlace[]): string => list(places.map(placeInWords))

/** Asks before all of a person's places are deleted. */
export const confirmDeleteAll = (places: readonly NamedPlace[]): Message =>
  places.length === 0
    ? notice({
        happened: 'You have no saved places.',
        next: [span('There’s nothing to delete. '), ...ALERTS_STAY],
      })
    : notice({
        happened:
          places.length === 1
            ? `Delete ${listPlaces(places)} from your saved places?`
            : `Delete ${places.length === 2 ? 'both' : `all ${places.length} of`} your saved places?`,
        next: places.length === 1 ? ALERTS_STAY : [span(`They are ${listPlaces(places)}. `), ...ALERTS_STAY],
        buttons: [button(places.length === 1 ? 'Delete' : 'Delete all', deleteAllPlaces.props('all'))],
      })

/** Which of a person's places were deleted. */
export const deletedPlaces = (places: readonly NamedPlace[]): Message => {
  if (places.length === 0) return notice({ happened: 'You have no saved places.', next: ALERTS_STAY })
  if (places.length === 1)
    return notice({ happened: `Deleted ${listPlaces(places)} from your saved places.`, next: ALERTS_STAY })
  return notice({
    happened: `Deleted your ${places.length} saved places.`,
    next: [span(`They were ${listPlaces(places)}. `), ...ALERTS_STAY],
  })
}

/** While a place is saved. */
export const savingPlace = (): Message => oneLine('Saving …')

/** While a place is removed, or put back. */
export const changingPlaces = (): Message => oneLine('Updating your saved places …')

/** No more places fit. `readOn` is where that is read: the Home tab, or anywhere else. */
export const placesFull = (notSaved: readonly Postcode[], readOn: 'home' | 'elsewhere'): Message => {
  const some = notSaved.length === 1 ? 'one' : 'some'
  const remove =
    readOn === 'home' ? `Press Edit list to remove ${some}` : `Remove ${some} on the Street Crime Home tab`
  return notice({
    happened: `You’ve saved ${MAX_SAVED_PLACES} places, the most you can.`,
    next: [span(`${remove}, then save ${list(notSaved)}.`)],
  })
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

/** Places were removed, the last first, with the way back; below them the places that are left. */
export const removedPlaces = (
  removed: readonly RemovedPlace[],
  missing: readonly Postcode[],
  left: readonly SavedPlace[],
): Message => {
  const notThere =
    missing.length === 0
      ? ''
      : ` ${list(missing)} ${missing.length === 1 ? 'wasn’t' : 'weren’t'} in your saved places.`
  const happened =
    removed.length === 0
      ? `${list(missing)} ${missing.length === 1 ? 'isn’t' : 'aren’t'} in your saved places.`
      : `Removed ${listPlaces(removed.toReversed())} from your saved places.`
  const first = notice({
    happened,
    next: removed.length === 0 || notThere === '' ? [] : [span(notThere.trim())],
    buttons: removed.length === 0 ? [] : [button('Undo', undoRemove.props(removed))],
  })
  if (left.length === 0) return first
  const rest = savedList(left)
  return {
    text: `${first.text} ${rest.text}`.slice(0, LIMITS.messageText),
    blocks: [...first.blocks, ...rest.blocks],
  }
}

/** Places are back where they were. */
export const restoredPlaces = (places: readonly Postcode[]): Message =>
  notice({
    happened: `${list(places)} ${places.length === 1 ? 'is' : 'are'} back in your saved places.`,
    next: [],
  })

/** A saved place, and its report where memory holds one: listing places spends no token. */
export type SavedPlace = NamedPlace & { readonly report: Report | null }

/** A person's places, or that the database cannot be reached. */
export type SavedPlaces = readonly SavedPlace[] | 'unavailable'

const source = (report: Report): string =>
  isTransportPoliceOnly(report) ? ', from the British Transport Police only' : ''

/** "1,448 incidents in January 2023"; empty where no report is in memory. */
const figuresInWords = ({ report }: SavedPlace): string =>
  report === null ? '' : `${incidents(report.total)} in ${monthsInWords(report.months)}${source(report)}`

/** The figures that memory holds, a line a place: "1,448 LE1 1WA, January 2023"; empty for none. */
export const figureLines = (places: readonly SavedPlace[]): string =>
  countLines(
    places.flatMap((place) => {
      const { report } = place
      if (report === null) return []
      const name = `${placeInWords(place)}, ${monthsInWords(report.months)}${source(report)}`
      return [{ name, count: report.total }]
    }),
  )

/** /crime saved: the person's places, each with its button. `prefix` stands before what is typed there. */
export const savedList = (places: readonly SavedPlace[], prefix = '/crime '): Message => {
  if (places.length === 0)
    return notice({
      happened: 'You have no saved places.',
      next: [span('Look one up, for example '), code(`${prefix}LE1 1WA`), span(', and press Save place.')],
    })
  const lines = places.map((place) => `${placeInWords(place)} ${figuresInWords(place)}`.trim())
  const buttons = places.map((place, index) =>
    button(placeInWords(place), showSaved.props(place.postcode, index), {
      label: `Look up ${placeInWords(place)}`,
    }),
  )
  const rows = Array.from({ length: Math.ceil(buttons.length / LIMITS.actionsElements) }, (_, at) =>
    buttons.slice(at * LIMITS.actionsElements, (at + 1) * LIMITS.actionsElements),
  )
  const figures = figureLines(places)
  return message(`Your saved places: ${lines.join('; ')}.`, [
    paragraph(bold('Your saved places'), ...(figures === '' ? [] : [span(`\n${figures}`)])),
    ...rows.flatMap((row, at) => actions(at === 0 ? 'saved' : `saved.${at}`, row)),
    ...(figures === '' ? [] : [context(ATTRIBUTION)]),
  ])
}
