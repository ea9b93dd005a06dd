import { monthsInWords } from '../../crime/month.ts'
import type { Postcode } from '../../crime/postcode.ts'
import type { Report } from '../../crime/report.ts'
import { ATTRIBUTION } from '../../report/footer.ts'
import { actions, bold, code, context, type Message, paragraph, span } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { incidents, list } from '../../slack/ui/format.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { notice } from '../../slack/ui/notice.ts'
import { showSaved } from './actions.ts'
import { MAX_SAVED_PLACES, type Saving } from './saved-place-repository.ts'

/** The database cannot be reached; look-ups need none. */
export const placesUnavailable = (): Message =>
  notice({
    happened: 'Saved places are not available just now.',
    next: [span('Looking up a postcode works as ever. Try again in a few minutes.')],
  })

const oneLine = (text: string): Message => ({ text, blocks: [context(mrkdwn`${text}`)] })

/** While the list is read. */
export const readingPlaces = (): Message => oneLine('Looking at your saved places …')

/** While a person's places are deleted. */
export const deletingPlaces = (): Message => oneLine('Deleting your saved places …')

// Alerts post to a whole channel, so they outlive the places of whoever set them up.
const ALERTS_STAY = [
  span(' Alerts that you set up stay: '),
  code('/crime alerts'),
  span(', typed where they speak, lists them to be stopped.'),
]

/** Which of a person's places were deleted. */
export const deletedPlaces = (places: readonly Postcode[]): Message => {
  if (places.length === 0)
    return notice({
      happened: 'You have no saved places.',
      next: [span('There was nothing to delete.'), ...ALERTS_STAY],
    })
  const many = places.length === 1 ? 'Your saved place was' : `Your ${places.length} saved places were`
  return notice({
    happened: `${many} deleted.`,
    next: [span(`${places.length === 1 ? 'It was' : 'They were'} ${list(places)}.`), ...ALERTS_STAY],
  })
}

/** While a place is saved. */
export const savingPlace = (): Message => oneLine('Saving the place …')

/** What came of saving a place. */
export const savingMessage = (postcode: Postcode, saving: Saving): Message => {
  if (saving === 'full')
    return notice({
      happened: `You have ${MAX_SAVED_PLACES} saved places, and no more fit.`,
      next: [span('Remove one on the Street Crime Home tab, then save this one.')],
    })
  if (saving === 'not-installed')
    return notice({
      happened: `${postcode} was not saved: your own workspace does not have Street Crime.`,
      next: [span('You can look at everything in this channel. Places are kept where the app is installed.')],
    })
  const happened = saving === 'exists' ? 'Already saved.' : 'Saved.'
  return {
    text: `${happened} ${postcode} is on your Street Crime Home tab.`,
    blocks: [paragraph(bold(happened), span(` ${postcode} is on your Street Crime Home tab.`))],
  }
}

/** A saved place, and its report where memory holds one: listing places spends no token. */
export type SavedPlace = { readonly postcode: Postcode; readonly report: Report | null }

/** A person's places, or that the database cannot be reached. */
export type SavedPlaces = readonly SavedPlace[] | 'unavailable'

/** "1,448 incidents in January 2023"; empty where no report is in memory. */
export const figuresInWords = ({ report }: SavedPlace): string =>
  report === null ? '' : `${incidents(report.total)} in ${monthsInWords(report.months)}`

/** /crime saved: the person's places, each with its button. */
export const savedList = (places: readonly SavedPlace[]): Message => {
  if (places.length === 0)
    return notice({
      happened: 'You have no saved places.',
      next: [span('Look one up, such as '), code('/crime LE1 1WA'), span(', and press Save place.')],
    })
  const withReport = places.filter(({ report }) => report !== null)
  const lines = places.map((place) => `${place.postcode} ${figuresInWords(place)}`.trim())
  return {
    text: `Your saved places: ${lines.join('; ')}.`,
    blocks: [
      paragraph(
        bold('Your saved places'),
        ...withReport.map((place) => span(`\n${place.postcode}: ${figuresInWords(place)}`)),
      ),
      ...actions(
        'saved',
        places.map(({ postcode }, index) =>
          button(postcode, showSaved.props(postcode, index), { label: `Look up ${postcode}` }),
        ),
      ),
      ...(withReport.length === 0 ? [] : [context(ATTRIBUTION)]),
    ],
  }
}
