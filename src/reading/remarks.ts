import { ANTI_SOCIAL_BEHAVIOUR } from '../crime/category.ts'
import { nearestCategory } from './category-phrases.ts'
import { isPhrase, isPostcode, type Part, wordsOf } from './parts.ts'
import type { Span } from './tokens.ts'
import type { RemarkKind } from './vocabulary.ts'

/** Something to say beside an answer that does not do what some words ask for. `text` is those words. */
export type Remark =
  | { readonly kind: RemarkKind | 'mention' | 'except' | 'not-understood'; readonly text: string }
  | { readonly kind: 'counted-under'; readonly text: string; readonly slug: string; readonly mostly: boolean }
  | { readonly kind: 'category-slip'; readonly text: string; readonly slug: string }

type Phrase = Extract<Part, { kind: 'phrase' }>

/** The categories that a phrase names. */
export const slugsOf = ({ meaning }: Phrase): readonly string[] => {
  if (meaning.kind === 'categories') return meaning.slugs
  if (meaning.kind === 'counted-under') return [meaning.slug]
  return meaning.kind === 'remark' && meaning.remark === 'noise' ? [ANTI_SOCIAL_BEHAVIOUR] : []
}

/** Takes out the categories that a text wants left out ("all but drugs"), which no report can do. */
export const withoutExcepted = (parts: readonly Part[]): { parts: Part[]; excepted: Remark[] } => {
  const kept: Part[] = []
  const excepted: Remark[] = []
  let except: string | null = null
  for (const part of parts) {
    if (part.kind === 'place' || (part.kind === 'mark' && part.mark !== ',')) except = null
    if (part.kind === 'phrase' && part.meaning.kind === 'except') except = part.text
    if (except !== null && part.kind === 'phrase' && slugsOf(part).length > 0)
      excepted.push({ kind: 'except', text: `${except} ${part.text}` })
    else kept.push(part)
  }
  return { parts: kept, excepted }
}

const remarkOf = (part: Part): Remark[] => {
  if (part.kind === 'mention') return [{ kind: 'mention', text: '' }]
  if (part.kind !== 'phrase') return []
  const { meaning, text } = part
  if (meaning.kind === 'counted-under') return [{ ...meaning, text }]
  return meaning.kind === 'remark' ? [{ kind: meaning.remark, text }] : []
}

/** What unknown words are: meant as a place, the label or address of one, a slip of a category, or not understood. */
export type Leftover = Span &
  (
    | { readonly kind: 'place' | 'label' | 'not-understood'; readonly text: string }
    | { readonly kind: 'category-slip'; readonly text: string; readonly slug: string }
  )

/** Where the nearest part before an index stands that is no filler; -1 where there is none. */
const indexBefore = (parts: readonly Part[], index: number): number => {
  let at = index - 1
  while (isPhrase(parts[at], 'filler')) at -= 1
  return at
}

/** "SW1A 1AA vs Leicester", "vs Leicester": meant as a place; not "violence against women". */
const isBehindVersus = (parts: readonly Part[], index: number): boolean => {
  const versus = indexBefore(parts, index)
  if (!isPhrase(parts[versus], 'versus')) return false
  const before = parts[indexBefore(parts, versus)]
  return before === undefined || before.kind === 'place' || before.kind === 'unknown'
}

/** The category of which unknown words are a slip, alone or with the phrases beside them ("vehical crime"). */
const slipAt = (parts: readonly Part[], index: number): Extract<Remark, { kind: 'category-slip' }> | null => {
  const [last = '', text = '', next = ''] = [index - 1, index, index + 1].map((at) => wordsOf(parts[at]))
  const tried = [text, `${text} ${next}`, `${last} ${text}`, `${last} ${text} ${next}`]
  for (const typed of new Set(tried.map((words) => words.trim()))) {
    const key = typed
      .toLowerCase()
      .replace(/['’]/gu, '')
      .replace(/[\s-]+/gu, ' ')
      .trim()
    const category = nearestCategory(key)
    if (category !== null) return { kind: 'category-slip', text: typed, slug: category.slug }
  }
  return null
}

// More than people type; in a longer text no slips are looked for.
const MAX_COMPARED = 8

/** What the unknown words of a text are, in their order. */
export const leftoversOf = (parts: readonly Part[]): Leftover[] => {
  const firstPostcode = parts.findIndex(isPostcode)
  const unknown = [...parts.entries()].flatMap(([index, part]) =>
    part.kind === 'unknown' ? [{ index, part }] : [],
  )
  return unknown.map(({ index, part: { text, from, to } }): Leftover => {
    const before = parts[indexBefore(parts, index)]
    if (isBehindVersus(parts, index)) return { kind: 'place', text, from, to }
    const isBehind = firstPostcode >= 0 && index > firstPostcode
    const isSeparated = (isBehind ? before : parts[index + 1])?.kind === 'mark'
    const looksLikeName = /^[\p{Lu}\d]/u.test(text)
    // "LE1 1WA - Leicester office", "Burger Bar, LE1 1WA": names are no slips.
    const isLabel = looksLikeName && (isBehind || isSeparated)
    const slip = isLabel || unknown.length > MAX_COMPARED ? null : slipAt(parts, index)
    if (slip !== null) return { ...slip, from, to }
    if (firstPostcode < 0) return { kind: 'place', text, from, to }
    const isApart = before?.kind === 'mark' && before.mark !== ','
    return { kind: !isBehind || isLabel || isApart ? 'label' : 'not-understood', text, from, to }
  })
}

// Of these only the first that applies is said: it covers the later ones.
const ABOUT_TIME: readonly Remark['kind'][] = ['only-latest', 'by-month', 'latest-month']
const ABOUT_WORDS: readonly Remark['kind'][] = ['counted-under', 'category-slip', 'not-understood']

const eachOnce = (remarks: readonly Remark[]): Remark[] => {
  const time = ABOUT_TIME.find((kind) => remarks.some((remark) => remark.kind === kind))
  const kept = remarks.filter(({ kind }) => kind === time || !ABOUT_TIME.includes(kind))
  const keyed = kept.map((remark) => [
    ABOUT_WORDS.includes(remark.kind) ? `${remark.kind} ${remark.text.toLowerCase()}` : remark.kind,
    remark,
  ]) satisfies [string, Remark][]
  return [...new Map(keyed.toReversed()).values()].toReversed()
}

/** The remarks on the phrases and the leftovers of a text. `slugs` are the categories that it names. */
export const remarksOf = (
  parts: readonly Part[],
  leftovers: readonly Leftover[],
  slugs: ReadonlySet<string>,
): Remark[] => {
  const aboutLeftovers = leftovers.flatMap((leftover): Remark[] => {
    if (leftover.kind === 'not-understood') return [{ kind: leftover.kind, text: leftover.text }]
    if (leftover.kind !== 'category-slip') return []
    const { kind, text, slug } = leftover
    // "crimnal damage": the rest of the words has named the category already.
    return slugs.size === 1 && slugs.has(slug) ? [] : [{ kind, text, slug }]
  })
  return eachOnce([...parts.flatMap(remarkOf), ...aboutLeftovers])
}
