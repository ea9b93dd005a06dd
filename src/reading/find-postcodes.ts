import type { Postcode } from '../crime/postcode.ts'
import { type Candidate, candidatesIn, type FoundPostcode } from './postcode-candidates.ts'
import { isPlaceCue, isSentence } from './sentence-cues.ts'

/** The postcodes of a text, each once, in order. */
export type FoundPostcodes = {
  /** Beyond doubt: these may be looked up without asking. */
  readonly sure: readonly FoundPostcode[]
  /** Written like one of ours, but they may be something else: an id, a part number. These may be offered. */
  readonly doubtful: readonly Postcode[]
}

// An ordinal or a unit behind a single letter and digits: "the M4 1st exit", "M1 8GB", "S3 5TB".
const ORDINAL_OR_UNIT = /^(?:1ST|2ND|3RD|\dTH|\d(?:GB|TB|PB|HZ|HR|WD|FT|PX|PT|LB|GW|BN|ST))$/u
const UNIT = /^\d(?:WD|GB|TB|PX)$/u
// More of them in lower case, where any name of letters and digits stands before them: "n1 2br", "B12 3ug".
const LOWER_UNIT = /^\d(?:BR|BD|XL|UG|NS|US)$/u
// "2dB": nobody writes half of it in capitals.
const HALF_IN_CAPITALS = /[A-Z][a-z]|[a-z][A-Z]/u

// What code has and a message about a place has not.
const CODE = /[{}<>=\\|$_]/u
const MIXED = /\p{L}\d|\d\p{L}/u

/** The word beside a candidate, on its side of the line, where only a space parts them. */
const besideSpace = (text: string, side: 'before' | 'behind'): string =>
  (side === 'before' ? /(\S+)\s$/u.exec(text)?.[1] : /^\s(\S+)/u.exec(text)?.[1]) ?? ''

/** Outward and inward part with their space: letters and digits that stand like this are hardly anything else. */
const isSurelySpaced = ({ outward, inward, before, behind }: Candidate): boolean => {
  const unit = inward.toUpperCase()
  if (isPlaceCue(before) === 'postcode') return true
  if (UNIT.test(unit) || (/^[A-Z]\d/i.test(outward) && ORDINAL_OR_UNIT.test(unit))) return false
  if (outward === outward.toUpperCase() && inward === unit) return true
  if (inward !== unit && (ORDINAL_OR_UNIT.test(unit) || LOWER_UNIT.test(unit))) return false
  if (HALF_IN_CAPITALS.test(inward)) return false
  // In lower case code, a dump of bytes or a row of ids looks the same; what is around gives it away.
  if (CODE.test(before) || CODE.test(behind)) return false
  return !MIXED.test(besideSpace(before, 'before')) && !MIXED.test(besideSpace(behind, 'behind'))
}

/** Without its space it looks like any short id, so somebody must say that it is a place. */
const isSurelyTogether = ({ outward, inward, before, behind }: Candidate): boolean => {
  const compact = outward + inward
  const cue = isPlaceCue(before)
  if (cue === 'postcode') return true
  // All of it hexadecimal, "E116AB": the beginning of a hash or a colour as likely as a place.
  if (/^[\dA-F]+$/i.test(compact)) return false
  if (cue === 'address') return true
  return cue === 'preposition' && compact.length >= 6 && isSentence(before, behind)
}

// Two places of a list: "LE1 1WA and m11ae", "le1 1wa, m1 1ae". What stands beside a sure one is one too.
const JOINED = /^(?:\s*[,;/&+]\s*|\s+(?:and|or|vs?\.?|versus|to)\s+|\s*,\s*(?:and|or)\s+)$/iu

// Of a longer text the rest need not be read: Slack's messages end at 40,000 characters.
const LONGEST_TEXT = 40_000
const nameOf = (place: FoundPostcode): string => (place.ok ? place.value : place.failure.postcode)

type Judged = { readonly place: FoundPostcode; readonly sure: boolean }

const judgedIn = (line: string): Judged[] => {
  const found = candidatesIn(line)
  const sure = found.map((candidate) =>
    candidate.gap === '' ? isSurelyTogether(candidate) : isSurelySpaced(candidate),
  )
  const joins = (at: number): boolean => {
    const [one, next] = [found[at], found[at + 1]]
    return one !== undefined && next !== undefined && JOINED.test(line.slice(one.end, next.at))
  }
  for (let at = 1; at < found.length; at += 1) if (sure[at - 1] && joins(at - 1)) sure[at] = true
  for (let at = found.length - 2; at >= 0; at -= 1) if (sure[at + 1] && joins(at)) sure[at] = true
  return found.map(({ place }, at) => ({ place, sure: sure[at] === true }))
}

/**
 * Finds full postcodes in what somebody wrote. Never throws. One is beyond doubt where it has the form and a
 * real area, nothing is glued to it (a letter, digit, "_", "-", "/", "#", "=", "@" …: then it is part of an id,
 * URL, colour or code), and
 *
 * - it has its space ("LE1 1WA", "le1 1wa") and "postcode" stands before it; or it is no ordinal or unit ("M4 1st
 *   exit", "M1 8GB", "ch1 2nd page") and, in lower case, has no other mixture of letters and digits beside it and
 *   no mark of code ("{", "=", "_" …) around it; or
 * - it has no space ("LE11WA", "le11wa") and directly before it stands "postcode", or a road with at most a town
 *   between ("12 High Street, Leicester, LE11WA"), or, where it has six characters at least, a word such as
 *   "near", "in" or "at" in a line that is a sentence of plain words; and, but for "postcode", it is not
 *   hexadecimal through and through ("E116AB"); or
 * - it is joined by a comma, "and", "vs" or the like to one that is beyond doubt.
 *
 * Everything else of that form is doubtful: "e16an" in the middle of a text may be a flight, a gate or an id.
 */
export const findPostcodes = (text: string): FoundPostcodes => {
  const judged = text
    .slice(0, LONGEST_TEXT)
    .split(/[\r\n\u2028\u2029]+/u)
    .flatMap(judgedIn)
  const sure = new Map<string, FoundPostcode>()
  for (const { place, sure: isSure } of judged) if (isSure) sure.set(nameOf(place), place)
  const doubtful = new Set<Postcode>()
  for (const { place } of judged) if (place.ok && !sure.has(place.value)) doubtful.add(place.value)
  return { sure: [...sure.values()], doubtful: [...doubtful] }
}
