import type { Report } from '../../src/crime/report.ts'
import { incident, postcode, reportOf, street } from './incidents.ts'

const rows: readonly (readonly [category: string, outcome: string | null, street: string])[] = [
  ['violent-crime', 'Unable to prosecute suspect', 'Monks Walk'],
  ['violent-crime', 'Under investigation', 'Waterside Court'],
  ['violent-crime', 'Under investigation', 'Church Lane'],
  ['violent-crime', 'Under investigation', 'Mill Lane'],
  ['public-order', 'Under investigation', 'Monks Walk'],
  ['public-order', 'Under investigation', 'School Lane'],
  ['public-order', 'Under investigation', 'Green Lane'],
  ['vehicle-crime', 'Investigation complete; no suspect identified', 'Waterside Court'],
  ['vehicle-crime', 'Investigation complete; no suspect identified', 'Station Road'],
  ['anti-social-behaviour', null, 'Parking Area'],
  ['drugs', 'Awaiting court outcome', 'Petrol Station'],
  ['other-theft', 'Under investigation', 'The Green'],
]

/** ST20 0LY in December 2024: 12 incidents. Made up. */
export const village = (given: Partial<Report> = {}): Report => {
  const streets = new Map(rows.map(([, , name]) => [name, street(name)]))
  const incidents = rows.map(([category, outcome, name]) =>
    incident({ category, outcome, street: streets.get(name) ?? street(name) }),
  )
  return reportOf(incidents, { postcode: postcode('ST20 0LY'), ...given })
}
