import { isKnownCategory } from './category.ts'
import { type Postcode, readPostcode } from './postcode.ts'

/** What a report is asked for: a postcode, and some of the known categories; none means all. */
export type ReportQuery = { readonly postcode: Postcode; readonly categories: readonly string[] }

/** Places in one comparison: a message has no room for more columns. */
export const MAX_COMPARED_PLACES = 4

/** What a comparison is asked for: its places in order, MAX_COMPARED_PLACES at most, and categories; none means all. */
export type Comparison = {
  readonly postcodes: readonly Postcode[]
  readonly categories: readonly string[]
}

/** A comparison of places, by default in all categories. */
export const comparisonOf = (
  postcodes: readonly Postcode[],
  categories: readonly string[] = [],
): Comparison => ({ postcodes, categories })

const SEPARATOR = ';'

/** "LE1 1WA;GL50 1AA" or "LE1 1WA;GL50 1AA;burglary", for a button's value: nothing in it comes from the supplier. */
export const packComparison = ({ postcodes, categories }: Comparison): string =>
  [...postcodes, ...categories].join(SEPARATOR)

// No button carries another spelling.
const isCanonical = (text: string): text is Postcode => readPostcode(text) === text

/** The comparison of a button's value; null for one that this version did not write. */
export const unpackComparison = (text: string): Comparison | null => {
  const parts = text.split(SEPARATOR)
  const postcodes = parts.filter(isCanonical)
  const categories = parts.slice(postcodes.length)
  if (postcodes.length === 0 || postcodes.length > MAX_COMPARED_PLACES) return null
  return categories.every(isKnownCategory) && new Set(parts).size === parts.length
    ? { postcodes, categories }
    : null
}

/** "LE1 1WA" or "LE1 1WA;burglary;drugs", for a button's value. */
export const packQuery = ({ postcode, categories }: ReportQuery): string =>
  packComparison(comparisonOf([postcode], categories))

/** The query of a button's value; null for one that this version did not write. */
export const unpackQuery = (text: string): ReportQuery | null => {
  const { postcodes = [], categories = [] } = unpackComparison(text) ?? {}
  const [postcode, ...others] = postcodes
  return postcode === undefined || others.length > 0 ? null : { postcode, categories }
}
