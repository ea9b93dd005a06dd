import { distance } from 'fastest-levenshtein'
import { CATEGORIES, type Category, categoryOf } from '../crime/category.ts'
import { failed, type Result, success } from '../lib/result.ts'

/** Words that name no category; `suggestion` is the one they are a slip of, if there is exactly one. */
export type UnknownCategory = {
  readonly kind: 'unknown-category'
  readonly typed: string
  readonly suggestion: Category | null
}

/**
 * What people call each category, by its slug. "Theft" alone is not here: it may mean four categories, and
 * a wrong guess would look like an answer.
 */
export const EVERYDAY_WORDS: Readonly<Record<string, readonly string[]>> = {
  'anti-social-behaviour': ['antisocial', 'anti social', 'antisocial behaviour', 'asb', 'nuisance'],
  'bicycle-theft': ['bicycle', 'bicycles', 'bike', 'bikes', 'bike theft', 'cycle theft', 'stolen bikes'],
  burglary: ['burglaries', 'burglar', 'break in', 'break ins', 'breakins', 'housebreaking'],
  'criminal-damage-arson': ['criminal damage', 'damage', 'arson', 'vandalism', 'graffiti', 'fire'],
  drugs: ['drug', 'drug dealing', 'drug crime', 'drug offences', 'cannabis'],
  'other-theft': ['other thefts'],
  'possession-of-weapons': [
    'weapon',
    'weapons',
    'knife',
    'knives',
    'knife crime',
    'gun',
    'guns',
    'gun crime',
  ],
  'public-order': ['public disorder', 'disorder'],
  robbery: ['robberies', 'mugging', 'muggings'],
  shoplifting: ['shoplifters', 'shop theft', 'shop thefts', 'retail theft'],
  'theft-from-the-person': ['pickpocket', 'pickpockets', 'pickpocketing', 'phone theft', 'theft from person'],
  'vehicle-crime': [
    'vehicle',
    'vehicles',
    'vehicle theft',
    'car',
    'cars',
    'car crime',
    'car theft',
    'car thefts',
  ],
  'violent-crime': ['violence', 'violent', 'assault', 'assaults', 'sexual offences', 'sex offences'],
  'other-crime': ['other', 'other crimes'],
}

const normalise = (words: string): string =>
  words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const SPOKEN: ReadonlyMap<string, Category> = new Map(
  CATEGORIES.flatMap((category) =>
    [category.name, category.slug, category.shortName, ...(EVERYDAY_WORDS[category.slug] ?? [])].map(
      (words) => [normalise(words), categoryOf(category.slug)] as const,
    ),
  ),
)

// One slip for each four letters: "burglry" is near "burglary", "dogs" is not near "drugs".
const slipsAllowed = (words: string): number => Math.min(3, Math.floor(words.length / 4))

const nearest = (words: string): Category | null => {
  const near = new Set<Category>()
  let fewest = slipsAllowed(words)
  for (const [spoken, category] of SPOKEN) {
    const slips = distance(words, spoken)
    if (slips > fewest) continue
    if (slips < fewest) near.clear()
    fewest = slips
    near.add(category)
  }
  const [only] = near
  return near.size === 1 && only !== undefined ? only : null
}

// No name or everyday word is this long; comparing more would only cost time.
const LONGEST_WORDS = 60

/** The category that exactly these words name, or null; slips are not looked for. */
export const namedCategory = (typed: string): Category | null =>
  SPOKEN.get(normalise(typed.slice(0, LONGEST_WORDS))) ?? null

/**
 * The category that people's words name: the police's name, the slug, or an everyday word ("car crime").
 * Fails with the one category the words are a slip of, if there is one.
 */
export const findCategory = (typed: string): Result<Category, UnknownCategory> => {
  const found = namedCategory(typed)
  if (found !== null) return success(found)
  const suggestion = nearest(normalise(typed.slice(0, LONGEST_WORDS)))
  return failed({ kind: 'unknown-category', typed, suggestion })
}
