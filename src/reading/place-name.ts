import type { Span } from './tokens.ts'

// What parts a name from its postcode, or begins a line of a list; within a name ("No. 10", "24/7") it is part of it.
const SEPARATOR = /[\s\p{Pd}.,;:|/\\•*=·‣◦▪‧∙●○■□→←⇒➔➜>_~`&]/u
const EMOJI = /:[a-z\d+-][a-z\d_+-]{0,40}:/giu
const EMOJI_LENGTH = 43
const EMOJI_FIRST = new RegExp(`^${EMOJI.source}`, 'iu')
const EMOJI_LAST = new RegExp(`${EMOJI.source}$`, 'iu')
const MENTION = /<[@#!][^<>]*>/gu

const withoutSeparators = (text: string): string => {
  let [from, to] = [0, text.length]
  const isSeparator = (at: number): boolean => SEPARATOR.test(text[at] ?? '')
  while (from < to && isSeparator(from) && !EMOJI_FIRST.test(text.slice(from, from + EMOJI_LENGTH))) from += 1
  while (
    from < to &&
    isSeparator(to - 1) &&
    !EMOJI_LAST.test(text.slice(Math.max(from, to - EMOJI_LENGTH), to))
  )
    to -= 1
  return text.slice(from, to)
}

const PAIRS = ['()', '[]', '{}', '<>', '“”', '‘’', '""', "''"].map(([opening = '', closing = '']) => ({
  opening,
  closing,
}))

const isLetter = (character: string | undefined): boolean => /[\p{L}\p{N}]/u.test(character ?? '')

/** Whether nothing of a name stands here, but the end of the text or what separates: "," of `"Depot","Yard"`. */
const isGap = (character: string | undefined): boolean =>
  character === undefined || (character !== '.' && SEPARATOR.test(character))

/**
 * Where the partner of a quotation mark stands that opens and closes alike, null without one. They pair from left to
 * right: one in front of a gap opens nothing, and one behind a gap closes nothing.
 */
const partnerOfAlike = (text: string, at: number): number | null => {
  const mark = text[at]
  let opening: number | null = null
  for (let index = 0; index < text.length; index += 1) {
    const [before, behind] = [text[index - 1], text[index + 1]]
    if (text[index] !== mark || (isLetter(before) && isLetter(behind))) continue
    if (opening === null) opening = isGap(behind) ? null : index
    else if (!isGap(before)) {
      if (opening === at) return index
      if (index === at) return opening
      opening = null
    }
  }
  return null
}

/**
 * Where the partner of the bracket or quotation mark at an end of a text stands: null where it has none, undefined where
 * no such mark stands there. An apostrophe within a word is no quotation mark.
 */
const partnerOf = (text: string, at: number): number | null | undefined => {
  const mark = text[at]
  const pair = PAIRS.find(({ opening, closing }) => mark === opening || mark === closing)
  if (pair === undefined) return undefined
  const { opening, closing } = pair
  if (opening === closing) return partnerOfAlike(text, at)
  const [partner, step] = mark === opening ? [closing, 1] : [opening, -1]
  let open = 0
  for (let index = at + step; index >= 0 && index < text.length; index += step) {
    const character = text[index]
    if (character !== partner && character !== mark) continue
    if (isLetter(text[index - 1]) && isLetter(text[index + 1])) continue
    if (character === partner && open === 0) return index
    open += character === partner ? -1 : 1
  }
  return null
}

// Nobody nests deeper; more would make a text of nothing but brackets costly.
const MAX_ROUNDS = 6

/** Takes separators off the ends of a text, and brackets and quotation marks around all of it or without a partner. */
const withoutLooseMarks = (text: string, rounds = MAX_ROUNDS): string => {
  const bare = withoutSeparators(text)
  if (bare === '' || rounds === 0) return bare
  const last = bare.length - 1
  const partner = partnerOf(bare, 0)
  const isPair = partner === last
  const isFirstLoose = isPair || partner === null
  const isLastLoose = isPair || partnerOf(bare, last) === null
  if (!isFirstLoose && !isLastLoose) return bare
  return withoutLooseMarks(bare.slice(isFirstLoose ? 1 : 0, isLastLoose ? last : undefined), rounds - 1)
}

/**
 * A name as it stands in a text, without what parts it from its postcode: "Depot (north)" of "Depot (north) →"; "" where
 * no letter or digit is left.
 */
export const cleanName = (text: string): string => {
  const name = withoutLooseMarks(text.replace(MENTION, ' '))
  return isLetter(name.replace(EMOJI, '')) ? name : ''
}

/** A text without question marks at its end: "could you save LE1 1WA as Depot?" */
export const withoutQuestion = (text: string): string => {
  let to = text.length
  while (to > 0 && /[\s?]/.test(text[to - 1] ?? '')) to -= 1
  return text.slice(0, to)
}

// "• Depot", "1. Depot", "(2) Depot", "[x] Depot"; not "1.5 miles" or "24/7 Gym".
const LIST_MARK = /^(?:[\s•*·‣◦▪‧∙●○■□→>\p{Pd}]|\[[ xX]?\])*(?:\(?\d{1,3}[.)](?!\d)[\s,]*)?/u

/** A line of a list without its bullet or number; as it stands where it has nothing else. */
export const withoutListMark = (line: string): string => line.replace(LIST_MARK, '') || line

/** What of a text stands between some of its spans, which follow each other: one text more than there are spans. */
export const textsBetween = (text: string, spans: readonly Span[]): string[] =>
  [...spans, { from: text.length, to: text.length }].map(({ from }, at) =>
    text.slice(at === 0 ? 0 : spans[at - 1]?.to, from),
  )
