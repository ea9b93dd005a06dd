import type { Incident } from '../../src/crime/incidents.ts'
import type { Report } from '../../src/crime/report.ts'
import type { Street } from '../../src/crime/street.ts'
import { incident, month, reportOf, street, times } from './incidents.ts'

// Made up, in the proportions of a real city centre.
const CATEGORIES: Readonly<Record<string, number>> = {
  'violent-crime': 515,
  'public-order': 208,
  'other-theft': 172,
  'criminal-damage-arson': 95,
  shoplifting: 82,
  drugs: 72,
  'vehicle-crime': 65,
  'bicycle-theft': 34,
  'other-crime': 25,
  'theft-from-the-person': 22,
  'possession-of-weapons': 15,
  robbery: 13,
}
const NO_SUSPECT = 'Investigation complete; no suspect identified'
const UNABLE = 'Unable to prosecute suspect'
const UNAVAILABLE = 'Status update unavailable'
const NOT_FORMAL = 'Formal action is not in the public interest'
const BURGLARIES: Readonly<Record<string, number>> = {
  [NO_SUSPECT]: 33,
  'Court result unavailable': 5,
  [UNABLE]: 5,
  [NOT_FORMAL]: 1,
  [UNAVAILABLE]: 1,
}
const OTHERS: Readonly<Record<string, number>> = {
  [NO_SUSPECT]: 511,
  [UNABLE]: 481,
  'Court result unavailable': 172,
  'Local resolution': 65,
  [UNAVAILABLE]: 23,
  [NOT_FORMAL]: 20,
  'Offender given a caution': 15,
  'Further action is not in the public interest': 12,
  'Further investigation is not in the public interest': 10,
  'Action to be taken by another organisation': 6,
  'Awaiting court outcome': 3,
}

const spread = (counts: Readonly<Record<string, number>>): string[] =>
  Object.entries(counts).flatMap(([name, count]) => times(count, name))

const blank = street('')
// Its id stands in a golden file, which must not depend on the streets that were made before.
const causewayLane: Street = { ...street('Causeway Lane'), streetId: 1_738_842 }
const pairs = ['Evington Road', 'Granby Place', 'Guthlaxton Street', 'Musgrove Close'].map(street)
const ofBurglaries = [...[causewayLane, ...pairs].flatMap((it) => times(2, it)), ...times(4, blank)]
const ofOthers = [
  ...times(40, street('East Gates')),
  ...times(40, street('Euston Street')),
  ...times(23, street('Granby Street')),
  ...times(22, street('Market Place Approach')),
  ...times(15, causewayLane),
  ...times(282, blank),
]

/** Each incident on the next of the streets, and the rest each on a street of its own. */
const onStreets = (incidents: readonly Incident[], streets: readonly Street[]): Incident[] =>
  incidents.map((it, at) => ({ ...it, street: streets[at] ?? street(`Quiet Street ${at}`) }))

const withOutcomes = (categories: readonly string[], outcomes: readonly string[]): Incident[] =>
  categories.map((category, at) =>
    incident({ category, outcome: outcomes[at] ?? null, month: month('2023-01') }),
  )

/** LE1 1WA in January 2023: 1,448 incidents, 45 of them burglaries. */
export const cityCentre = (given: Partial<Report> = {}): Report => {
  const burglaries = withOutcomes(times(45, 'burglary'), spread(BURGLARIES))
  const antiSocial = withOutcomes(times(85, 'anti-social-behaviour'), [])
  const others = withOutcomes(spread(CATEGORIES), spread(OTHERS))
  return reportOf(
    [...onStreets(burglaries, ofBurglaries), ...onStreets([...others, ...antiSocial], ofOthers)],
    given,
  )
}
