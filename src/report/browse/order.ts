import { categoryOf } from '../../crime/category.ts'
import type { Incident } from '../../crime/incident.ts'
import type { Place } from '../../crime/place.ts'
import type { Report } from '../../crime/report.ts'

const collator = new Intl.Collator('en-GB', { numeric: true })

const byName = (a: Place, b: Place): number =>
  // Places without a name come last; they are the most common, and say the least.
  Number(a.name === '') - Number(b.name === '') ||
  collator.compare(a.name, b.name) ||
  (a.streetId ?? 0) - (b.streetId ?? 0)

const ranks = <Key>(sorted: readonly Key[]): ReadonlyMap<Key, number> =>
  new Map(sorted.map((key, rank) => [key, rank]))

const sorted = (incidents: readonly Incident[]): readonly Incident[] => {
  const places = ranks([...new Set(incidents.map(({ place }) => place))].sort(byName))
  const slugs = [...new Set(incidents.map(({ category }) => category))]
  const categories = ranks(slugs.sort((a, b) => collator.compare(categoryOf(a).name, categoryOf(b).name)))
  const rank = ({ place, category }: Incident): number =>
    (places.get(place) ?? 0) * slugs.length + (categories.get(category) ?? 0)
  const ranked = incidents.map((incident) => ({ incident, rank: rank(incident) }))
  return ranked.sort((a, b) => a.rank - b.rank).map(({ incident }) => incident)
}

// Sorted once a report and gone with it: a weak key keeps nothing beyond its hour.
const orders = new WeakMap<Report, readonly Incident[]>()

/** The incidents by place, A to Z, then by category; those without a street last. */
export const inOrder = (report: Report): readonly Incident[] => {
  const known = orders.get(report)
  if (known !== undefined) return known
  const order = sorted(report.incidents)
  orders.set(report, order)
  return order
}
