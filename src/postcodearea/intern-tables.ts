import { readCategorySlug } from '../crime/category.ts'
import { isMonth, type Month } from '../crime/dates.ts'
import type { IncidentDetails } from '../crime/incidents.ts'
import { readOutcome } from '../crime/outcome.ts'
import { createStreet, NO_LOCATION, type Street, streetName } from '../crime/street.ts'
import type { PoliceRecord } from './schema.ts'

/**
 * Different details, or streets, that are kept of an answer. A city's month has some hundreds of each; counting, sorting
 * and naming 20,000 would hold everybody up.
 */
export const MAX_DISTINCT = 4_000

/** Values kept once each, in the order they came. */
type InternTable<Value> = {
  readonly values: readonly Value[]
  /** The index of a record's value; null for one that MAX_DISTINCT leaves no room for. */
  readonly numberOf: (record: PoliceRecord) => number | null
}

// data.police.uk/docs/method/crime-street, "location_type".
const isTransportPolice = ({ location_type }: PoliceRecord): boolean => location_type === 'BTP'

const detailsOf = (record: PoliceRecord): IncidentDetails => {
  const { category, month, outcome_status: status } = record
  const outcome = status === null ? null : readOutcome(status.category)
  return {
    category: readCategorySlug(category),
    // The schema holds it to MONTH_PATTERN.
    month: month as Month,
    outcome,
    // An odd date loses no incident, only its month.
    outcomeMonth: outcome !== null && status !== null && isMonth(status.date) ? status.date : null,
    transportPolice: isTransportPolice(record),
  }
}

/** The details of an answer's records: what is published of an incident beside its street. */
export const createDetailsTable = (): InternTable<IncidentDetails> => {
  const values: IncidentDetails[] = []
  const byCategory = new Map<string, Map<string, number>>()
  // Records come sorted by category: most share their map with the record before.
  let last = { category: '', month: '', numbers: new Map<string, number>() }

  const numbersOf = ({ category, month }: PoliceRecord): Map<string, number> => {
    if (category === last.category && month === last.month) return last.numbers
    const key = `${category}\n${month}`
    const numbers = byCategory.get(key) ?? new Map<string, number>()
    byCategory.set(key, numbers)
    last = { category, month, numbers }
    return numbers
  }

  return {
    values,
    numberOf: (record) => {
      const { outcome_status: status } = record
      const numbers = numbersOf(record)
      const outcome = status === null ? '' : `${status.category}\n${status.date}`
      const key = isTransportPolice(record) ? `BTP\n${outcome}` : outcome
      const known = numbers.get(key)
      if (known !== undefined) return known
      if (values.length >= MAX_DISTINCT) return null
      const number = values.push(detailsOf(record)) - 1
      numbers.set(key, number)
      return number
    },
  }
}

type Location = NonNullable<PoliceRecord['location']>

/** The streets of an answer's records: one street id under one name is one street, without an id one map point. */
export const createStreetTable = (): InternTable<Street> => {
  const values: Street[] = []
  // Nearly every street id has one name, and comparing with that is cheaper than hashing each name.
  const byStreetId = new Map<number, { readonly name: string; readonly number: number }>()
  // One id can stand under several names, in a broken answer under thousands: a street each.
  const byOtherName = new Map<string, number>()
  let nowhere = -1

  const numberOfNowhere = (): number => {
    if (nowhere < 0) nowhere = values.push(NO_LOCATION) - 1
    return nowhere
  }

  const createFrom = ({ latitude, longitude, street: { id, name } }: Location): Street =>
    createStreet(id, streetName(name), latitude, longitude)

  const add = (location: Location): number | null =>
    values.length < MAX_DISTINCT ? values.push(createFrom(location)) - 1 : null

  const numberOfOther = (location: Location): number | null => {
    const { latitude, longitude, street } = location
    const key =
      street.id === null ? ` ${street.name} ${latitude} ${longitude}` : `${street.id} ${street.name}`
    const number = byOtherName.get(key) ?? add(location)
    if (number !== null) byOtherName.set(key, number)
    return number
  }

  const numberOfLocation = (location: Location): number | null => {
    const { id, name } = location.street
    if (id === null) return numberOfOther(location)
    const first = byStreetId.get(id)
    if (first?.name === name) return first.number
    if (first !== undefined) return numberOfOther(location)
    const number = add(location)
    if (number !== null) byStreetId.set(id, { name, number })
    return number
  }

  return {
    values,
    numberOf: ({ location }) => {
      if (location === null) return numberOfNowhere()
      const number = numberOfLocation(location)
      // An incident counts without its street.
      if (number === null) return numberOfNowhere()
      // A street has one map point: that of the first record which gives one stands for all.
      if (values[number]?.north === null) values[number] = createFrom(location)
      return number
    },
  }
}
