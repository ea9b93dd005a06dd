import { categoryOf } from '../../crime/category.ts'
import { type NamedPlace, placeInWords } from '../../crime/postcode.ts'
import { count, incidents, list, uncapitalised } from '../../slack/ui/format.ts'
import { channel, type Mrkdwn, mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { type AlertChoice, isPersonal } from './alert.ts'

const namesOf = (slugs: readonly string[]): string[] =>
  slugs.map((slug) => uncapitalised(categoryOf(slug).name))

/** "burglary and vehicle crime"; "all categories" for an empty list. */
const categoriesInWords = (slugs: readonly string[]): string =>
  slugs.length === 0 ? 'all categories' : list(namesOf(slugs))

/** " for burglary and vehicle crime", to follow "new figures"; nothing for all categories. */
export const forCategories = (slugs: readonly string[]): string =>
  slugs.length === 0 ? '' : ` for ${list(namesOf(slugs))}`

/** "Head office (LE1 1WA)", or "23 places". The names are people's text. */
export const placesInWords = (places: readonly NamedPlace[]): string => {
  const [first, ...others] = places
  return first !== undefined && others.length === 0 ? placeInWords(first) : `${count(places.length)} places`
}

// Forty rows of all fourteen names would be more than Slack takes in one message.
const MAX_NAMES_IN_ROW = 3

const categoriesInRow = (slugs: readonly string[]): string => {
  if (slugs.length === 0) return 'all categories'
  const names = namesOf(slugs.slice(0, MAX_NAMES_IN_ROW)).join(', ')
  const more = slugs.length - MAX_NAMES_IN_ROW
  return more > 0 ? `${names} and ${more} more` : names
}

type Coverage = Pick<AlertChoice, 'categories' | 'minIncidents'>

const fromSoMany = (minIncidents: number | null): string =>
  minIncidents === null
    ? ''
    : `, when there ${minIncidents === 1 ? 'is' : 'are'} at least ${incidents(minIncidents)}`

/** "burglary, vehicle crime" or "burglary, drugs, robbery and 4 more", for a row of a list. */
export const coverageInRow = ({ categories, minIncidents }: Coverage): string =>
  `${categoriesInRow(categories)}${fromSoMany(minIncidents)}`

/** "burglary and drugs, when there are at least 5 incidents": what an alert announces. */
export const coverageInWords = ({ categories, minIncidents }: Coverage): string =>
  `${categoriesInWords(categories)}${fromSoMany(minIncidents)}`

/** The recipient, as a link to the channel or in words. */
export const recipientLink = (alert: Pick<AlertChoice, 'channelId'>): Mrkdwn =>
  isPersonal(alert) ? mrkdwn`your conversation with Street Crime` : channel(alert.channelId)
