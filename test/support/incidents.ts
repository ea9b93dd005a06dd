import { isMonth, type Month } from '../../src/crime/dates.ts'
import type { Incident } from '../../src/crime/incidents.ts'
import { createUintArray, type IncidentDetails, Incidents } from '../../src/crime/incidents.ts'
import { type Postcode, parsePostcode } from '../../src/crime/postcode.ts'
import { countIncidents, createReport, type IncidentCounts, type Report } from '../../src/crime/report.ts'
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

/** Numbers values in the order in which they first come. */
const numbering = () => {
  const numbers = new Map<unknown, number>()
  return (value: unknown): number => {
    const number = numbers.get(value) ?? numbers.size
    numbers.set(value, number)
    return number
  }
}

/** Incidents of a list. Streets are told apart as objects, details by what they say. */
export const incidentsOf = (list: readonly Incident[]): Incidents => {
  const [details, streets]: [IncidentDetails[], Street[]] = [[], []]
  const [valueNumber, detailsNumber, streetNumber] = [numbering(), numbering(), numbering()]
  const detailsAt = createUintArray(list.length, list.length)
  const streetAt = createUintArray(list.length, list.length)
  list.forEach(({ street, ...entry }, at) => {
    const { category, month, outcome, outcomeMonth, transportPolice } = entry
    // By numbers, since the texts may be long and the list too.
    const said = `${valueNumber(category)} ${valueNumber(month)} ${valueNumber(outcome)}`
    const number = detailsNumber(`${said} ${valueNumber(outcomeMonth)} ${transportPolice}`)
    details[number] ??= entry
    detailsAt[at] = number
    streets[streetNumber(street)] ??= street
    streetAt[at] = streetNumber(street)
  })
  return new Incidents(details, streets, detailsAt, streetAt)
}

/** The counts of a list of incidents. */
export const countList = (incidents: readonly Incident[]): IncidentCounts =>
  countIncidents(incidentsOf(incidents))

/** The report that a look-up makes of incidents. */
export const reportOf = (list: readonly Incident[], given: Partial<Report> = {}): Report => {
  const incidents = incidentsOf(list)
  const answer = { postcode: postcode('LE1 1WA'), unreadable: 0, fetchedAt: FETCHED_AT }
  return { ...createReport(incidents, { ...answer, ...given }), ...given }
}
