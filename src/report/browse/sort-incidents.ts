import { categoryOf } from '../../crime/category.ts'
import { type Column, columnOf, type Incidents } from '../../crime/incidents.ts'
import type { Report } from '../../crime/report.ts'
import type { Street } from '../../crime/street.ts'

const collator = new Intl.Collator('en-GB', { numeric: true })

const byName = (a: Street, b: Street): number =>
  // Places without a name come last; they are the most common, and say the least.
  Number(a.name === '') - Number(b.name === '') ||
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

const sorted = ({ kinds, places, kindAt, placeAt, length }: Incidents): Column => {
  const placeRanks = ranksOf(places, byName)
  const kindRanks = ranksOf(
    kinds.map(({ category }) => categoryOf(category).name),
    collator.compare,
  )
  // One number an incident, its place's rank before its category's and its own index last, sorts as numbers do.
  const keys = Float64Array.from(kindAt, (kind, at) => {
    const rank = (placeRanks[placeAt[at] ?? 0] ?? 0) * kinds.length + (kindRanks[kind] ?? 0)
    return rank * length + at
  })
  const order = columnOf(length, length)
  keys.sort().forEach((key, at) => {
    order[at] = key % length
  })
  return order
}

// Sorted once a report and gone with it: a weak key keeps nothing beyond its hour.
const orders = new WeakMap<Report, Column>()

/** The indices of the incidents by place, A to Z, then by category; those without a street last. */
export const inOrder = (report: Report): Column => {
  const known = orders.get(report)
  if (known !== undefined) return known
  const order = sorted(report.incidents)
  orders.set(report, order)
  return order
}
