import { categoryOf } from '../../crime/category.ts'
import { createUintArray, type Incidents, type UintArray } from '../../crime/incidents.ts'
import type { Report } from '../../crime/report.ts'
import { isNamed, type Street } from '../../crime/street.ts'

const collator = new Intl.Collator('en-GB', { numeric: true })

const byName = (a: Street, b: Street): number =>
  // Streets without a name come last: they are the most common, and say the least.
  Number(isNamed(b)) - Number(isNamed(a)) ||
  collator.compare(a.name, b.name) ||
  (a.streetId ?? 0) - (b.streetId ?? 0)

/** For each value its place in the order that `compare` gives them. */
const ranksOf = <Value>(values: readonly Value[], compare: (a: Value, b: Value) => number): Uint32Array => {
  const ranks = new Uint32Array(values.length)
  values
    .map((value, at) => ({ value, at }))
    .sort((a, b) => compare(a.value, b.value))
    .forEach(({ at }, rank) => {
      ranks[at] = rank
    })
  return ranks
}

const sorted = ({ details, streets, detailsAt, streetAt, length }: Incidents): UintArray => {
  const streetRanks = ranksOf(streets, byName)
  const categoryRanks = ranksOf(
    details.map(({ category }) => categoryOf(category).name),
    collator.compare,
  )
  // One number an incident, its street's rank before its category's and its own index last, sorts as numbers do.
  const keys = Float64Array.from(detailsAt, (entry, at) => {
    const rank = (streetRanks[streetAt[at] ?? 0] ?? 0) * details.length + (categoryRanks[entry] ?? 0)
    return rank * length + at
  })
  const order = createUintArray(length, length)
  keys.sort().forEach((key, at) => {
    order[at] = key % length
  })
  return order
}

// Sorted once a report and gone with it: a weak key keeps nothing beyond its hour.
const orders = new WeakMap<Report, UintArray>()

/** The indices of the incidents by street, A to Z, then by category; those without a street last. */
export const inOrder = (report: Report): UintArray => {
  const known = orders.get(report)
  if (known !== undefined) return known
  const order = sorted(report.incidents)
  orders.set(report, order)
  return order
}
