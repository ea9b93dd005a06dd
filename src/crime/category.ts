import { oneLine } from './postcode.ts'

/** The police's category of an incident. */
export type Category = {
  /** The police's key, such as "violent-crime". One that is not in CATEGORIES is kept as published. */
  readonly slug: string
  /** The police's name, on one line: "Violence and sexual offences". */
  readonly name: string
  /** Of a known category at most 20 characters, the length of a chart's label in Slack. */
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

const nameFromSlug = (slug: string): string => {
  const text = oneLine(slug.replace(/[_-]/g, ' ')) || 'unnamed category'
  const name = text.charAt(0).toUpperCase() + text.slice(1)
  // Half a surrogate pair may be left at the end.
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1).replace(/\p{Cs}$/u, '')}…` : name
}

/** A published slug as it is kept: on one line, in small letters. */
export const readCategorySlug = (published: string): string => oneLine(published).toLowerCase()

/** The category of a slug; an unknown one is named after the slug. */
export const categoryOf = (slug: string): Category => BY_SLUG.get(slug) ?? category(slug, nameFromSlug(slug))

/** Whether a slug is one of the 14. Other slugs are supplier data, which no button's value may hold. */
export const isKnownCategory = (slug: string): boolean => BY_SLUG.has(slug)

/** The known ones of some slugs, in the order of CATEGORIES, in which forms show them. */
export const knownCategories = (slugs: readonly string[]): string[] =>
  CATEGORIES.flatMap(({ slug }) => (slugs.includes(slug) ? [slug] : []))
