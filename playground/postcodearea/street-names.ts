import type { Random } from './random.ts'

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
export const placeTypes = [
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
export const streetNames = (random: Random, count: number, odd: boolean): string[] => {
  const names = new Set(odd ? spelledOddly : [])
  while (names.size < count) names.add(`${random.pick(firsts)} ${random.pick(kinds)}`)
  return [...names]
}
