import { failed, type Result, success } from '../lib/result.ts'

declare const canonical: unique symbol

/** A full postcode of England or Wales in its canonical form, "SW1A 1AA". Only parsePostcode makes one. */
export type Postcode = string & { readonly [canonical]: true }

/** Why a text is not a postcode that the figures can cover; `where` is null for an area that does not exist. */
export type PostcodeFailure =
  | { readonly kind: 'invalid-postcode'; readonly typed: string; readonly suggestion: Postcode | null }
  | { readonly kind: 'not-covered'; readonly postcode: string; readonly where: string | null }

const setOf = (list: string): ReadonlySet<string> => new Set(list.split(' '))

// The 106 postcode areas that are in England or Wales, wholly or partly: TD has Berwick-upon-Tweed, and part of DG16 is in
// Cumbria. Which of their postcodes are Scottish is not checked here.
const COVERED = setOf(
  'AL B BA BB BD BH BL BN BR BS CA CB CF CH CM CO CR CT CV CW DA DE DG DH DL DN DT DY E EC EN EX FY GL GU HA ' +
    'HD HG HP HR HU HX IG IP KT L LA LD LE LL LN LS LU M ME MK N NE NG NN NP NR NW OL OX PE PL PO PR RG RH ' +
    'RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO',
)

const ELSEWHERE: readonly [country: string, areas: ReadonlySet<string>][] = [
  ['Scotland', setOf('AB DD EH FK G HS IV KA KW KY ML PA PH ZE')],
  ['Northern Ireland', setOf('BT')],
  ['the Isle of Man', setOf('IM')],
  ['the Channel Islands', setOf('GY JE')],
]

/** Whether a postcode area, such as "LE", is at least partly in England or Wales, which the police figures cover. */
export const isCovered = (area: string): boolean => COVERED.has(area)

/** The country or islands of an area elsewhere; null for covered areas, and for letters that are no area (ZZ). */
export const whereIs = (area: string): string | null =>
  ELSEWHERE.find(([, areas]) => areas.has(area))?.[0] ?? null

// The rule for a postcode: en.wikipedia.org/wiki/Postcodes_in_the_United_Kingdom, "Validation", which follows the
// Royal Mail's and the government's data standard. The second half never has C, I, K, M, O or V.
const FULL = /^([A-Z]{1,2})(\d[A-Z\d]?)(\d[ABD-HJLNP-UW-Z]{2})$/
const FIRST_HALF = /^([A-Z]{1,2})(\d[A-Z\d]?)$/

const ONE_DIGIT = setOf('BR FY HA HD HG HR HS HX JE LD SM SR WC WN ZE')
const TWO_DIGITS = setOf('AB LL SO')
const WITH_DISTRICT_0 = setOf('BL BS CM CR FY HA PR SL SS')
// Districts of central London that a letter divides: E1, N1, NW1 and SE1 in part, the others always.
const DIVIDED =
  /^(?:EC[1-4][ABEHMNPRVWXY]|SW1[AEHPVWXY]|W1[A-HJKPSTUW]|WC[12][ABEHNRVX]|E1W|N1[CP]|NW1W|SE1P)$/
const ALWAYS_DIVIDED = /^(?:EC[1-4]|SW1|W1|WC\d)$/

const districtExists = (area: string, district: string): boolean => {
  const outward = area + district
  if (/[A-Z]$/.test(district)) return DIVIDED.test(outward)
  if (district.length === 2) return !district.startsWith('0') && !ONE_DIGIT.has(area)
  if (district === '0') return WITH_DISTRICT_0.has(area)
  return !TWO_DIGITS.has(area) && !ALWAYS_DIVIDED.test(outward)
}

const areaExists = (area: string): boolean => isCovered(area) || whereIs(area) !== null

type Parts = { readonly area: string; readonly outward: string; readonly postcode: string }

/** Reads letters and digits as a full postcode, else null. Districts are checked only in areas that exist. */
const readFull = (compact: string): Parts | null => {
  const [, area, district, inward] = FULL.exec(compact) ?? []
  if (area === undefined || district === undefined || inward === undefined) return null
  if (areaExists(area) && !districtExists(area, district)) return null
  return { area, outward: area + district, postcode: `${area}${district} ${inward}` }
}

