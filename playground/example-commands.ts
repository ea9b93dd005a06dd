import { oddPostcodes } from './postcodearea/odd-postcodes.ts'

/** What a channel of the page suggests to type first. */
export const examples = [
  { text: '/crime SW1A 1AA', note: 'a city: categories, outcomes, busiest places' },
  { text: '/crime ST20 0LY', note: 'a village: a dozen incidents' },
  { text: '/crime LE1 1WA vs GL50 1AA', note: 'compare two places' },
  {
    text: '/crime alert LE1 1WA',
    note: 'tell this channel when new figures come out',
  },
  { text: '/crime help', note: 'what else you can type' },
  { text: '/crime M50 3AA', note: 'the police data service isn’t working' },
]

/** Every postcode at which the stand-in supplier does something odd. */
export const oddities = oddPostcodes.map(({ postcode, what }) => ({ text: `/crime ${postcode}`, note: what }))
