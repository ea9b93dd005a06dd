import type { Incident, UintArray } from '../../crime/incidents.ts'
import type { Report } from '../../crime/report.ts'
import { type Filter, passesDetails, passesStreet } from './filter.ts'
import { inOrder } from './sort-incidents.ts'

/** Incidents a page. */
export const PAGE_LENGTH = 10

/** One page of the incidents that pass a filter. */
export type Page = {
  readonly incidents: readonly Incident[]
  /** From 1; a page beyond the end is the last one. */
  readonly number: number
  /** At least 1. */
  readonly of: number
  /** How many incidents pass. */
  readonly total: number
  /** The first incident's place in the whole list, from 1; 0 where none passes. */
  readonly from: number
}

/** The sorted indices of what passes. The filter is applied to each intern table entry, not to each incident. */
const passingInOrder = (report: Report, filter: Filter): UintArray => {
  const { details, streets, detailsAt, streetAt } = report.incidents
  const detailsPass = Uint8Array.from(details, (entry) => Number(passesDetails(filter, entry)))
  const streetPasses = Uint8Array.from(streets, (street) => Number(passesStreet(filter, street)))
  return inOrder(report).filter((index) => {
    const passes = (detailsPass[detailsAt[index] ?? 0] ?? 0) & (streetPasses[streetAt[index] ?? 0] ?? 0)
    return passes === 1
  })
}

/** The page `asked` for, from 1, or the nearest one there is. */
export const pageOf = (report: Report, filter: Filter, asked: number): Page => {
  const passing = passingInOrder(report, filter)
  const of = Math.max(1, Math.ceil(passing.length / PAGE_LENGTH))
  const number = Number.isNaN(asked) ? 1 : Math.min(of, Math.max(1, Math.floor(asked)))
  const start = (number - 1) * PAGE_LENGTH
  const shown = passing.subarray(start, start + PAGE_LENGTH)
  const incidents = Array.from(shown, (index) => report.incidents.at(index))
  return { incidents, number, of, total: passing.length, from: incidents.length === 0 ? 0 : start + 1 }
}
