import { CATEGORIES, type Category } from '../crime/category.ts'
import { failed, type Result, success } from '../lib/result.ts'
import { EVERYDAY_WORDS, findCategory, namedCategory, type UnknownCategory } from './category-words.ts'

const wordsIn = (text: string): number => text.split(/[\s-]+/u).length

// "violence and sexual offences" has four words; a name typed with "the" in it would be no name of ours.
const MAX_WORDS = Math.max(
  ...[...CATEGORIES.map(({ name }) => name), ...Object.values(EVERYDAY_WORDS).flat()].map(wordsIn),
)

const BETWEEN = /^(?:and|or|plus|[&+/]+)$/iu

// "and" stands within two of the police's names, so the longest name that fits is taken first.
const longestName = (words: readonly string[]): { category: Category; length: number } | null => {
  for (let length = Math.min(MAX_WORDS, words.length); length > 0; length -= 1) {
    const category = namedCategory(words.slice(0, length).join(' '))
    if (category !== null) return { category, length }
  }
  return null
}

const unknownIn = (words: readonly string[]): UnknownCategory => {
  const end = words.findIndex((word) => BETWEEN.test(word))
  const read = findCategory(words.slice(0, end < 0 ? words.length : end).join(' '))
  return read.ok ? { kind: 'unknown-category', typed: words.join(' '), suggestion: null } : read.failure
}

const readPart = (part: string, found: Set<Category>): UnknownCategory | null => {
  let words = part.split(/\s+/u).filter((word) => word !== '')
  while (words.length > 0) {
    const name = longestName(words)
    if (name === null && !BETWEEN.test(words[0] ?? '')) return unknownIn(words)
    if (name !== null) found.add(name.category)
    words = words.slice(name?.length ?? 1)
  }
  return null
}

/**
 * The categories that people's words name, each once and in the order of the police's list: "burglary, vehicle
 * crime", "burglary and car crime". Fails with the first words that name none. No words name none.
 */
export const findCategories = (typed: string): Result<readonly Category[], UnknownCategory> => {
  const found = new Set<Category>()
  for (const part of typed.split(/[,;]/u)) {
    const unknown = readPart(part, found)
    if (unknown !== null) return failed(unknown)
  }
  const slugs = new Set([...found].map(({ slug }) => slug))
  return success(CATEGORIES.filter(({ slug }) => slugs.has(slug)))
}
