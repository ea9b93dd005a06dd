/** The police's category of an incident. */
export type Category = {
  /** The police's own key, "violent-crime"; unchanged where it is none of CATEGORIES. */
  readonly slug: string
  /** The police's name: "Violence and sexual offences". */
  readonly name: string
  /** At most 20 characters, the length of a chart's label in Slack. */
  readonly shortName: string
}

const category = (slug: string, name: string, shortName = name): Category => ({ slug, name, shortName })

/** The 14 published categories, by name. Source: data.police.uk/docs/method/crime-categories. */
export const CATEGORIES: readonly Category[] = [
  category('anti-social-behaviour', 'Anti-social behaviour', 'Anti-social'),
  category('bicycle-theft', 'Bicycle theft'),
  category('burglary', 'Burglary'),
  category('criminal-damage-arson', 'Criminal damage and arson', 'Damage and arson'),
  category('drugs', 'Drugs'),
  category('other-theft', 'Other theft'),
  category('possession-of-weapons', 'Possession of weapons', 'Weapons'),
  category('public-order', 'Public order'),
  category('robbery', 'Robbery'),
  category('shoplifting', 'Shoplifting'),
  category('theft-from-the-person', 'Theft from the person', 'Theft from person'),
  category('vehicle-crime', 'Vehicle crime'),
  category('violent-crime', 'Violence and sexual offences', 'Violent and sexual'),
  category('other-crime', 'Other crime'),
]

/** The one category without published outcomes. Source: data.police.uk/about, "Anti-social behaviour". */
export const ANTI_SOCIAL_BEHAVIOUR = 'anti-social-behaviour'

const BY_SLUG = new Map(CATEGORIES.map((known) => [known.slug, known]))

const MAX_NAME = 40
const MAX_SHORT_NAME = 20

// A surrogate pair that the cut would halve is left out whole.
const cutTo = (longest: number, words: string): string =>
  words.length > longest ? `${words.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…` : words

const nameFromSlug = (slug: string): string => {
  const words = slug.replace(/[\s\p{Cc}_-]+/gu, ' ').trim()
  return words === '' ? 'Unnamed category' : cutTo(MAX_NAME, words.charAt(0).toUpperCase() + words.slice(1))
}

/** The category of a slug; a name for an unknown one is made from the slug itself. */
export const categoryOf = (slug: string): Category => {
  const known = BY_SLUG.get(slug)
  if (known !== undefined) return known
  const name = nameFromSlug(slug)
  return category(slug, name, cutTo(MAX_SHORT_NAME, name))
}

/** Whether a slug is one of the 14: only these are allowed in a button's value. */
export const isKnownCategory = (slug: string): boolean => BY_SLUG.has(slug)
