import { isPhrase, type Part, wordsOf } from './parts.ts'
import { cleanName, withoutQuestion } from './place-name.ts'
import type { Span } from './tokens.ts'

/** What stands before, between or behind the places of a text. */
export type Stretch = Span & { readonly parts: readonly Part[] }

/** The stretches of a text in their order: one more than it has places. */
export const stretchesOf = (text: string, parts: readonly Part[], places: readonly Span[]): Stretch[] => {
  let next = 0
  return [...places, { from: text.length, to: text.length }].map(({ from }, at) => {
    const first = next
    while (next < parts.length && (parts[next]?.from ?? 0) < from) next += 1
    const own = parts.slice(first, next)
    next += 1
    return { from: places[at - 1]?.to ?? 0, to: from, parts: own }
  })
}

type Label = Span & { readonly text: string }

/** Whether a part is a name though it has a meaning: "Home". */
const isOwnName = (part: Part): boolean => isPhrase(part, 'here') && /^\p{Lu}/u.test(wordsOf(part))

/** Whether a part may stand within a name: no category, no verb. */
const isOfName = (part: Part): boolean => isPhrase(part, 'filler', 'here', 'except', 'versus')

/** Labels of a stretch as one name with the marks between and around them; null where other words stand between them. */
const asOneName = (
  text: string,
  { from, to, parts }: Stretch,
  labels: ReadonlyMap<number, Label>,
): string | null => {
  const words = parts.filter(({ kind }) => kind !== 'mark')
  const isLabelAt = (at: number): boolean => labels.has(words[at]?.from ?? -1)
  // The B2 of "Depot B2" is one beside "Depot", though it may be a place.
  const isLabel = (part: Part, at: number): boolean =>
    isOwnName(part) || isLabelAt(at) || (part.kind === 'place' && (isLabelAt(at - 1) || isLabelAt(at + 1)))
  const [first, last] = [words.findIndex(isLabel), words.findLastIndex(isLabel)]
  if (!words.slice(first, last + 1).every((part, at) => isLabel(part, first + at) || isOfName(part)))
    return null
  const before = words[first - 1]
  // "No. 10": elsewhere that word leaves out categories.
  const isNumbered = before !== undefined && isPhrase(before, 'except') && wordsOf(before) === 'No'
  const begin = isNumbered ? before.from : (before?.to ?? from)
  return cleanName(withoutQuestion(text.slice(begin, words[last + 1]?.from ?? to)))
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
