import type { Place } from './places.ts'
import { randomFrom, type Weight } from './random.ts'

// Shares of our own in per cent, roughly as a real city centre's and a real village's month look.
const inTown: readonly Weight<string>[] = [
  ['violent-crime', 33],
  ['public-order', 13],
  ['other-theft', 11],
  ['anti-social-behaviour', 9],
  ['shoplifting', 8],
  ['criminal-damage-arson', 6],
  ['vehicle-crime', 5],
  ['drugs', 4],
  ['burglary', 3],
  ['theft-from-the-person', 2.5],
  ['bicycle-theft', 2],
  ['other-crime', 1.5],
  ['robbery', 1],
  ['possession-of-weapons', 1],
]

const inTheCountry: readonly Weight<string>[] = [
  ['violent-crime', 34],
  ['anti-social-behaviour', 16],
  ['vehicle-crime', 13],
  ['public-order', 11],
  ['criminal-damage-arson', 9],
  ['other-theft', 8],
  ['burglary', 6],
  ['drugs', 3],
]

/** What is recorded at a railway station. */
export const atStations: readonly Weight<string>[] = [
  ['other-theft', 4],
  ['violent-crime', 3],
  ['public-order', 3],
  ['theft-from-the-person', 2],
  ['anti-social-behaviour', 1],
  ['bicycle-theft', 1],
]

/** The shares of a place: each up to a quarter off the usual, so that no two places look alike. */
export const categoriesOf = (place: Place): readonly Weight<string>[] => {
  const random = randomFrom(`categories of ${place.outward}`)
  const usual = place.size === 'village' ? inTheCountry : inTown
  return usual.map(([category, share]) => [category, share * (0.75 + random.next() / 2)])
}
