import { type Postcode, type PostcodeFailure, parsePostcode } from '../crime/postcode.ts'
import { failed, type Result, success } from '../lib/result.ts'
import { findCategories } from './category-list.ts'
import type { UnknownCategory } from './category-words.ts'
import { leadingPlace } from './leading-postcode.ts'

/** What is to be watched: a place, and categories of it; none means all. */
export type AlertRequest = { readonly postcode: Postcode; readonly categories: readonly string[] }

/** Why a text is not that. */
export type AlertParseError =
  /** `categories`: those named behind what is a slip of a postcode; null where they cannot be read. */
  | {
      readonly kind: 'postcode'
      readonly failure: PostcodeFailure
      readonly categories: readonly string[] | null
    }
  | { readonly kind: 'category'; readonly postcode: Postcode; readonly unknown: UnknownCategory }

const slugsIn = (words: readonly string[]): readonly string[] | null => {
  const categories = findCategories(words.join(' '))
  return categories.ok ? categories.value.map(({ slug }) => slug) : null
}

// Where no place can be read: the fewest first words that are a slip of one, or else everything.
const unreadPostcode = (words: readonly string[]): AlertParseError => {
  for (let length = 1; length <= Math.min(words.length, 3); length += 1) {
    const read = parsePostcode(words.slice(0, length).join(' '))
    if (!read.ok && read.failure.kind === 'invalid-postcode' && read.failure.suggestion !== null)
      return { kind: 'postcode', failure: read.failure, categories: slugsIn(words.slice(length)) }
  }
  const failure = { kind: 'invalid-postcode', typed: words.join(' '), suggestion: null } as const
  return { kind: 'postcode', failure, categories: null }
}

/** Reads "LE1 1WA", "LE1 1WA burglary, vehicle crime", "LE1 1WA burglary and vehicle crime". */
export const readAlertRequest = (text: string): Result<AlertRequest, AlertParseError> => {
  const words = text.trim().split(/\s+/u)
  const first = leadingPlace(words)
  if (first === null) return failed(unreadPostcode(words))
  if (!first.place.ok) return failed({ kind: 'postcode', failure: first.place.failure, categories: null })
  const postcode = first.place.value
  const categories = findCategories(first.rest.join(' '))
  return categories.ok
    ? success({ postcode, categories: categories.value.map(({ slug }) => slug) })
    : failed({ kind: 'category', postcode, unknown: categories.failure })
}
