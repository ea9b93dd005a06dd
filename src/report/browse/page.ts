import type { Incident } from '../../crime/incident.ts'
import type { Report } from '../../crime/report.ts'
import { type Filter, passes } from './filter.ts'
import { inOrder } from './order.ts'

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

/** The page `asked` for, from 1, or the nearest one there is. */
export const pageOf = (report: Report, filter: Filter, asked: number): Page => {
  const passing = inOrder(report).filter(passes(filter))
  const of = Math.max(1, Math.ceil(passing.length / PAGE_LENGTH))
  const number = Number.isNaN(asked) ? 1 : Math.min(of, Math.max(1, Math.floor(asked)))
  const start = (number - 1) * PAGE_LENGTH
  const incidents = passing.slice(start, start + PAGE_LENGTH)
  return { incidents, number, of, total: passing.length, from: incidents.length === 0 ? 0 : start + 1 }
}
