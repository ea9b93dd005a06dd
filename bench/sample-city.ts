import { incidentsAnswer } from '../playground/postcodearea/answer.ts'
import { incidentsOf } from '../playground/postcodearea/incidents.ts'
import { placeOf } from '../playground/postcodearea/places.ts'

/** The postcode that most figures are about: a city centre. */
export const CITY_POSTCODE = 'LE1 1WA'

/** Incidents of a real city centre in a month; the police's own service stops at 10,000. */
export const CITY_INCIDENTS = 1_448

/** The supplier's answer for a place with so many incidents, as it comes off the wire. */
export const cityBody = (incidents: number): Buffer => {
  const place = placeOf(CITY_POSTCODE)
  if (place === undefined) throw new RangeError(`${CITY_POSTCODE} is no place of the playground's`)
  const requested = '/crime-incidents/?key=pa_PLACEHOLDER&postcode=LE1+1WA'
  const { body } = incidentsAnswer(incidentsOf(place, '2023-01', incidents), requested)
  if (body === undefined) throw new TypeError('an answer without a body')
  return Buffer.from(body)
}

/** The nth of up to 3,600 postcodes around Leicester, all different. */
export const postcodeAt = (n: number): string => {
  const letters = 'ABDEFGHJLN'
  const [first, second] = [letters.charAt(n % 10), letters.charAt(Math.floor(n / 10) % 10)]
  return `LE${1 + (Math.floor(n / 100) % 9)} ${Math.floor(n / 900) % 10}${first}${second}`
}
