import { type Postcode, type PostcodeFailure, parsePostcode } from '../crime/postcode.ts'

type NotCovered = Extract<PostcodeFailure, { kind: 'not-covered' }>

/** A full postcode in a text: of England and Wales, or of an area elsewhere. */
type FoundPlace = Postcode | NotCovered

/** The postcodes of free text, each once, in their order. */
export type FoundPostcodes = {
  /** Beyond doubt, so that they can be looked up without asking. */
  readonly certain: readonly FoundPlace[]
  /** Written like a postcode of England or Wales, and perhaps an id or a part number. */
  readonly possible: readonly Postcode[]
}

type Candidate = {
  readonly place: FoundPlace
  readonly outward: string
  readonly gap: string
  readonly inward: string
  /** Its line, before and behind it, as far as it is looked at. */
  readonly before: string
  readonly behind: string
  readonly from: number
  readonly to: number
}

// The text before may end in an opening mark, and the text behind begin with a closing one. Anything else that touches
// it (a letter, digit, "_", "-", "/", "#", "=", "@", "%" …) makes it part of a word, id, URL or code.
const FREE_BEFORE = /(?:^|[\s([{"'“‘*_~`>,;:!?–—])$/u
const FREE_BEHIND = /^(?:$|[\s)\]}"'”’*_~`<,;:!?…–—]|\.+(?:$|[\s)\]"'”’]))/u
// A mark is free only where nothing touches its other side: "id:e16an", "x='le11wa'", "*p_le11wa*".
const GLUED_BEFORE = /[\p{L}\p{N}_=#/\\@&%$+.-][([{"'“‘*_~`>:]+$/u
const GLUED_BEHIND = /^[)\]}"'”’*_~`<,;:!?]+[\p{L}\p{N}_=#/\\@&%$+-]/u
// "LE1 1WA's", "LE1 1WA,L1 1JD" and "postcode:LE1 1WA" are glued as people glue.
const GLUED_BY_PEOPLE = /^(?:['’]s\b|[,;:!?])/u
const NAMED_POSTCODE = /\bpost(?:al)? ?codes?:$/iu

const SHAPE = /([A-Z]{1,2}\d[A-Z\d]?)([ \u00a0\u2009\u202f]{0,2})(\d[A-Z]{2})/giu

const isFree = (before: string, behind: string): boolean =>
  FREE_BEFORE.test(before) &&
  FREE_BEHIND.test(behind) &&
  (!GLUED_BEFORE.test(before) || NAMED_POSTCODE.test(before)) &&
  (!GLUED_BEHIND.test(behind) || GLUED_BY_PEOPLE.test(behind))

// A sentence is shorter; more would make a text of nothing but candidates costly.
const MAX_AROUND = 160

const placeIn = (text: string): FoundPlace | null => {
  const postcode = parsePostcode(text)
  if (postcode.ok) return postcode.value
  const { failure } = postcode
  return failure.kind === 'not-covered' && failure.where !== null ? failure : null
}

const candidatesIn = (line: string): Candidate[] =>
  [...line.matchAll(SHAPE)].flatMap((match) => {
    const [whole, outward = '', gap = '', inward = ''] = match
    const place = placeIn(whole)
    const from = match.index
    const to = from + whole.length
    const before = line.slice(Math.max(0, from - MAX_AROUND), from)
    const behind = line.slice(to, to + MAX_AROUND)
    return place !== null && isFree(before, behind)
      ? [{ place, outward, gap, inward, before, behind, from, to }]
      : []
  })

/** What directly before a word says that it is a place: the word "postcode", a road, or a preposition. */
type PlaceCue = 'postcode' | 'address' | 'preposition'

// "postcode le11wa", "postcode is: le11wa", "/crime le11wa".
const POSTCODE = /(?:\bpost(?:al)? ?codes?(?: (?:is|was|are))?\s*[:=–-]?|\/crime)\s*["'“‘(*_~`]*$/iu

// Words that are a road and hardly anything else; a "close", "place" or "drive" may be no road at all.
const ROAD =
  /\b\p{L}[\p{L}'’.-]* (?:street|road|rd|lane|avenue|ave|terrace|crescent|gardens|grove)\.?(?:, ?| )(?:\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)?(?:, ?| ))?["'“‘(*_~`]*$/iu

const PREPOSITION = /(?:^|[\s(])(?:near|nearby|around|in|at|outside|behind)\s+["'“‘(*_~`]*$/iu

/** The cue at the end of the text before a word, or null. */
const placeCue = (before: string): PlaceCue | null => {
  if (POSTCODE.test(before)) return 'postcode'
  if (ROAD.test(before)) return 'address'
  return PREPOSITION.test(before) ? 'preposition' : null
}

// A log line or a row of ids has none of these; a sentence in English has one in every few words.
const COMMON_WORDS = new Set(
  (
    'the a an is was were are be been there this that these those my our your their his her we i you they he she ' +
    'it has have had any anyone some someone somebody who what when where and but so just did does do can could ' +
    'will would please'
  ).split(' '),
)

// Beside these a word of letters and digits is more likely an id than a place.
const ABOUT_IDS =
  /\b(?:id|ids|ref|refs|reference|order|orders|ticket|tickets|issue|issues|commit|commits|branch|build|builds|release|version|tag|deploy|deployed|merge|merged|revert|reverted|test|tests|bug|code|error|errors|fail|failed|fails|file|files|line|module|function|server|node|pod|host|job|task|session|request|user|account|token|key|password|batch|part|parts|model|serial|flight|gate|seat|row|bin|slot|plate|registration|invoice|coupon|voucher)\b/iu

// A word, a number, a time, a price, an emoji, a mention; perhaps in quotes or brackets, perhaps with a mark behind it.
const PLAIN_WORD =
  /^["'“‘(*_~]*(?:\p{L}+(?:['’-]\p{L}+)*|\d{1,4}|\d{1,2}[.:]\d{2}(?:am|pm)?|\d{1,2}(?:am|pm|st|nd|rd|th)|£\d+(?:\.\d\d)?|&|–|—|-|:[a-z\d_+-]+:|@\p{L}+)["'”’)*_~]*[.,;:!?…]*$/iu

const MIN_WORDS = 5
const MIN_COMMON = 2

const END = /[.?!…]["'”’)]*\s/u

/**
 * Whether the text around a word, up to the ends of its sentence, is a sentence in English: nothing but words, numbers,
 * times and prices, five at least, two common words ("the", "was", "my") among them, and none about ids ("commit").
 */
const isPlainSentence = (before: string, behind: string): boolean => {
  const around = `${before.split(END).at(-1)} ${behind.split(END).at(0)}`
  const words = around.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  if (words.length < MIN_WORDS || !words.every((word) => PLAIN_WORD.test(word))) return false
  if (ABOUT_IDS.test(around)) return false
  const common = words.filter((word) => COMMON_WORDS.has(word.replace(/[^\p{L}]/gu, '').toLowerCase()))
  return common.length >= MIN_COMMON
}

// Behind a letter and digits these are ordinals and units: "the M4 1st exit", "M1 8GB", "S3 5TB".
const ORDINAL_OR_UNIT = /^(?:1ST|2ND|3RD|\dTH|\d(?:GB|TB|PB|HZ|HR|WD|FT|PX|PT|LB|GW|BN|ST))$/u
const UNIT = /^\d(?:WD|GB|TB|PX)$/u
// More of them in lower case, where any name of letters and digits stands before them: "n1 2br", "B12 3ug".
const LOWER_CASE_UNIT = /^\d(?:BR|BD|XL|UG|NS|US)$/u
// "2dB": nobody writes half of a postcode in capitals.
const HALF_IN_CAPITALS = /[A-Z][a-z]|[a-z][A-Z]/u
// Code has these marks; a message about a place has not.
const CODE = /[{}<>=\\|$_]/u
const LETTERS_AND_DIGITS = /\p{L}\d|\d\p{L}/u

const wordBefore = (text: string): string => /(\S+)\s$/u.exec(text)?.[1] ?? ''
const wordBehind = (text: string): string => /^\s(\S+)/u.exec(text)?.[1] ?? ''

/** With its space: certain unless it may be an ordinal or a unit, or, in lower case, part of code or a row of ids. */
const isCertainSpaced = ({ outward, inward, before, behind }: Candidate): boolean => {
  const unit = inward.toUpperCase()
  if (placeCue(before) === 'postcode') return true
  if (UNIT.test(unit) || (/^[A-Z]\d/i.test(outward) && ORDINAL_OR_UNIT.test(unit))) return false
  if (outward === outward.toUpperCase() && inward === unit) return true
  if (inward !== unit && (ORDINAL_OR_UNIT.test(unit) || LOWER_CASE_UNIT.test(unit))) return false
  if (HALF_IN_CAPITALS.test(inward) || CODE.test(before) || CODE.test(behind)) return false
  return !LETTERS_AND_DIGITS.test(wordBefore(before)) && !LETTERS_AND_DIGITS.test(wordBehind(behind))
}

/** Without its space it looks like any short id: the words before it must say that it is a place. */
const isCertainCompact = ({ outward, inward, before, behind }: Candidate): boolean => {
  const compact = outward + inward
  const cue = placeCue(before)
  if (cue === 'postcode') return true
  // All of it hexadecimal, "E116AB": the beginning of a hash or a colour as likely as a place.
  if (/^[\dA-F]+$/i.test(compact)) return false
  return (
    cue === 'address' || (cue === 'preposition' && compact.length >= 6 && isPlainSentence(before, behind))
  )
}

// Two places of a list, "LE1 1WA and m11ae": beside a certain one the other is certain too.
const LIST = /^(?:\s*[,;/&+]\s*|\s+(?:and|or|vs?\.?|versus|to)\s+|\s*,\s*(?:and|or)\s+)$/iu

const readLine = (line: string): { place: FoundPlace; isCertain: boolean }[] => {
  const candidates = candidatesIn(line)
  const certain = candidates.map((candidate) =>
    candidate.gap === '' ? isCertainCompact(candidate) : isCertainSpaced(candidate),
  )
  const isListed = (index: number): boolean => {
    const [one, next] = [candidates[index], candidates[index + 1]]
    return one !== undefined && next !== undefined && LIST.test(line.slice(one.to, next.from))
  }
  for (let index = 1; index < certain.length; index += 1)
    if (certain[index - 1] && isListed(index - 1)) certain[index] = true
  for (let index = certain.length - 2; index >= 0; index -= 1)
    if (certain[index + 1] && isListed(index)) certain[index] = true
  return candidates.map(({ place }, index) => ({ place, isCertain: certain[index] === true }))
}

const nameOf = (place: FoundPlace): string => (typeof place === 'string' ? place : place.postcode)

/**
 * Finds full postcodes in what somebody wrote to others. Never throws. One is certain where nothing touches it but
 * marks of a sentence, and
 *
 * - it has its space ("LE1 1WA", "le1 1wa") and is no ordinal or unit ("M4 1st exit", "M1 8GB"), nor, in lower case,
 *   part of code or a row of ids; or
 * - it has no space ("le11wa") and behind "postcode", or a road with a town at most between, or, in a sentence of plain
 *   words, behind "near", "in" or "at"; and is not hexadecimal through and through ("E116AB"); or
 * - it stands in a list with a certain one.
 */
export const findPostcodes = (text: string): FoundPostcodes => {
  const found = text.split(/[\r\n\u2028\u2029]+/u).flatMap(readLine)
  const certain = new Map(
    found.flatMap(({ place, isCertain }) => (isCertain ? [[nameOf(place), place]] : [])),
  )
  const possible = new Set(
    found.flatMap(({ place }) => (typeof place === 'string' && !certain.has(place) ? [place] : [])),
  )
  return { certain: [...certain.values()], possible: [...possible] }
}
