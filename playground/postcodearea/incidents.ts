import { createHash } from 'node:crypto'
import { atStations, categoriesOf } from './categories.ts'
import { type Outcome, outcomeOf } from './outcomes.ts'
import type { Place } from './places.ts'
import { type Random, randomFrom, type Weight } from './random.ts'
import { type Street, type Streets, streetsOf } from './streets.ts'

/** One record of `data`, its fields in the contract's order. */
export type Incident = {
  category: string
  location_type: 'Force' | 'BTP'
  location: { latitude: string; street: { id: number; name: string }; longitude: string }
  context: string
  outcome_status: Outcome | null
  persistent_id: string
  id: number
  location_subtype: string
  month: string
}

/** Where incidents fall, by the look of the name: a blank one in five in a city, as in real data. */
const fallsOn: Readonly<Record<Place['size'], readonly Weight<keyof Streets>[]>> = {
  city: [
    ['named', 66],
    ['blank', 20],
    ['types', 13],
    ['stations', 1],
  ],
  town: [
    ['named', 84],
    ['types', 13],
    ['blank', 3],
  ],
  village: [
    ['named', 85],
    ['types', 15],
  ],
}

const monthlyCounts: Readonly<Record<Place['size'], readonly [min: number, max: number]>> = {
  city: [1400, 1500],
  town: [165, 565],
  village: [9, 15],
}

/** The count is the place's own; from month to month it moves by up to 3 % or by one. */
const countOf = ({ size, postcode }: Place, month: string) => {
  const usual = randomFrom(`count at ${postcode}`).whole(...monthlyCounts[size])
  const sway = Math.max(1, Math.round(usual * 0.03))
  return usual + randomFrom(`count at ${postcode} in ${month}`).whole(-sway, sway)
}

// Squared, so that the first few streets of the list have the most and many have one or two.
const busiestFirst = (streets: readonly Street[], random: Random): Street => {
  const street = streets[Math.floor(random.next() ** 2 * streets.length)]
  if (street === undefined) throw new RangeError('no street to choose from')
  return street
}

const locationAt = ({ id, name, latitude, longitude }: Street) => ({
  latitude,
  street: { id, name },
  longitude,
})

const subtypeOf = (station: string) => (station.endsWith('(station)') ? 'STATION' : 'LU STATION')

const byCategory = (a: Incident, b: Incident) =>
  Number(a.category > b.category) - Number(a.category < b.category)

/**
 * What was recorded near a place in a month (YYYY-MM), sorted by category as the supplier sorts it. The same
 * place and month give the same records. `count` asks for another number than the place's own.
 */
export const incidentsOf = (place: Place, month: string, count = countOf(place, month)): Incident[] => {
  const seed = `incidents at ${place.postcode} in ${month}`
  const random = randomFrom(seed)
  const streets = streetsOf(place)
  const categories = categoriesOf(place)
  const firstId = random.whole(100_000_000, 130_000_000)

  const incident = (_: unknown, index: number): Incident => {
    const look = random.weighted(fallsOn[place.size])
    const atStation = look === 'stations'
    const street = busiestFirst(streets[look], random)
    const category = random.weighted(atStation ? atStations : categories)
    // Neither anti-social behaviour nor the transport police's records have one.
    const unidentified = atStation || category === 'anti-social-behaviour'
    return {
      category,
      location_type: atStation ? 'BTP' : 'Force',
      location: locationAt(street),
      context: '',
      outcome_status: outcomeOf(category, month, random),
      persistent_id: unidentified ? '' : createHash('sha256').update(`${seed}, ${index}`).digest('hex'),
      id: firstId + index,
      location_subtype: atStation ? subtypeOf(street.name) : '',
      month,
    }
  }
  return Array.from({ length: count }, incident).sort(byCategory)
}
