import type { Spot } from './areas.ts'
import type { Place } from './places.ts'
import { type Random, randomFrom } from './random.ts'

const firsts = (
  'Abbey Acorn Alder Almond Anchor Ashdown Barley Beacon Beech Bellfield Bishop Blackthorn Bramble Bridge Briar ' +
  'Brook Canal Carter Castle Cedar Chantry Chapel Chestnut Church Clover Colliery Cooper Crown Dale Dyer Elm ' +
  'Fairfield Fennel Fern Field Foundry Foxglove Garden George Glebe Granary Grange Green Harbour Hawthorn Hazel ' +
  'Heron High Hill Hollow Holly Ivy Jubilee Juniper Kestrel Kiln King Lark Laurel Linden London Maltings Manor ' +
  'Maple Market Meadow Mercer Mill Minster Nelson New Northgate Oak Orchard Osier Park Priory Quarry Queen ' +
  'Railway Regent Ridge Rose Rowan Saddler Silver Southgate Spring Station Tanner Teasel Union Vicarage Victoria ' +
  'Walnut Water Weaver Wellington Westgate Wharf Willow Windmill Wren Yew'
).split(' ')

const kinds = (
  'Street Street Street Road Road Road Lane Lane Avenue Close Close Court Crescent Drive Gardens Grove Hill Mews ' +
  'Place Row Square Terrace Walk Way'
).split(' ')

/** Spellings that trip a careless reader, one of each in every city: & ' / and ( ) do occur. */
const spelledOddly = [
  "St Cuthbert's Way",
  "King's Reach",
  'Rope & Anchor Yard',
  'Hide & Tallow Lane',
  'Upper/Lower Mill Walk',
  'Kiln Bank (north Side)',
  "Glover's Row (off Silver Street)",
]

/** What the police publish where a street would give too much away. */
const placeTypes = [
  'Supermarket',
  'Shopping Area',
  'Parking Area',
  'Nightclub',
  'Petrol Station',
  'Pedestrian Subway',
  'Park/open Space',
  'Sports/recreation Area',
  'Theatre/concert Hall',
  'Bus/coach Station',
  'Further/higher Educational Building',
  'Hospital',
  'Hotel & Guest House',
] as const

/** So many different names of streets; the oddly spelled come first when `odd` is set. */
const streetNames = (random: Random, count: number, odd: boolean): string[] => {
  const names = new Set(odd ? spelledOddly : [])
  while (names.size < count) names.add(`${random.pick(firsts)} ${random.pick(kinds)}`)
  return [...names]
}

/** A point the police publish incidents at. Degrees are text with six decimals, as in the contract. */
export type Street = { id: number; name: string; latitude: string; longitude: string }

/** The points of one place by what their names look like; `blank` ones are "On or near " and nothing behind it. */
export type Streets = { named: Street[]; types: Street[]; blank: Street[]; stations: Street[] }

const counts = {
  city: { named: 290, types: 26, blank: 40 },
  town: { named: 110, types: 13, blank: 4 },
  village: { named: 9, types: 2, blank: 0 },
} as const

/** Every so many streets, a name stands for two of them. */
const twinEvery = 12

/** Half a mile or so in each direction, in degrees. */
const spread = { latitude: 0.018, longitude: 0.029 }

const withTwins = (names: readonly string[]) =>
  names.flatMap((name, index) => (index % twinEvery === 0 ? [name, name] : [name]))

const typeNames = (count: number) =>
  Array.from({ length: count }, (_, index) => placeTypes[index % placeTypes.length] ?? '')

const pointNear = ([latitude, longitude]: Spot, random: Random) => ({
  latitude: (latitude + (random.next() - 0.5) * spread.latitude).toFixed(6),
  longitude: (longitude + (random.next() - 0.5) * spread.longitude).toFixed(6),
})

/** The streets around a postcode: the same for its whole outward code and in every month. */
export const streetsOf = (place: Place): Streets => {
  const random = randomFrom(`streets of ${place.outward}`)
  const { named, types, blank } = counts[place.size]
  let id = random.whole(600_000, 2_200_000)
  const laidOut = (names: readonly string[]) =>
    names.map((name): Street => {
      id += random.whole(1, 9)
      return { id, name, ...pointNear(place.spot, random) }
    })
  const onOrNear = (names: readonly string[]) => laidOut(names.map((name) => `On or near ${name}`))
  return {
    // Shuffled, since the first streets of a place are its busiest.
    named: onOrNear(random.shuffled(withTwins(streetNames(random, named, place.size === 'city')))),
    types: onOrNear(random.shuffled(typeNames(types))),
    blank: onOrNear(Array.from({ length: blank }, () => '')),
    stations: laidOut(place.stations),
  }
}
