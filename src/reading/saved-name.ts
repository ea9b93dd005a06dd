import { type Stretch, stretchesOf } from './label.ts'
import { isPhrase, type Part, verbIn, wordsOf } from './parts.ts'
import { cleanName, withoutQuestion } from './place-name.ts'
import type { Span } from './tokens.ts'

const isPassedOver = (part: Part): boolean =>
  part.kind === 'mark' || part.kind === 'mention' || isPhrase(part, 'filler', 'verb')

// "print", "support" and "stop" are verbs that may be a name in a list.
const isSaidInList = (part: Part): boolean =>
  verbIn(part) === null
    ? isPassedOver(part) || isPhrase(part, 'versus')
    : /^(?:save|alert)$/.test(verbIn(part) ?? '')

/** Whether a text has nothing but places and words to the app, none with a capital: "postcode LE1 1WA please". */
export const isOnlyAsking = (parts: readonly Part[]): boolean =>
  parts.every((part) => part.kind === 'place' || (isSaidInList(part) && !/^\p{Lu}/u.test(wordsOf(part))))

const TO_LIST =
  '(?:to|in|on) (?:(?:my|our|the) (?:list|places|saved places|favourites|favorites|bookmarks|home tab)|(?:my|our) home)'
const CALLING =
  '(?:and )?(?:call|name|label) (?:it|this)|(?:(?:it|this) )?(?:as|is|called|named|name|labelled|known as|with the name|for)'

/** What is said to the app beside a name. In lower case, since "As You Like It" and "Way to Home" are names. */
const saidWith = (flags: string) => {
  const pattern = (source: string) => new RegExp(source, flags)
  return {
    // "to my list as Depot"; "to my home office" says more.
    where: pattern(`^(?:for (?:me|us)(?= )|${TO_LIST}(?=[:=,]|$| as | called | named | \\p{Lu}))`),
    // "to Home" is a tab of the app.
    onHome: pattern('^(?:to|in|on) [hH]ome(?: tab)?$'),
    whereBehind: pattern(` ${TO_LIST}$`),
    // "As Depot" where a phone begins every word with a capital.
    calling: pattern(`^(?:please )?(?:${CALLING}|A[sS](?= \\p{Lu})(?! You ))(?=[\\s:=]|$)`),
    // "save Home as LE1 1WA"
    callingBehind: pattern('(?:^|\\s)(?:as|A[sS]|at|is|for|to|in|near|around)$'),
    // "can you save LE1 1WA now"
    now: pattern('(?:^|\\s)(?:right )?now$'),
    // "save my place LE1 1WA"
    anyPlace: pattern('^(?:(?:my|our|this) (?:area|location|place|postcode)|current location|here|near me)$'),
  }
}

const IN_LOWER_CASE = saidWith('u')
const IN_ANY_CASE = saidWith('iu')

const COURTESY = /^(?:please|pls|plz|thanks|thank you|ta|cheers)$/i

/** Where the verb at the beginning ends: "please save The Crown LE1 1WA"; null where the text begins otherwise. */
const endOfVerb = (parts: readonly Part[]): number | null => {
  const first = parts.findIndex((part) => !isPassedOver(part))
  const leading = first < 0 ? parts : parts.slice(0, first)
  return leading.find((part) => verbIn(part) === 'save')?.to ?? null
}

type Options = {
  /** No letter of the text is in lower case. */
  readonly inCapitals: boolean
  /** The last verb of the stretch may be what is asked for: "LE1 1WA Depot save". */
  readonly endsWithVerb: boolean
  readonly isBeforePlace: boolean
}

/**
 * How many parts are left without what is said behind a name: "please", "to my places", "as favourite", "for me", "for
 * @sam", "and", or the verb.
 */
const countOfName = (parts: readonly Part[], { inCapitals, endsWithVerb }: Options): number => {
  const fillerAt = (at: number): string | null => {
    const part = parts[at]
    if (!isPhrase(part, 'filler')) return null
    return inCapitals ? wordsOf(part).toLowerCase() : wordsOf(part)
  }
  const isFavourite = (part: Part | undefined): boolean =>
    verbIn(part) === 'save' && (inCapitals || /^\p{Ll}/u.test(wordsOf(part)))
  let count = parts.length
  let isVerbLeft = endsWithVerb
  for (let last = count - 1; last >= 0; last = count - 1) {
    while (parts[last]?.kind === 'mark') last -= 1
    const part = parts[last]
    const [word, before] = [fillerAt(last), fillerAt(last - 1)]
    const isVerb = isVerbLeft && verbIn(part) === 'save'
    const isCourtesy = word === 'and' || COURTESY.test(word ?? '')
    const isFor =
      (before !== null && (verbIn(part) === 'saved' || part?.kind === 'mention')) ||
      (before === 'for' && (word === 'me' || word === 'us')) ||
      ((before === 'as' || (before === 'a' && fillerAt(last - 2) === 'as')) && isFavourite(part))
    if (!isVerb && !isCourtesy && !isFor) return count
    isVerbLeft &&= !isVerb
    count = last
    while (isFor && isPhrase(parts[count - 1], 'filler')) count -= 1
  }
  return count
}

const nameIn = (text: string, { from, to, parts }: Stretch, options: Options): string => {
  const { inCapitals, isBeforePlace } = options
  const said = inCapitals ? IN_ANY_CASE : IN_LOWER_CASE
  const count = countOfName(parts, options)
  const without = (name: string, ...patterns: readonly RegExp[]): string =>
    patterns.reduce(
      (left, pattern) => (pattern.test(left) ? cleanName(left.replace(pattern, '')) : left),
      name,
    )
  const typed = cleanName(withoutQuestion(text.slice(from, parts[count]?.from ?? to)))
  const called = without(typed, said.where, said.onHome, said.calling, said.whereBehind, said.now)
  const name = isBeforePlace ? without(called, said.callingBehind) : called
  // "save the postcode LE1 1WA" has no name; of "save LE1 1WA Local" it is one.
  const isAsking = parts.slice(0, count).every(isPassedOver) && (inCapitals || !/^\p{Lu}/u.test(name))
  return isAsking || said.anyPlace.test(name) ? '' : name
}

/**
 * The name of a place that is saved: whatever stands beside it but the verb and words to the app ("please", "as"). Null
 * where nothing does. `parts` are all of the text's, and `places` where its places stand.
 */
export const savedName = (text: string, parts: readonly Part[], places: readonly Span[]): string | null => {
  const begin = endOfVerb(parts)
  const inCapitals = !/\p{Ll}/u.test(text)
  const stretches = stretchesOf(text, parts, places)
  const names = stretches.map((stretch, at) => {
    const from = at === 0 ? (begin ?? stretch.from) : stretch.from
    const own = stretch.parts.filter((part) => part.from >= from)
    const isBeforePlace = at < stretches.length - 1
    return nameIn(
      text,
      { ...stretch, from, parts: own },
      { inCapitals, isBeforePlace, endsWithVerb: begin === null && !isBeforePlace },
    )
  })
  return names.filter((name) => name !== '').join(' ') || null
}
