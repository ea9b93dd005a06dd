import { isPhrase, type Part, wordsOf } from './parts.ts'
import { cleanName } from './place-name.ts'
import type { Span } from './tokens.ts'

const verbOf = (part: Part | undefined): string | null =>
  part?.kind === 'phrase' && part.meaning.kind === 'verb' ? part.meaning.verb : null

const isPassedOver = (part: Part): boolean =>
  part.kind === 'mark' || part.kind === 'mention' || isPhrase(part, 'filler', 'verb')

/** What stands before, between or behind the places of a text. */
type Stretch = Span & { readonly parts: readonly Part[] }

/** The stretches of a text in their order: one more than it has places. */
const stretchesOf = (text: string, parts: readonly Part[], places: readonly Span[]): Stretch[] => {
  let next = 0
  return [...places, { from: text.length, to: text.length }].map(({ from }, at) => {
    const first = next
    while (next < parts.length && (parts[next]?.from ?? 0) < from) next += 1
    const own = parts.slice(first, next)
    next += 1
    return { from: places[at - 1]?.to ?? 0, to: from, parts: own }
  })
}

const COURTESY = /^(?:please|pls|plz|thanks|thank you|ta|cheers)$/i
// In lower case only: "As You Like It" is a name.
const CALLED =
  /^(?:please )?(?:(?:and )?(?:call|name|label) (?:it|this)|as|is|called|named|name|labelled|known as|with the name|for)(?=[\s:=]|$)/u

/** Where the verb at the beginning ends: "please save The Crown LE1 1WA"; null where the text begins otherwise. */
const endOfVerb = (parts: readonly Part[]): number | null => {
  const first = parts.findIndex((part) => !isPassedOver(part))
  const leading = first < 0 ? parts : parts.slice(0, first)
  return leading.find((part) => verbOf(part) === 'save')?.to ?? null
}

/** How many parts are left without what is said behind a name: "please", "to my places", "for @sam", or the verb. */
const countOfName = (parts: readonly Part[], endsWithVerb: boolean): number => {
  let count = parts.length
  let isVerbLeft = endsWithVerb
  for (let last = count - 1; last >= 0; last = count - 1) {
    while (parts[last]?.kind === 'mark') last -= 1
    const part = parts[last]
    const isVerb = isVerbLeft && verbOf(part) === 'save'
    const isCourtesy = isPhrase(part, 'filler') && COURTESY.test(wordsOf(part))
    const isFor =
      (verbOf(part) === 'saved' || part?.kind === 'mention') && isPhrase(parts[last - 1], 'filler')
    if (!isVerb && !isCourtesy && !isFor) return count
    isVerbLeft &&= !isVerb
    count = last
    while (isFor && isPhrase(parts[count - 1], 'filler')) count -= 1
  }
  return count
}

const nameIn = (text: string, { from, to, parts }: Stretch, endsWithVerb: boolean): string => {
  const count = countOfName(parts, endsWithVerb)
  const typed = cleanName(text.slice(from, parts[count]?.from ?? to))
  const name = cleanName(typed.replace(CALLED, ''))
  // "save the postcode LE1 1WA" has no name; of "save LE1 1WA Local" it is one.
  const isOnlyAsking = parts.slice(0, count).every(isPassedOver)
  return isOnlyAsking && !/^\p{Lu}/u.test(name) ? '' : name
}

/**
 * The name of a place that is saved: whatever stands beside it but the verb and words to the app ("please", "as"). Null
 * where nothing does. `parts` are all of the text's, and `places` where its places stand.
 */
export const savedName = (text: string, parts: readonly Part[], places: readonly Span[]): string | null => {
  const begin = endOfVerb(parts)
  const stretches = stretchesOf(text, parts, places)
  const names = stretches.map((stretch, at) => {
    const from = at === 0 ? (begin ?? stretch.from) : stretch.from
    const own = stretch.parts.filter((part) => part.from >= from)
    return nameIn(text, { ...stretch, from, parts: own }, begin === null && at === stretches.length - 1)
  })
  return names.filter((name) => name !== '').join(' ') || null
}

type Label = Span & { readonly text: string }

/** Whether a part of a stretch is a name or belongs to one: "Home", and the B2 of "Depot B2" though it may be a place. */
const isOwnName = (part: Part): boolean =>
  part.kind === 'place' || (isPhrase(part, 'here') && /^\p{Lu}/u.test(wordsOf(part)))

/** Whether a part may stand within a name: no category, no verb. */
const isOfName = (part: Part): boolean => isPhrase(part, 'filler', 'here', 'except', 'versus')

/** Labels of a stretch as one name with the marks between and around them; null where other words stand between them. */
const asOneName = (
  text: string,
  { from, to, parts }: Stretch,
  labels: ReadonlyMap<number, Label>,
): string | null => {
  const words = parts.filter(({ kind }) => kind !== 'mark')
  const isLabel = (part: Part): boolean => labels.has(part.from) || isOwnName(part)
  const [first, last] = [words.findIndex(isLabel), words.findLastIndex(isLabel)]
  if (!words.slice(first, last + 1).every((part) => isLabel(part) || isOfName(part))) return null
  const before = words[first - 1]
  // "No. 10": elsewhere that word leaves out categories.
  const isNumbered = before !== undefined && isPhrase(before, 'except') && wordsOf(before) === 'No'
  const begin = isNumbered ? before.from : (before?.to ?? from)
  return cleanName(text.slice(begin, words[last + 1]?.from ?? to))
}

/**
 * The label of a place in a text that may ask for more, which has categories and other words besides: "Depot (north)".
 * `labels` are the words that are nothing else. Null where there are none.
 */
export const labelIn = (
  text: string,
  parts: readonly Part[],
  places: readonly Span[],
  labels: readonly Label[],
): string | null => {
  const labelAt = new Map(labels.map((label) => [label.from, label]))
  const names = stretchesOf(text, parts, places).flatMap((stretch) => {
    const own = stretch.parts.flatMap(({ from }) => labelAt.get(from) ?? [])
    if (own.length === 0 && !stretch.parts.some(isOwnName)) return []
    return asOneName(text, stretch, labelAt) ?? own.map((label) => label.text).join(', ')
  })
  return names.filter((name) => name !== '').join(', ') || null
}
