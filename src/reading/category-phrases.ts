import { distance } from 'fastest-levenshtein'
import { CATEGORIES, type Category, categoryOf } from '../crime/category.ts'

/** The categories that "theft" without another word may mean. */
const THEFTS = ['bicycle-theft', 'other-theft', 'shoplifting', 'theft-from-the-person']

/** Everyday words for each category, by its slug, beside the police's own names. */
export const EVERYDAY_WORDS: Readonly<Record<string, string>> = {
  'anti-social-behaviour':
    'antisocial, anti social, antisocial behaviour, anti social behavior, antisocial behavior, asb, nuisance, rowdy, rowdiness, drunk, drunks, begging, street drinking, neighbour dispute, nuisance neighbours',
  'bicycle-theft':
    'bicycle, bicycles, bike, bikes, bike theft, bike thefts, cycle theft, cycle thefts, stolen bike, stolen bikes, stolen bicycle, stolen bicycles, bike crime, theft of bikes',
  burglary:
    'burglaries, burglar, burglars, burgled, break in, break ins, breakin, breakins, broken into, housebreaking, house breaking, home invasion, domestic burglary, domestic burglaries, house burglary, house burglaries, residential burglary',
  'criminal-damage-arson':
    'criminal damage, damage, arson, vandalism, vandals, graffiti, fire, fires, arson attack, smashed windows, broken windows',
  drugs:
    'drug, drug dealing, drug dealers, drug dealer, drug crime, drug use, drug offences, drugs offences, cannabis, cocaine, weed, dealing, possession of drugs',
  'other-theft': 'other thefts, dog theft, dog thefts, stolen dogs, lead theft, metal theft',
  'possession-of-weapons':
    'weapon, weapons, weapon possession, knife, knives, knife crime, gun, guns, gun crime',
  'public-order': 'public disorder, disorder, public order offences, affray, riot, riots',
  robbery:
    'robberies, robbed, robber, robbers, mugging, muggings, mugged, mugger, muggers, carjacking, carjackings, hold up',
  shoplifting:
    'shoplifters, shoplifter, shop theft, shop thefts, retail theft, shop lifting, theft from shops, theft from a shop, theft from shop, thefts from shops',
  'theft-from-the-person':
    'pickpocket, pickpockets, pickpocketing, phone theft, phone thefts, stolen phones, stolen phone, phone snatching, bag snatching, snatching, theft from person, theft from a person, theft from people, personal theft',
  'vehicle-crime':
    'vehicle, vehicles, vehicle theft, vehicle thefts, vehicle offences, car, cars, car crime, car crimes, car theft, car thefts, stolen car, stolen cars, stolen vehicles, stolen vehicle, theft from car, theft from cars, theft from a car, theft from vehicle, theft from vehicles, theft of car, theft of cars, theft of vehicle, theft of vehicles, theft from a vehicle, theft of a vehicle, theft of a car, car break in, car break ins, van theft, van thefts, motorbike theft, motorcycle theft, moped theft, joyriding, catalytic converter, catalytic converters',
  'violent-crime':
    'violence, violent, violence and sex offences, assault, assaults, assaulted, attack, attacks, attacked, fight, fights, fighting, gbh, abh, sexual offences, sexual offence, sex offences, sex offence, violent offences, violent crimes, sexual violence',
  'other-crime': 'other, other crimes',
}

const keyOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What people call categories, to their slugs: the police's name, the slug, an everyday word, or "theft". */
export const CATEGORY_PHRASES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...CATEGORIES.flatMap(({ slug, name, shortName }) =>
    [name, slug, shortName, ...(EVERYDAY_WORDS[slug]?.split(', ') ?? [])].map(
      (words): [string, readonly string[]] => [keyOf(words), [slug]],
    ),
  ),
  ...['theft', 'thefts', 'thief', 'thieves', 'stealing', 'stolen', 'stolen goods', 'larceny'].map(
    (words): [string, readonly string[]] => [words, THEFTS],
  ),
])

const BITS = 32

/** The characters of a text as the bits of a number; several characters may share one. */
const charactersOf = (text: string): number => {
  let bits = 0
  for (let at = 0; at < text.length; at += 1) bits |= 1 << (text.charCodeAt(at) % BITS)
  return bits
}

const countBits = (bits: number): number => {
  let left = bits
  let count = 0
  for (; left !== 0; count += 1) left &= left - 1
  return count
}

const PHRASES = [...CATEGORY_PHRASES].map(([phrase, slugs]) => ({
  phrase,
  named: slugs.join(),
  characters: charactersOf(phrase),
}))

// One slip for each four letters: "burglry" is near "burglary", "dogs" is not near "drugs".
const slipsAllowed = (words: string): number => Math.min(3, Math.floor(words.length / 4))

// No phrase is longer.
const MAX_PHRASE = 40

/** The one category that words are a slip of; null where there is none, or several are as near. */
export const nearestCategory = (words: string): Category | null => {
  if (words.length > MAX_PHRASE) return null
  const near = new Set<string>()
  let fewest = slipsAllowed(words)
  if (fewest === 0) return null
  const typed = charactersOf(words)
  for (const { phrase, named, characters } of PHRASES) {
    // Each character that only one of them has takes a slip of its own: most phrases need no closer look.
    if (Math.abs(phrase.length - words.length) > fewest) continue
    if (countBits(typed & ~characters) > fewest || countBits(characters & ~typed) > fewest) continue
    const slips = distance(words, phrase)
    if (slips > fewest) continue
    if (slips < fewest) near.clear()
    fewest = slips
    near.add(named)
  }
  const [only] = near
  return near.size === 1 && only !== undefined && !only.includes(',') ? categoryOf(only) : null
}
