import type { Incident, Kind } from './incident.ts'
import type { Street } from './street.ts'

/** Numbers of one size side by side. */
export type Column = Uint16Array | Uint32Array

/** A column of `length` numbers, none above `largest`. */
export const columnOf = (length: number, largest: number): Column =>
  largest > 0xffff ? new Uint32Array(length) : new Uint16Array(length)

/**
 * Incidents as two columns: the number of each one's kind and of its place. An incident kept so takes four
 * bytes and its share of a few hundred kinds and places, where an object each takes eighty.
 */
export class Incidents implements Iterable<Incident> {
  readonly kinds: readonly Kind[]
  readonly places: readonly Street[]
  readonly kindAt: Column
  readonly placeAt: Column

  constructor(kinds: readonly Kind[], places: readonly Street[], kindAt: Column, placeAt: Column) {
    this.kinds = kinds
    this.places = places
    this.kindAt = kindAt
    this.placeAt = placeAt
  }

  get length(): number {
    return this.kindAt.length
  }

  /** The incident at an index, from 0; throws a RangeError where there is none. */
  at(index: number): Incident {
    const kind = this.kinds[this.kindAt[index] ?? -1]
    const place = this.places[this.placeAt[index] ?? -1]
    if (kind === undefined || place === undefined) throw new RangeError(`no incident at ${index}`)
    return { ...kind, place }
  }

  *[Symbol.iterator](): Iterator<Incident> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index)
  }
}

/** The number of a value among those before it; a new one is put behind them. */
const numbered = <Value>(
  values: Value[],
  numbers: Map<unknown, number>,
  key: unknown,
  value: Value,
): number => {
  const known = numbers.get(key)
  if (known !== undefined) return known
  numbers.set(key, values.length)
  return values.push(value) - 1
}

/** Incidents of a list. Places are told apart as objects, kinds by what they say. */
export const incidentsOf = (list: readonly Incident[]): Incidents => {
  const [kinds, places]: [Kind[], Street[]] = [[], []]
  const [kindNumbers, placeNumbers] = [new Map<unknown, number>(), new Map<unknown, number>()]
  const kindAt = columnOf(list.length, list.length)
  const placeAt = columnOf(list.length, list.length)
  list.forEach(({ place, ...kind }, at) => {
    const { category, month, outcome, outcomeMonth } = kind
    const key = JSON.stringify([category, month, outcome, outcomeMonth])
    kindAt[at] = numbered(kinds, kindNumbers, key, kind)
    placeAt[at] = numbered(places, placeNumbers, place, place)
  })
  return new Incidents(kinds, places, kindAt, placeAt)
}
