import { type NamedPlace, placeInWords } from '../../crime/postcode.ts'
import { nameInText } from '../../report/breakdowns.ts'
import { count, incidents, list, listFirst } from '../../slack/ui/format.ts'
import { channel, type Mrkdwn, mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { type AlertChoice, isPersonal } from './alert.ts'

/** Categories by name, as they stand inside a sentence. */
export const namesOf = (slugs: readonly string[]): string[] => slugs.map(nameInText)

/** " for burglary and vehicle crime", or " of" them, to follow figures; nothing for all categories. */
export const forCategories = (slugs: readonly string[], before: 'for' | 'of' = 'for'): string =>
  slugs.length === 0 ? '' : ` ${before} ${list(namesOf(slugs))}`

/** "Head office (LE1 1WA)", or "23 places". The names are people's text. */
export const placesInWords = (places: readonly NamedPlace[]): string => {
  const [first, ...others] = places
  return first !== undefined && others.length === 0 ? placeInWords(first) : `${count(places.length)} places`
}

const MAX_NAMED = 5

/** "Head office (LE1 1WA), B1 1BB and 21 more". The names are people's text. */
export const firstPlacesInWords = (places: readonly NamedPlace[]): string =>
  listFirst(places.map(placeInWords), MAX_NAMED)

type Coverage = Pick<AlertChoice, 'categories' | 'minIncidents'>

/** ", when there are at least 5 incidents"; nothing for any number. */
export const fromSoMany = (minIncidents: number | null): string =>
  minIncidents === null
    ? ''
    : `, when there ${minIncidents === 1 ? 'is' : 'are'} at least ${incidents(minIncidents)}`

/**
 * "burglary and drugs, when there are at least 5 incidents": what an alert announces; of more than `most` categories,
 * "burglary, drugs and 4 more".
 */
export const coverageInWords = ({ categories, minIncidents }: Coverage, most = Infinity): string => {
  const names = categories.length === 0 ? 'all categories' : listFirst(namesOf(categories), most)
  return `${names}${fromSoMany(minIncidents)}`
}

/** The recipient, as a link to the channel or in words. */
export const recipientLink = (alert: Pick<AlertChoice, 'channelId'>): Mrkdwn =>
  isPersonal(alert) ? mrkdwn`your conversation with Street Crime` : channel(alert.channelId)
