/** What directly before a word says that it is a place: the word "postcode", a road, or a preposition. */
export type PlaceCue = 'postcode' | 'address' | 'preposition'

// "postcode le11wa", "postcode is: le11wa", "/crime le11wa".
const POSTCODE = /(?:\bpost(?:al)? ?codes?(?: (?:is|was|are))?\s*[:=–-]?|\/crime)\s*["'“‘(*_~`]*$/iu

// Words that are a road and hardly anything else; a "close", "place" or "drive" may be no road at all.
const ROAD =
  /\b\p{L}[\p{L}'’.-]* (?:street|road|rd|lane|avenue|ave|terrace|crescent|gardens|grove)\.?(?:, ?| )(?:\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)?(?:, ?| ))?["'“‘(*_~`]*$/iu

const PREPOSITION = /(?:^|[\s(])(?:near|nearby|around|in|at|outside|behind)\s+["'“‘(*_~`]*$/iu

/** The cue at the end of the text before a word, or null. */
export const isPlaceCue = (before: string): PlaceCue | null => {
  if (POSTCODE.test(before)) return 'postcode'
  if (ROAD.test(before)) return 'address'
  return PREPOSITION.test(before) ? 'preposition' : null
}

// A log line or a row of ids has none of these; a sentence in English has one in every few words.
const LITTLE_WORDS = new Set(
  (
    'the a an is was were are be been there this that these those my our your their his her we i you they he she ' +
    'it has have had any anyone some someone somebody who what when where and but so just did does do can could ' +
    'will would please'
  ).split(' '),
)

// Where these are spoken of, a word of letters and digits is more likely theirs than a place.
const SPEAK_OF_IDS =
  /\b(?:id|ids|ref|refs|reference|order|orders|ticket|tickets|issue|issues|commit|commits|branch|build|builds|release|version|tag|deploy|deployed|merge|merged|revert|reverted|test|tests|bug|code|error|errors|fail|failed|fails|file|files|line|module|function|server|node|pod|host|job|task|session|request|user|account|token|key|password|batch|part|parts|model|serial|flight|gate|seat|row|bin|slot|plate|registration|invoice|coupon|voucher)\b/iu

// A word, a number, a time, a price, an emoji, a mention; perhaps in quotes or brackets, perhaps with a mark behind it.
const PLAIN =
  /^["'“‘(*_~]*(?:\p{L}+(?:['’-]\p{L}+)*|\d{1,4}|\d{1,2}[.:]\d{2}(?:am|pm)?|\d{1,2}(?:am|pm|st|nd|rd|th)|£\d+(?:\.\d\d)?|&|–|—|-|:[a-z\d_+-]+:|@\p{L}+)["'”’)*_~]*[.,;:!?…]*$/iu

const FEWEST_WORDS = 5
const FEWEST_LITTLE = 2

const END = /[.?!…]["'”’)]*\s/u

/**
 * Whether what stands around a word, up to the ends of its sentence, reads as one: nothing but plain words, numbers, times and prices, at
 * least five of them, two little words ("the", "was", "my") among them, and none that speaks of ids ("commit").
 */
export const isSentence = (before: string, behind: string): boolean => {
  const around = `${before.split(END).at(-1)} ${behind.split(END).at(0)}`
  const words = around.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  if (words.length < FEWEST_WORDS || !words.every((word) => PLAIN.test(word))) return false
  if (SPEAK_OF_IDS.test(around)) return false
  const little = words.filter((word) => LITTLE_WORDS.has(word.replace(/[^\p{L}]/gu, '').toLowerCase()))
  return little.length >= FEWEST_LITTLE
}
