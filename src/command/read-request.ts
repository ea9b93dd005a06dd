import { CATEGORIES, type Category } from '../crime/category.ts'
import { findCategory, type UnknownCategory } from '../crime/category-words.ts'
import { type Leading, leadingPlace, type NotCovered } from '../crime/leading-place.ts'
import { type Postcode, type PostcodeFailure, parsePostcode } from '../crime/postcode.ts'
import { failed, type Result, success } from '../crime/result.ts'
import type { Query } from '../report/query.ts'

/** Why a text is not one place and at most one category. */
export type UnreadRequest =
  | { readonly kind: 'postcode'; readonly failure: PostcodeFailure; readonly category: Category | null }
  | { readonly kind: 'category'; readonly postcode: Postcode; readonly unknown: UnknownCategory }
  | {
      readonly kind: 'two-postcodes'
      readonly postcodes: readonly [Postcode, Postcode]
      readonly category: Category | null
    }

const LONGEST_CATEGORY = Math.max(...CATEGORIES.map(({ name }) => name.split(' ').length)) + 1

/** A second place behind the first: "and", "vs" and the like before it change nothing. */
const secondPlace = (rest: readonly string[]): Leading | null =>
  leadingPlace(rest.filter((word, at) => at > 0 || !/^(?:and|or|vs\.?|versus|[,;&+/]+)$/iu.test(word)))

const categoryIn = (words: readonly string[]): Category | null => {
  const category = findCategory(words.join(' '))
  return category.ok ? category.value : null
}

/** What was meant as the postcode: the words before a category at the end, or all of them. */
const unreadPostcode = (words: readonly string[]): { typed: string; category: Category | null } => {
  for (let length = Math.min(LONGEST_CATEGORY, words.length - 1); length > 0; length -= 1) {
    const category = categoryIn(words.slice(-length))
    if (category !== null) return { typed: words.slice(0, -length).join(' '), category }
  }
  return { typed: words.join(' '), category: null }
}

const notAPostcode = (words: readonly string[]): Result<Query, UnreadRequest> => {
  const { typed, category } = unreadPostcode(words)
  const read = parsePostcode(typed)
  return read.ok
    ? success({ postcode: read.value, category: category?.slug ?? null })
    : failed({ kind: 'postcode', failure: read.failure, category })
}

const withCategory = (postcode: Postcode, words: readonly string[]): Result<Query, UnreadRequest> => {
  if (words.length === 0) return success({ postcode, category: null })
  const category = findCategory(words.join(' '))
  return category.ok
    ? success({ postcode, category: category.value.slug })
    : failed({ kind: 'category', postcode, unknown: category.failure })
}

const notCovered = (failure: NotCovered, rest: readonly string[]): Result<Query, UnreadRequest> =>
  failed({ kind: 'postcode', failure, category: categoryIn(rest) })

/**
 * Reads "<postcode>" or "<postcode> <category>"; what cannot be read is named in the failure. Of two places
 * one that is not covered is named first: without it the other is the only question left.
 */
export const readRequest = (text: string): Result<Query, UnreadRequest> => {
  const words = text.trim().split(/\s+/u)
  const first = leadingPlace(words)
  if (first === null) return notAPostcode(words)
  if (!first.place.ok) return notCovered(first.place.failure, first.rest)
  const postcode = first.place.value
  const second = secondPlace(first.rest)
  if (second === null) return withCategory(postcode, first.rest)
  if (!second.place.ok) return notCovered(second.place.failure, second.rest)
  if (second.place.value === postcode) return withCategory(postcode, second.rest)
  const category = categoryIn(second.rest)
  return failed({ kind: 'two-postcodes', postcodes: [postcode, second.place.value], category })
}
