import { found } from '../playground/postcodearea/envelope.ts'
import { incidentsOf } from '../playground/postcodearea/incidents.ts'
import { placeOf } from '../playground/postcodearea/places.ts'

/** The postcode all figures are about: a city centre. */
export const CITY_POSTCODE = 'LE1 1WA'

/** Incidents in a real city centre's month. Source: DATA.md; the police's service itself stops at 10,000. */
export const CITY_INCIDENTS = 1_448

/** The supplier's answer for a city centre with so many incidents, as it comes off the wire. */
export const cityBody = (incidents: number): Buffer => {
  const place = placeOf(CITY_POSTCODE)
  if (place === undefined) throw new RangeError(`${CITY_POSTCODE} is no place of the playground's`)
  const requested = '/crime-incidents/?key=pa_PLACEHOLDER&postcode=LE1+1WA'
  const { body } = found(incidentsOf(place, '2023-01', incidents), requested)
  if (body === undefined) throw new TypeError('an answer without a body')
  return Buffer.from(body)
}
