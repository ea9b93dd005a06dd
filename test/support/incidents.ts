import { isMonth, type Month } from '../../src/crime/dates.ts'
import type { Incident } from '../../src/crime/incidents.ts'
import { createUintArray, type IncidentDetails, Incidents } from '../../src/crime/incidents.ts'
import { type Postcode, parsePostcode } from '../../src/crime/postcode.ts'
import { countIncidents, type IncidentCounts, type Report } from '../../src/crime/report.ts'
import type { Street } from '../../src/crime/street.ts'

/** When the reports of the tests were fetched: 16 November 2026, 14:02 UTC. */
export const FETCHED_AT = 1_794_837_720_000

/** A postcode that must be sound. */
export const postcode = (text: string): Postcode => {
  const read = parsePostcode(text)
  if (!read.ok) throw new Error(`${text} is no postcode of England or Wales`)
  return read.value
}

/** A month that must be sound. */
export const month = (text: string): Month => {
  if (!isMonth(text)) throw new Error(`${text} is no month`)
  return text
}

let lastStreetId = 0

/** A street of its own, with an id no other has. */
export const street = (name: string): Street => {
  lastStreetId += 1
  return { streetId: lastStreetId, name, north: 52_600_000, east: -1_100_000 }
}

/** The same value so many times. */
export const times = <Value>(count: number, value: Value): Value[] =>
  Array.from({ length: count }, () => value)

/** An incident, by default on a nameless street, under investigation. */
export const incident = (given: Partial<Incident> = {}): Incident => ({
  category: 'burglary',
  month: month('2024-12'),
  street: { streetId: 0, name: '', north: null, east: null },
  outcome: 'Under investigation',
  outcomeMonth: month('2024-12'),
  transportPolice: false,
  ...given,
})

/** The index of a value in `values`, at whose end it is put where it is new. */
const indexIn = <Value>(
  values: Value[],
  indices: Map<unknown, number>,
  key: unknown,
  value: Value,
): number => {
  const known = indices.get(key)
  if (known !== undefined) return known
  indices.set(key, values.length)
  return values.push(value) - 1
}

/** Incidents of a list. Streets are told apart as objects, details by what they say. */
export const incidentsOf = (list: readonly Incident[]): Incidents => {
  const [details, streets]: [IncidentDetails[], Street[]] = [[], []]
  const [detailsIndices, streetIndices] = [new Map<unknown, number>(), new Map<unknown, number>()]
  const detailsAt = createUintArray(list.length, list.length)
  const streetAt = createUintArray(list.length, list.length)
  list.forEach(({ street, ...entry }, at) => {
    const { category, month, outcome, outcomeMonth, transportPolice } = entry
    const key = JSON.stringify([category, month, outcome, outcomeMonth, transportPolice])
    detailsAt[at] = indexIn(details, detailsIndices, key, entry)
    streetAt[at] = indexIn(streets, streetIndices, street, street)
  })
  return new Incidents(details, streets, detailsAt, streetAt)
}

/** The counts of a list of incidents. */
export const countList = (incidents: readonly Incident[]): IncidentCounts =>
  countIncidents(incidentsOf(incidents))

/** The report that a look-up makes of incidents. */
export const reportOf = (list: readonly Incident[], given: Partial<Report> = {}): Report => {
  const incidents = incidentsOf(list)
  return {
    ...countIncidents(incidents),
    postcode: postcode('LE1 1WA'),
    incidents,
    unreadable: 0,
    fetchedAt: FETCHED_AT,
    ...given,
  }
}
