import { type Postcode, type PostcodeFailure, parsePostcode } from '../crime/postcode.ts'
import type { Result } from '../lib/result.ts'

type NotCovered = Extract<PostcodeFailure, { kind: 'not-covered' }>

/** A full postcode in a text: one of ours, or one of Scotland and the like. */
export type FoundPostcode = Result<Postcode, NotCovered>

/** Something in a line that is written like a postcode of a real area, with nothing glued to it. */
export type Candidate = {
  readonly place: FoundPostcode
  readonly outward: string
  readonly gap: string
  readonly inward: string
  /** The line it stands in, before and behind it. */
  readonly before: string
  readonly behind: string
  /** Where it begins and ends in its line. */
  readonly at: number
  readonly end: number
}

// The text before may end in an opening mark, and the text behind begin with a closing one. Anything else that
// touches it (a letter, digit, "_", "-", "/", "#", "=", "@", "%" …) makes it part of a word, id, URL or code.
const FREE_BEFORE = /(?:^|[\s([{"'“‘*_~`>,;:!?–—])$/u
const FREE_BEHIND = /^(?:$|[\s)\]}"'”’*_~`<,;:!?…–—]|\.+(?:$|[\s)\]"'”’]))/u
// A mark is only free itself if nothing is glued to its other side: "id:e16an", "x='le11wa'", "*p_le11wa*".
const GLUED_BEFORE = /[\p{L}\p{N}_=#/\\@&%$+.-][([{"'“‘*_~`>:]+$/u
const GLUED_BEHIND = /^[)\]}"'”’*_~`<,;:!?]+[\p{L}\p{N}_=#/\\@&%$+-]/u
// "LE1 1WA's", "LE1 1WA’s", "LE1 1WA,M1 1AE", "postcode:LE1 1WA" are glued as people glue.
const GLUED_BY_PEOPLE = /^(?:['’]s\b|[,;:!?])/u
const NAMED_POSTCODE = /\bpost(?:al)? ?codes?:$/iu

// Royal Mail leaves C, I, K, M, O and V out of the end.
const SHAPE = /([A-Z]{1,2}\d[A-Z\d]?)([ \u00a0\u2009\u202f]{0,2})(\d[ABD-HJLNP-UW-Z]{2})/giu

// No district has a zero before its digit, and those with a letter behind it are London's, and few.
const NO_DISTRICT = /^[A-Z]{1,2}0\d$/iu
const WITH_LETTER = /\d[A-Z]$/iu
const LONDON_WITH_LETTER = /^(?:E1W|N1[CP]|NW1W|SE1P|SW1[AEHPVWXY]|W1[A-Z]|EC[1-4][A-Z]|WC[12][A-Z])$/iu

const isDistrict = (outward: string): boolean =>
  !NO_DISTRICT.test(outward) && (!WITH_LETTER.test(outward) || LONDON_WITH_LETTER.test(outward))

const isFree = ({ before, behind }: Candidate): boolean =>
  FREE_BEFORE.test(before) &&
  FREE_BEHIND.test(behind) &&
  (!GLUED_BEFORE.test(before) || NAMED_POSTCODE.test(before)) &&
  (!GLUED_BEHIND.test(behind) || GLUED_BY_PEOPLE.test(behind))

// Far enough for a sentence and short enough that a text of nothing but candidates stays cheap.
const AROUND = 160

/** The candidates of one line, in order. */
export const candidatesIn = (line: string): Candidate[] =>
  [...line.matchAll(SHAPE)].flatMap((match) => {
    const [whole, outward = '', gap = '', inward = ''] = match
    const read = parsePostcode(whole)
    const place: FoundPostcode | null = read.ok
      ? read
      : read.failure.kind === 'not-covered' && read.failure.where !== null
        ? { ok: false, failure: read.failure }
        : null
    if (place === null || !isDistrict(outward)) return []
    const end = match.index + whole.length
    const before = line.slice(Math.max(0, match.index - AROUND), match.index)
    const behind = line.slice(end, end + AROUND)
    const candidate = { place, outward, gap, inward, before, behind, at: match.index, end }
    return isFree(candidate) ? [candidate] : []
  })
