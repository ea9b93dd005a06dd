import { type PlaceSpan, placesIn } from './places.ts'
import type { Mark, Span, Token } from './tokens.ts'
import { isVocabulary, MAX_PHRASE_WORDS, type Meaning, VOCABULARY } from './vocabulary.ts'

/**
 * What a text says, in its order, and where: places, phrases that mean something, words that do not, and what separates
 * them.
 */
export type Part = Span &
  (
    | { readonly kind: 'place'; readonly place: PlaceSpan['place']; readonly text: string }
    | { readonly kind: 'phrase'; readonly meaning: Meaning; readonly text: string }
    | { readonly kind: 'unknown'; readonly text: string }
    | { readonly kind: 'mark'; readonly mark: Mark }
    | { readonly kind: 'mention' }
  )

/** Whether a part is a phrase of one of these kinds. */
export const isPhrase = (part: Part | undefined, ...kinds: readonly string[]): boolean =>
  part?.kind === 'phrase' && kinds.includes(part.meaning.kind)

/** Whether a part is a full postcode of England or Wales. */
export const isPostcode = (part: Part): boolean => part.kind === 'place' && part.place.kind === 'postcode'

/** The words of a phrase or of unknown words; empty for other parts. */
export const wordsOf = (part: Part | undefined): string =>
  part?.kind === 'phrase' || part?.kind === 'unknown' ? part.text : ''

const textOf = (tokens: readonly Token[]): string =>
  tokens
    .map((token) => (token.kind === 'word' ? `${token.joined ? '-' : ' '}${token.text}` : ''))
    .join('')
    .trim()

// "Fire Station", "Car Park Road": behind a word with a meaning, these make it the name of a place.
const PLACE_NOUN =
  /^(?:street|st|road|rd|lane|ln|avenue|ave|close|drive|way|court|house|building|centre|center|station|park|wash|hire|rental|dealers?|dealership|showroom|shop|store|stores|garage|repairs?|alarms?|brigade|hall|school|college|depot|yard|works|market|office|offices|square|terrace|place|gardens|grove|hill|farm|cottage|inn|hotel|hospital|church|bridge|wharf|mill)$/

// Verbs and other words that are common in names: "Post Office", "End Road".
const MAY_BE_NAME =
  /^(?:post|end|list|text|print|drop|track|places|star|pin|follow|copy|start|keep|home|work)$/

const isNameOfPlace = (tokens: readonly Token[], behind: number): boolean => {
  const next = tokens[behind]
  return next?.kind === 'word' && PLACE_NOUN.test(next.key)
}

const DISTANCE = /^\d+(?:[.,]\d+)?(?:m|km|mi|mile|miles|metres?|meters?|yd|yds|yards|ft)$/
const DISTANCE_UNIT = /^(?:m|km|mi|mile|miles|metres?|meters?|yards?|yd|ft|feet|kilomet(?:re|er)s?)$/
const NUMBER = /^\d+(?:\.\d+)?$/
const YEAR = /^(?:19|20)\d\d$/
const DATE = /^\d{1,4}(?:[./-]\d{1,4}){1,2}$/

/** The numbers that mean something: "500m", "0.5 miles", "2026". Their length in tokens is beside the meaning. */
const numberAt = (tokens: readonly Token[], from: number): [Meaning, length: number] | null => {
  const word = tokens[from]
  if (word?.kind !== 'word') return null
  const next = tokens[from + 1]
  if (DISTANCE.test(word.key)) return [{ kind: 'remark', remark: 'area' }, 1]
  if (NUMBER.test(word.key) && next?.kind === 'word' && DISTANCE_UNIT.test(next.key))
    return [{ kind: 'remark', remark: 'area' }, 2]
  return YEAR.test(word.key) || DATE.test(word.key) ? [{ kind: 'remark', remark: 'only-latest' }, 1] : null
}

/** Where tokens stand that follow each other. */
const spanOf = (tokens: readonly Token[]): Span => ({
  from: tokens[0]?.from ?? 0,
  to: tokens.at(-1)?.to ?? 0,
})

/** Unknown words behind others are one part with them. */
const pushUnknown = (parts: Part[], { from, to }: Span, text: string): void => {
  const last = parts.at(-1)
  if (last?.kind !== 'unknown') parts.push({ kind: 'unknown', text, from, to })
  else parts[parts.length - 1] = { kind: 'unknown', text: `${last.text} ${text}`, from: last.from, to }
}

