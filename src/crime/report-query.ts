import { isKnownCategory } from './category.ts'
import { type Postcode, parsePostcode } from './postcode.ts'

/** What a report is asked for: a place, and one of the known categories or all of them. */
export type ReportQuery = { readonly postcode: Postcode; readonly category: string | null }

/** "LE1 1WA" or "LE1 1WA;burglary", for a button's value: nothing in it comes from the supplier. */
export const packQuery = ({ postcode, category }: ReportQuery): string =>
  category === null ? postcode : `${postcode};${category}`

/** The query of a button's value; null for one that this version did not write. */
export const unpackQuery = (text: string): ReportQuery | null => {
  const [typed = '', category = null, ...more] = text.split(';')
  const postcode = parsePostcode(typed)
  // Canonical only: people's spellings are read elsewhere, and no button of ours has carried one.
  if (!postcode.ok || postcode.value !== typed || more.length > 0) return null
  if (category !== null && !isKnownCategory(category)) return null
  return { postcode: postcode.value, category }
}
