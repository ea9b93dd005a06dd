import { monthsInWords } from '../../crime/month.ts'
import type { Postcode } from '../../crime/postcode.ts'
import type { Report } from '../../crime/report.ts'
import { ATTRIBUTION } from '../../report/footer.ts'
import { actions, bold, code, context, type Message, paragraph, words } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { incidents, list } from '../../slack/ui/format.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { notice } from '../../slack/ui/notice.ts'
import { showSaved } from './actions.ts'
import { MAX_SAVED_PLACES, type Saving } from './saved-places.ts'

/** The database is out of reach; everything else goes on. */
export const placesUnavailable = (): Message =>
  notice({
    happened: 'Saved places are not available just now.',
    next: [words('Looking up a postcode works as ever. Try again in a few minutes.')],
  })

const oneLine = (text: string): Message => ({ text, blocks: [context(mrkdwn`${text}`)] })

/** While the list is on its way. */
export const lookingAtPlaces = (): Message => oneLine('Looking at your saved places …')

/** While a person's places are being deleted. */
export const forgettingPlaces = (): Message => oneLine('Deleting your saved places …')

// Others read them too, so they outlive whoever set them up.
const ALERTS_STAY = [
  words(' Alerts that you set up stay: '),
  code('/crime alerts'),
  words(', typed where they speak, lists them to be stopped.'),
]

/** What was deleted of a person, which is all there was but alerts. */
export const forgotten = (places: readonly Postcode[]): Message => {
  if (places.length === 0)
    return notice({
      happened: 'You have no saved places.',
      next: [words('There was nothing to delete.'), ...ALERTS_STAY],
    })
  const many = places.length === 1 ? 'Your saved place was' : `Your ${places.length} saved places were`
  return notice({
    happened: `${many} deleted.`,
    next: [words(`${places.length === 1 ? 'It was' : 'They were'} ${list(places)}.`), ...ALERTS_STAY],
  })
}

/** While a place is being saved. */
export const savingPlace = (): Message => oneLine('Saving the place …')

/** What came of saving a place. */
export const savingMessage = (postcode: Postcode, saving: Saving): Message => {
  if (saving === 'full')
    return notice({
      happened: `You have ${MAX_SAVED_PLACES} saved places, and no more fit.`,
      next: [words('Remove one on the Street Crime Home tab, then save this one.')],
    })
  const happened = saving === 'known' ? 'Already saved.' : 'Saved.'
  return {
    text: `${happened} ${postcode} is on your Street Crime Home tab.`,
    blocks: [paragraph(bold(happened), words(` ${postcode} is on your Street Crime Home tab.`))],
  }
}

/** A place and what memory holds of it, which may be nothing: no token is spent on a list. */
export type NewestFigures = { readonly postcode: Postcode; readonly report: Report | null }

/** "1,448 incidents in January 2023", or nothing where no figures are in memory. */
export const figuresInWords = ({ report }: NewestFigures): string =>
  report === null ? '' : `${incidents(report.total)} in ${monthsInWords(report.months)}`

const spoken = (place: NewestFigures): string => {
  const figures = figuresInWords(place)
  return figures === '' ? place.postcode : `${place.postcode} ${figures}`
}

/** /crime saved: the person's places, each with its button. */
export const savedList = (places: readonly NewestFigures[]): Message => {
  if (places.length === 0)
    return notice({
      happened: 'You have no saved places.',
      next: [words('Look one up, such as '), code('/crime LE1 1WA'), words(', and press Save place.')],
    })
  const known = places.filter(({ report }) => report !== null)
  return {
    text: `Your saved places: ${places.map(spoken).join('; ')}.`,
    blocks: [
      paragraph(
        bold('Your saved places'),
        ...known.map((place) => words(`\n${place.postcode}: ${figuresInWords(place)}`)),
      ),
      ...actions(
        'saved',
        places.map(({ postcode }, at) =>
          button(postcode, showSaved.press(postcode, at), { label: `Look up ${postcode}` }),
        ),
      ),
      ...(known.length === 0 ? [] : [context(ATTRIBUTION)]),
    ],
  }
}
