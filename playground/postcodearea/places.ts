import { parse } from 'postcode'
import { areas, type Spot } from './areas.ts'
import { randomFrom } from './random.ts'

/** A busy centre; its stations bear the names the transport police publish, without "On or near". */
type City = { spot: Spot; stations: readonly string[] }

/** City centres by outward code. Anything else is a town or a village. */
export const cities: ReadonlyMap<string, City> = new Map<string, City>(
  Object.entries({
    B1: { spot: [52.4796, -1.9083], stations: ['Birmingham New Street (station)'] },
    B2: {
      spot: [52.4796, -1.8968],
      stations: ['Birmingham New Street (station)', 'Birmingham Snow Hill (station)'],
    },
    BD1: { spot: [53.7945, -1.7524], stations: ['Bradford Interchange (station)'] },
    BS1: { spot: [51.4524, -2.5974], stations: ['Bristol Temple Meads (station)'] },
    CF10: {
      spot: [51.4793, -3.1777],
      stations: ['Cardiff Central (station)', 'Cardiff Queen Street (station)'],
    },
    E14: {
      spot: [51.5054, -0.0195],
      stations: ['Canary Wharf (lu Station)', 'Poplar (dlr)', 'Crossharbour'],
    },
    EC1A: { spot: [51.5186, -0.0999], stations: ['Farringdon (station)', 'Barbican (lu Station)'] },
    L1: {
      spot: [53.4034, -2.9787],
      stations: ['Liverpool Lime Street (station)', 'Liverpool Central (station)'],
    },
    LE1: { spot: [52.6361, -1.1331], stations: ['Leicester (station)'] },
    LS1: { spot: [53.7974, -1.5468], stations: ['Leeds (station)'] },
    M1: { spot: [53.4787, -2.2341], stations: ['Manchester Piccadilly (station)'] },
    M2: { spot: [53.4808, -2.2452], stations: ['Manchester Oxford Road (station)'] },
    NE1: { spot: [54.9714, -1.6152], stations: ['Newcastle (station)'] },
    NG1: { spot: [52.9548, -1.1502], stations: ['Nottingham (station)'] },
    NR1: { spot: [52.6286, 1.3041], stations: ['Norwich (station)'] },
    S1: { spot: [53.3803, -1.4681], stations: ['Sheffield (station)'] },
    SE1: { spot: [51.5005, -0.0963], stations: ['London Bridge (station)', 'Borough (lu Station)'] },
    SO14: { spot: [50.9043, -1.4017], stations: ['Southampton Central (station)'] },
    SW1A: { spot: [51.501, -0.1416], stations: ['London Victoria (station)', 'Green Park (lu Station)'] },
    W1A: { spot: [51.5186, -0.1437], stations: ['Oxford Circus (lu Station)', 'Bond Street (lu Station)'] },
    W1D: { spot: [51.5128, -0.1316], stations: ['Tottenham Court Road (lu Station)'] },
    WC2N: {
      spot: [51.5086, -0.1251],
      stations: ['London Charing Cross (station)', 'Embankment (lu Station)'],
    },
    YO1: { spot: [53.9593, -1.0815], stations: ['York (station)'] },
  }),
)

/** Where a postcode is, and how much happens there. */
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
