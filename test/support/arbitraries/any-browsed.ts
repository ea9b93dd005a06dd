import fc from 'fast-check'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { OUTCOME_GROUPS } from '../../../src/crime/outcome.ts'
import type { Postcode } from '../../../src/crime/postcode.ts'
import { type Browsed, UNLISTED } from '../../../src/report/browse/state.ts'
import { FETCHED_AT } from '../incidents.ts'
import { anyCategories } from './any-categories.ts'

/** Any filters and page of a place. */
export const anyBrowsed = (postcode: Postcode): fc.Arbitrary<Browsed> =>
  fc.record({
    state: fc.record({
      postcode: fc.constant(postcode),
      category: fc.option(fc.constantFrom(UNLISTED, ...CATEGORIES.map(({ slug }) => slug)), { freq: 1 }),
      several: anyCategories,
      outcome: fc.option(fc.constantFrom(...OUTCOME_GROUPS.map(({ group }) => group)), { freq: 1 }),
      listed: fc.boolean(),
      page: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 2_500 })),
    }),
    place: fc.option(
      fc.oneof(
        fc.nat(120).map(String),
        fc.nat(99).map((at) => `#${at}.${FETCHED_AT}.2024-12`),
        fc.constant('none'),
      ),
      {
        freq: 2,
      },
    ),
    menus: fc.constantFrom('', `.${FETCHED_AT}.2024-12`, `.${FETCHED_AT + 3_600_000}.2024-12`),
  })
