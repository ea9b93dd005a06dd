import type { Month } from './dates.ts'
import type { Street } from './street.ts'

/** What the police publish about an incident besides its street. Incidents with the same details share one object. */
export type IncidentDetails = {
  /** The category's slug, in small letters. */
  readonly category: string
  readonly month: Month
  /** The police's words for how it ended, or null where none is published. */
  readonly outcome: string | null
  /** The month of that outcome, which may be long after the incident's; null where none is given. */
  readonly outcomeMonth: Month | null
  /** Recorded by the British Transport Police, and not by the local force. */
  readonly transportPolice: boolean
}

/** One published record: something the police recorded, which need not be a crime. */
export type Incident = IncidentDetails & {
  /** All incidents of a street share one object. */
  readonly street: Street
}

/** Indices or counts, two bytes each where that is enough. */
export type UintArray = Uint16Array | Uint32Array

/** An array of `length` zeros that can hold numbers up to `largest`. */
export const createUintArray = (length: number, largest: number): UintArray =>
  largest > 0xffff ? new Uint32Array(length) : new Uint16Array(length)

/**
 * Incidents as two intern tables, details and streets, and the indices of each incident in them. An incident takes
 * four bytes and its share of a few hundred table entries; as an object it would take about 80 bytes.
 */
export class Incidents implements Iterable<Incident> {
  readonly details: readonly IncidentDetails[]
  readonly streets: readonly Street[]
  /** For each incident its index in `details`. */
  readonly detailsAt: UintArray
  /** For each incident its index in `streets`. */
  readonly streetAt: UintArray

  constructor(
    details: readonly IncidentDetails[],
    streets: readonly Street[],
    detailsAt: UintArray,
    streetAt: UintArray,
  ) {
    this.details = details
    this.streets = streets
    this.detailsAt = detailsAt
    this.streetAt = streetAt
  }

  get length(): number {
    return this.detailsAt.length
  }

  /** The incident at an index, from 0; throws a RangeError where there is none. */
  at(index: number): Incident {
    const details = this.details[this.detailsAt[index] ?? -1]
    const street = this.streets[this.streetAt[index] ?? -1]
    if (details === undefined || street === undefined) throw new RangeError(`no incident at ${index}`)
    return { ...details, street }
  }

  *[Symbol.iterator](): Iterator<Incident> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index)
  }
}
