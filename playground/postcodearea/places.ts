import { parse } from 'postcode'
import { areas, type Spot } from './areas.ts'
import { cities } from './cities.ts'
import { randomFrom } from './random.ts'

/** What stands behind a postcode: how much happens there, and where it lies. */
export type Place = {
  /** With its space and in capitals: "SW1A 1AA". */
  postcode: string
  outward: string
  size: 'city' | 'town' | 'village'
  spot: Spot
  stations: readonly string[]
}

const metropolitan = new Set(
  (
    'B BD BL BR CF CR CV DY E EC EN HA HD HX IG KT L LS M N NE NG NW OL RM S SE SK SM SR SW TW UB W WA WC WD ' +
    'WF WN WS WV'
  ).split(' '),
)

/** Towns whose district number would make a village of them: Cheltenham, Eastbourne, King's Lynn, Ashford. */
const townsAllTheSame = new Set(['GL50', 'GL51', 'GL52', 'BN21', 'PE30', 'TN23', 'TN24'])

// Districts are numbered outwards from the main town of an area, so that a high number is countryside as a rule.
const sizeOf = (outward: string, area: string): Place['size'] => {
  if (cities.has(outward)) return 'city'
  if (metropolitan.has(area) || townsAllTheSame.has(outward)) return 'town'
  return Number.parseInt(outward.slice(area.length), 10) >= 20 ? 'village' : 'town'
}

const nearby = ([latitude, longitude]: Spot, outward: string): Spot => {
  const random = randomFrom(`spot of ${outward}`)
  return [latitude + (random.next() - 0.5) * 0.08, longitude + (random.next() - 0.5) * 0.12]
}

/** The place behind a well-formed postcode, or undefined outside England and Wales. */
export const placeOf = (postcode: string): Place | undefined => {
  const parsed = parse(postcode)
  if (!parsed.valid) return undefined
  const { outcode: outward, area } = parsed
  const areaSpot = areas.get(area)
  if (areaSpot === undefined || (area === 'TD' && outward !== 'TD15')) return undefined
  const city = cities.get(outward)
  return {
    postcode: parsed.postcode,
    outward,
    size: sizeOf(outward, area),
    spot: city?.spot ?? nearby(areaSpot, outward),
    stations: city?.stations ?? [],
  }
}
