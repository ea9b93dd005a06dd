import type { Incident } from '../../crime/incident.ts'
import type { Column } from '../../crime/incidents.ts'
import type { Report } from '../../crime/report.ts'
import { type Filter, kindPasses, placePasses } from './filter.ts'
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

/** The indices of what passes, in order. Kinds and places are few: each is looked at once, not each incident. */
const passingInOrder = (report: Report, filter: Filter): Column => {
  const { kinds, places, kindAt, placeAt } = report.incidents
  const kindIn = Uint8Array.from(kinds, (kind) => Number(kindPasses(filter, kind)))
  const placeIn = Uint8Array.from(places, (place) => Number(placePasses(filter, place)))
  return inOrder(report).filter((index) => {
    const passes = (kindIn[kindAt[index] ?? 0] ?? 0) & (placeIn[placeAt[index] ?? 0] ?? 0)
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