/** The longest phrase of the vocabulary that begins here; hyphens in it do not matter. */
const phraseAt = (tokens: readonly Token[], from: number, to: number): [Meaning, length: number] | null => {
  let key = ''
  let found: [Meaning, length: number] | null = null
  for (let index = from; index < Math.min(to, from + MAX_PHRASE_WORDS); index += 1) {
    const token = tokens[index]
    if (token?.kind !== 'word') break
    key += `${index === from ? '' : ' '}${token.key}`
    const meaning = VOCABULARY.get(key)
    const isName =
      MAY_BE_NAME.test(key) || meaning?.kind === 'categories' ? isNameOfPlace(tokens, index + 1) : false
    if (meaning !== undefined && !isName) found = [meaning, index + 1 - from]
  }
  return found
}

const parse = (tokens: readonly Token[]): Part[] => {
  const parts: Part[] = []
  const places = placesIn(tokens, isVocabulary)
  let nextPlace = 0
  for (let index = 0; index < tokens.length; ) {
    const span = places[nextPlace]
    const token = tokens[index]
    if (span?.from === index) {
      const words = tokens.slice(index, span.to)
      parts.push({ kind: 'place', place: span.place, text: textOf(words), ...spanOf(words) })
      nextPlace += 1
      index = span.to
    } else if (token?.kind !== 'word') {
      if (token !== undefined) parts.push(token)
      index += 1
    } else {
      const found = numberAt(tokens, index) ?? phraseAt(tokens, index, span?.from ?? tokens.length)
      const length = found?.[1] ?? 1
      const words = tokens.slice(index, index + length)
      if (found === null) pushUnknown(parts, spanOf(words), textOf(words))
      else parts.push({ kind: 'phrase', meaning: found[0], text: textOf(words), ...spanOf(words) })
      index += length
    }
  }
  return parts
}

// Verbs that are nothing else, wherever they stand.
const ALWAYS_VERB = /^(?:alerts?|subscribe|unsubscribe|chart|graph|csv|export)$/i

const isPassedOver = (part: Part): boolean =>
  part.kind === 'mark' || part.kind === 'mention' || isPhrase(part, 'filler', 'verb')

/** The verb of a part; null where it is none. */
export const verbIn = (part: Part | undefined) =>
  part?.kind === 'phrase' && part.meaning.kind === 'verb' ? part.meaning.verb : null

const BUS_STOP = /(?:^|\s)(?:bus|tram|coach|truck) stop$/i

// In a name nobody has these at the end.
const NO_NAME =
  /^(?:cancel|disable|turn off|switch off|opt out|unwatch|unfollow|unmute|unpause|unsubscribe|delete|remove)$/i

/** Whether a word begins with a capital, and not all of it is in capitals. */
export const isCapitalised = (text: string): boolean => /^\p{Lu}\p{Ll}/u.test(text)

/**
 * Whether a verb directly behind words of a name, with which a text ends, is the end of that name: "alert LE1 1WA Land’s
 * End", "save LE1 1WA Bus stop". "alert LE1 1WA Depot stop" stops it.
 */
const endsName = (before: Part | undefined, verb: Part, verbs: readonly Part[]): boolean => {
  const word = wordsOf(verb)
  // "Days Off", "Bike Stop".
  const isNamed = isPhrase(before, 'categories', 'remark') && isCapitalised(wordsOf(before))
  if (before?.kind !== 'unknown') return isNamed && isCapitalised(word) && !NO_NAME.test(word)
  if (/^end$/i.test(word) || BUS_STOP.test(`${before.text} ${word}`)) return true
  if (NO_NAME.test(word)) return false
  if (verbIn(verbs[0]) === 'save') return verb !== verbs[0]
  return isCapitalised(word) && (verbs.length > 1 || verbIn(verb) === 'stop')
}

/**
 * Turns verbs in the middle of a text into unknown words: "the bus stop, LE1 1WA", "West End". What is meant as a verb
 * stands at the beginning or the end, or beside nothing but filler.
 */
const withoutStrayVerbs = (parts: readonly Part[]): Part[] => {
  const start = parts.findIndex((part) => !isPassedOver(part))
  const end = parts.findLastIndex((part) => !isPassedOver(part))
  const verbs = parts.filter((part) => verbIn(part) !== null)
  const result: Part[] = []
  const isStray = (part: Part, index: number): boolean => {
    if (verbIn(part) === null || start < 0 || index <= start) return false
    const isSaved = verbIn(verbs[0]) === 'save' && isCapitalised(wordsOf(part))
    if (ALWAYS_VERB.test(wordsOf(part)) && !isSaved) return false
    return index < end || endsName(result.at(-1), part, verbs)
  }
  parts.forEach((part, index) => {
    if (!isStray(part, index) && part.kind !== 'unknown') result.push(part)
    else pushUnknown(result, part, wordsOf(part))
  })
  return result
}

/** Reads tokens into parts. The work grows with their number: each begins a phrase of a few words at most. */
export const partsOf = (tokens: readonly Token[]): Part[] => withoutStrayVerbs(parse(tokens))
