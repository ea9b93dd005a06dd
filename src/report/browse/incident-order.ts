import { categoryOf } from '../../crime/category.ts'
import type { Incident, Incidents, UintArray } from '../../crime/incidents.ts'
import { isNamed } from '../../crime/street.ts'
import type { Page } from '../../slack/ui/pages.ts'
import { type IncidentFilter, passingEntries } from './matches.ts'

const collator = new Intl.Collator('en-GB', { numeric: true })

type Ranked = { readonly at: number; readonly name: string; readonly isLast: boolean }

/** The position of each entry by name, A to Z, those that are last behind all others; then by `at`. */
const ranksOf = (entries: readonly Ranked[]): ReadonlyMap<number, number> => {
  const sorted = entries.toSorted(
    (a, b) => Number(a.isLast) - Number(b.isLast) || collator.compare(a.name, b.name) || a.at - b.at,
  )
  return new Map(sorted.map(({ at }, rank) => [at, rank]))
}

/** The indices of the incidents that pass a filter, by street, A to Z, then by category. */
export const sortedIndices = (incidents: Incidents, filter: IncidentFilter): UintArray => {
  const { details, streets, detailsAt, streetAt, length } = incidents
  const { detailsPass, streetPasses } = passingEntries(incidents, filter)
  const passing = Uint32Array.from({ length }, (_, at) => at).filter(
    (at) => detailsPass[detailsAt[at] ?? 0] === 1 && streetPasses[streetAt[at] ?? 0] === 1,
  )
  // Streets without a name come last: they are the most common, and say the least.
  const streetRanks = ranksOf(
    [...new Set(passing.map((at) => streetAt[at] ?? 0))].map((at) => {
      const street = streets[at]
      return { at, name: street?.name ?? '', isLast: street === undefined || !isNamed(street) }
    }),
  )
  const categoryRanks = ranksOf(
    details.map(({ category }, at) => ({ at, name: categoryOf(category).name, isLast: false })),
  )
  // One number for each incident, its street's rank before its category's and its own index last: 10,000 of them are
  // sorted without a comparing function.
  const keys = Float64Array.from(passing, (at) => {
    const category = categoryRanks.get(detailsAt[at] ?? 0) ?? 0
    return ((streetRanks.get(streetAt[at] ?? 0) ?? 0) * details.length + category) * length + at
  })
  return Uint32Array.from(keys.sort(), (key) => key % length)
}

/** The incidents on a page of those that pass a filter. */
export const incidentsOn = (
  { start, length }: Pick<Page, 'start' | 'length'>,
  incidents: Incidents,
  filter: IncidentFilter,
): readonly Incident[] =>
  Array.from(sortedIndices(incidents, filter).subarray(start, start + length), (at) => incidents.at(at))
