import type { Incident } from '../../src/crime/incident.ts'
import { incidentsOf } from '../../src/crime/incidents.ts'
import { isMonth, type Month } from '../../src/crime/month.ts'
import { type Postcode, parsePostcode } from '../../src/crime/postcode.ts'
import { type Figures, figuresOf, type Report } from '../../src/crime/report.ts'
import type { Street } from '../../src/crime/street.ts'

/** When the reports of the wireframes were fetched: 16 November 2026, 14:02 UTC. */
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

let streets = 0

/** A place of its own, with a street id nobody else has. */
export const place = (name: string): Street => {
  streets += 1
  return { streetId: streets, name, north: 52_600_000, east: -1_100_000 }
}

/** The same value so many times. */
export const times = <Value>(count: number, value: Value): Value[] =>
  Array.from({ length: count }, () => value)

/** An incident, by default on a nameless street, under investigation. */
export const incident = (given: Partial<Incident> = {}): Incident => ({
  category: 'burglary',
  month: month('2024-12'),
  place: { streetId: 0, name: '', north: null, east: null },
  outcome: 'Under investigation',
  outcomeMonth: month('2024-12'),
  ...given,
})

/** The figures of a list of incidents. */
export const figuresOfList = (incidents: readonly Incident[]): Figures => figuresOf(incidentsOf(incidents))

/** The report that a look-up makes of incidents. */
export const reportOf = (incidents: readonly Incident[], given: Partial<Report> = {}): Report => ({
  ...figuresOfList(incidents),
  postcode: postcode('LE1 1WA'),
  incidents: incidentsOf(incidents),
  unreadable: 0,
  fetchedAt: FETCHED_AT,
  ...given,
})
