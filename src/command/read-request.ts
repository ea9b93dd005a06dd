import { CATEGORIES, type Category } from '../crime/category.ts'
import { findCategory, type UnknownCategory } from '../crime/category-words.ts'
import { type Postcode, type PostcodeFailure, parsePostcode } from '../crime/postcode.ts'
import { failed, type Result, success } from '../crime/result.ts'
import type { Query } from '../report/query.ts'

/** Why a text is not one place and at most one category. */
export type UnreadRequest =
  | { readonly kind: 'postcode'; readonly failure: PostcodeFailure; readonly category: Category | null }
  | { readonly kind: 'category'; readonly postcode: Postcode; readonly unknown: UnknownCategory }
  | { readonly kind: 'two-postcodes'; readonly postcodes: readonly [Postcode, Postcode] }

// "S W 1 A 1 A A": every character on its own.
const MOST_WORDS_OF_POSTCODE = 7
const LONGEST_CATEGORY = Math.max(...CATEGORIES.map(({ name }) => name.split(' ').length)) + 1

type Leading = { readonly postcode: Postcode; readonly rest: readonly string[] }

const leadingPostcode = (words: readonly string[]): Leading | null => {
  for (let length = 1; length <= MOST_WORDS_OF_POSTCODE; length += 1) {
    const read = parsePostcode(words.slice(0, length).join(' '))
    if (read.ok) return { postcode: read.value, rest: words.slice(length) }
  }
  return null
}

/** A second place behind the first: "and", "vs" and the like before it change nothing. */
const secondPostcode = (rest: readonly string[]): Postcode | null => {
  const joined = rest.filter((word, at) => at > 0 || !/^(?:and|or|vs\.?|versus|[,;&+/]+)$/iu.test(word))
  return leadingPostcode(joined)?.postcode ?? null
}

/** What was meant as the postcode: the words before a category at the end, or all of them. */
const unreadPostcode = (words: readonly string[]): { typed: string; category: Category | null } => {
  for (let length = Math.min(LONGEST_CATEGORY, words.length - 1); length > 0; length -= 1) {
    const category = findCategory(words.slice(-length).join(' '))
    if (category.ok) return { typed: words.slice(0, -length).join(' '), category: category.value }
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

/** Reads "<postcode>" or "<postcode> <category>"; what cannot be read is named in the failure. */
export const readRequest = (text: string): Result<Query, UnreadRequest> => {
  const words = text.trim().split(/\s+/u)
  const leading = leadingPostcode(words)
  if (leading === null) return notAPostcode(words)
  const { postcode, rest } = leading
  if (rest.length === 0) return success({ postcode, category: null })
  const other = secondPostcode(rest)
  if (other !== null) return failed({ kind: 'two-postcodes', postcodes: [postcode, other] })
  const category = findCategory(rest.join(' '))
  return category.ok
    ? success({ postcode, category: category.value.slug })
    : failed({ kind: 'category', postcode, unknown: category.failure })
}
