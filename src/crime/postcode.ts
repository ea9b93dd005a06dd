import { parse } from 'postcode'
import { failed, type Result, success } from '../lib/result.ts'
import { isCovered, whereIs } from './coverage.ts'

declare const canonical: unique symbol

/** A full postcode of England or Wales in its canonical form, "SW1A 1AA". Only parsePostcode makes one. */
export type Postcode = string & { readonly [canonical]: true }

/** Why a text is not a postcode that the figures can cover. */
export type PostcodeFailure =
  | { readonly kind: 'invalid-postcode'; readonly typed: string; readonly suggestion: Postcode | null }
  | { readonly kind: 'not-covered'; readonly postcode: string; readonly where: string | null }

// Characters that are easily mistaken for each other. The postcode package's own `fix` misses S and 5.
const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', '0': 'O', I: '1', '1': 'I', S: '5', '5': 'S' }

// Longer than any postcode with its spaces and quotes: a longer text is none.
const MAX_TYPED = 40

const lettersAndDigits = (typed: string): string =>
  typed.length > MAX_TYPED
    ? ''
    : typed
        .normalize('NFKC')
        .replace(/[\s\p{Cc}\p{Cf}\p{Pi}\p{Pf}\p{Pd}"'`.,:;]/gu, '')
        .toUpperCase()

// "M11AE" and "SW1A1AA".
const MIN_LENGTH = 5
const MAX_LENGTH = 7

const read = (compact: string): { postcode: string; area: string } | null => {
  if (compact.length < MIN_LENGTH || compact.length > MAX_LENGTH) return null
  const read = parse(compact)
  return read.valid ? { postcode: read.postcode, area: read.area } : null
}

const oneSwapAway = (compact: string): Postcode | null => {
  // A swap changes no length.
  if (compact.length < MIN_LENGTH || compact.length > MAX_LENGTH) return null
  const candidates = [...compact].flatMap((character, at) => {
    const lookalike = LOOKALIKES[character]
    if (lookalike === undefined) return []
    const swapped = read(compact.slice(0, at) + lookalike + compact.slice(at + 1))
    return swapped !== null && isCovered(swapped.area) ? [swapped.postcode as Postcode] : []
  })
  // With two possible corrections neither is suggested.
  return candidates.length === 1 ? (candidates[0] ?? null) : null
}

/**
 * Reads what people type as a postcode: any case, any or no spaces, curly quotes, non-breaking spaces, a
 * trailing full stop. Never throws. Checked here because every call to the supplier costs a token.
 */
export const parsePostcode = (typed: string): Result<Postcode, PostcodeFailure> => {
  const compact = lettersAndDigits(typed)
  const found = read(compact)
  if (found !== null && isCovered(found.area)) return success(found.postcode as Postcode)
  const suggestion = oneSwapAway(compact)
  const where = found === null ? null : whereIs(found.area)
  if (found !== null && (where !== null || suggestion === null))
    return failed({ kind: 'not-covered', postcode: found.postcode, where })
  return failed({ kind: 'invalid-postcode', typed, suggestion })
}

/** The postcode area, its leading letters: "LE" of "LE1 1WA". */
export const areaOf = (postcode: Postcode): string => /^[A-Z]+/.exec(postcode)?.[0] ?? ''
