import fc from 'fast-check'
import { CATEGORIES } from '../../../src/crime/category.ts'

const SLUGS = CATEGORIES.map(({ slug }) => slug)

/** The categories of a query: none, which means all; one; or several, in the police's order. */
export const anyCategories: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc.constant([]),
  fc.constantFrom(...SLUGS).map((slug) => [slug]),
  fc.subarray(SLUGS, { minLength: 2 }),
)