// Characters that are easily mistaken for each other.
const LOOKALIKES: Readonly<Record<string, string>> = {
  O: '0',
  '0': 'O',
  I: '1',
  L: '1',
  '1': 'I',
  S: '5',
  '5': 'S',
}

// A postcode, or one in which one of them stands for another.
const NEARLY_FULL = /^[A-Z015]{1,2}[\dOILS][A-Z\d]?[\dOILS][A-Z015]{2}$/
// A postcode with spaces and quotes is shorter; longer text is not read.
const MAX_TYPED = 40

const lettersAndDigits = (typed: string): string =>
  typed.length > MAX_TYPED
    ? ''
    : typed
        .normalize('NFKC')
        .replace(/[\s\p{Cc}\p{Cf}\p{Pi}\p{Pf}\p{Pd}"'`.,:;]/gu, '')
        .toUpperCase()

/** The covered postcode that replacing one lookalike gives; null where there is none, or more than one. */
const suggestionFor = (compact: string): Postcode | null => {
  if (!NEARLY_FULL.test(compact)) return null
  const found = [...compact].flatMap((character, index) => {
    const lookalike = LOOKALIKES[character]
    if (lookalike === undefined) return []
    const parts = readFull(compact.slice(0, index) + lookalike + compact.slice(index + 1))
    return parts !== null && isCovered(parts.area) ? [parts.postcode as Postcode] : []
  })
  return found.length === 1 ? (found[0] ?? null) : null
}

/**
 * Reads a text as one postcode, in any case, with or without spaces, quotes and a final full stop.
 * Never throws. Checked before every look-up, since each call to the supplier costs a token.
 */
export const parsePostcode = (typed: string): Result<Postcode, PostcodeFailure> => {
  const compact = lettersAndDigits(typed)
  const parts = readFull(compact)
  if (parts !== null && isCovered(parts.area)) return success(parts.postcode as Postcode)
  const suggestion = suggestionFor(compact)
  const where = parts === null ? null : whereIs(parts.area)
  if (parts !== null && (where !== null || suggestion === null))
    return failed({ kind: 'not-covered', postcode: parts.postcode, where })
  return failed({ kind: 'invalid-postcode', typed, suggestion })
}

/** The postcode of a text, as parsePostcode reads it; null where it is none that the figures cover. */
export const readPostcode = (typed: string): Postcode | null => {
  const postcode = parsePostcode(typed)
  return postcode.ok ? postcode.value : null
}

/** The first half of a postcode, "SW1A"; `where` its area lies is null for England and Wales. */
export type FirstHalf = { readonly outward: string; readonly where: string | null }

/** Reads a text as the first half of a postcode whose area exists; null where it is none. */
export const parseFirstHalf = (typed: string): FirstHalf | null => {
  const [outward, area, district] = FIRST_HALF.exec(lettersAndDigits(typed)) ?? []
  if (outward === undefined || area === undefined || district === undefined) return null
  if (!areaExists(area)) return null
  // "SW1" and "W1" stand for all their districts.
  const exists = districtExists(area, district) || ALWAYS_DIVIDED.test(outward)
  return exists ? { outward, where: whereIs(area) } : null
}

/** Characters that people's name for a place may have. */
export const MAX_NAME_LENGTH = 40

/** A place, and what people call it; null where they gave it no name. */
export type NamedPlace = { readonly postcode: Postcode; readonly name: string | null }

/** A name from outside on one line: line breaks, control and invisible characters become single spaces. */
export const oneLine = (text: string): string => text.replace(/[\s\p{C}]+/gu, ' ').trim()

/** A name as it is kept: on one line, without control and invisible characters, cut at 40; null where nothing is left. */
export const readName = (typed: string): string | null => {
  const characters = [...oneLine(typed)]
  return characters.slice(0, MAX_NAME_LENGTH).join('').trim() || null
}

/** "Head office (LE1 1WA)", or the postcode alone. The name is people's text, to be escaped as such. */
export const placeInWords = ({ postcode, name }: NamedPlace): string =>
  name === null ? postcode : `${name} (${postcode})`

/** The postcode area, its leading letters: "LE" of "LE1 1WA". */
export const areaOf = (postcode: Postcode): string => /^[A-Z]+/.exec(postcode)?.[0] ?? ''
