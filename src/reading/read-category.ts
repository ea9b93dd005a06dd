import { CATEGORIES, type Category } from '../crime/category.ts'
import type { Result } from '../lib/result.ts'
import { findCategory, type UnknownCategory } from './category-words.ts'

const LONGEST_CATEGORY = Math.max(...CATEGORIES.map(({ name }) => name.split(' ').length)) + 1

// What people say between a category and a place, or before the first: "compare burglary near LE1 1WA".
const FILLER = /^(?:near|nearby|in|at|around|for|of|with|to|the|compare|compared|comparing|between)$/iu

const withoutFiller = (words: readonly string[]): readonly string[] => {
  const from = words.findIndex((word) => !FILLER.test(word))
  const to = words.findLastIndex((word) => !FILLER.test(word))
  return from < 0 ? [] : words.slice(from, to + 1)
}

const spoken = (words: readonly string[]): string => words.join(' ').replace(/ (?=[,;])/gu, '')

/** The category that the words beside a place name; null where they say nothing. "Break in" keeps its "in". */
export const readCategory = (words: readonly string[]): Result<Category, UnknownCategory> | null => {
  const rest = withoutFiller(words)
  if (rest.length === 0) return null
  const whole = findCategory(spoken(words))
  return whole.ok ? whole : findCategory(spoken(rest))
}

const categoryIn = (words: readonly string[]): Category | null => {
  const read = readCategory(words)
  return read?.ok === true ? read.value : null
}

/** Words that are meant as a place, and the category before or behind them. */
export type PlaceParseError = { readonly typed: string; readonly category: Category | null }

/** What was meant as the postcode: the words beside a category at either end, or all of them. */
export const placeParseError = (words: readonly string[]): PlaceParseError => {
  for (let length = Math.min(LONGEST_CATEGORY, words.length - 1); length > 0; length -= 1) {
    const last = categoryIn(words.slice(-length))
    if (last !== null) return { typed: spoken(words.slice(0, -length)), category: last }
    const first = categoryIn(words.slice(0, length))
    if (first !== null) return { typed: spoken(withoutFiller(words.slice(length))), category: first }
  }
  return { typed: spoken(words), category: null }
}
