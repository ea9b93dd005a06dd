import type { Incident } from './incidents.ts'

/** The postcode the contract's example is about, whatever the month. */
export const contractPostcode = 'ST20 0LY'

const month = '2024-12'

const point = (id: number, street: string, latitude: string, longitude: string): Incident['location'] => ({
  latitude,
  street: { id, name: `On or near ${street}` },
  longitude,
})

const watersideCourt = point(1745619, 'Waterside Court', '52.778412', '-2.265200')
const plardiwickRoad = point(1745478, 'Plardiwick Road', '52.781181', '-2.268923')
const parkingArea = point(1746177, 'Parking Area', '52.786954', '-2.236027')
const osbornePark = point(1745955, 'Osborne Park', '52.782940', '-2.250119')
const petrolStation = point(1745899, 'Petrol Station', '52.783005', '-2.255571')
const doleyClose = point(1745890, 'Doley Close', '52.786225', '-2.256469')
const monksWalk = point(1745698, 'Monks Walk', '52.778112', '-2.262678')
const impstones = point(1745641, 'Impstones', '52.778253', '-2.264013')
const shelmoreWay = point(1745799, 'Shelmore Way', '52.787928', '-2.259030')
const sharmanWay = point(1746052, 'Sharman Way', '52.787867', '-2.249495')

const incident = (
  category: string,
  location: Incident['location'],
  outcome: string | null,
  id: number,
  persistentId: string,
): Incident => ({
  category,
  location_type: 'Force',
  location,
  context: '',
  outcome_status: outcome === null ? null : { category: outcome, date: month },
  persistent_id: persistentId,
  id,
  location_subtype: '',
  month,
})

const open = 'Under investigation'
const noSuspect = 'Investigation complete; no suspect identified'

/** The twelve incidents of the contract's example, field for field; they are of December 2024. */
export const contractIncidents: readonly Incident[] = [
  incident('anti-social-behaviour', watersideCourt, null, 125095854, ''),
  incident(
    'drugs',
    plardiwickRoad,
    'Awaiting court outcome',
    125090119,
    '043e92ed8099e6edda51ac132fe52c2d135a89c61c8137f7eee198ad9dc6a00a',
  ),
  incident(
    'other-theft',
    parkingArea,
    noSuspect,
    125089102,
    '4c2f5360bb5dae7e9c82458f111113177f53bbb3dd98450819b8e6ca4eb2ad22',
  ),
  incident(
    'public-order',
    osbornePark,
    open,
    125093515,
    '709d83f13c4952caa5c7e475b1a36efead54d99430331650a9ecd5a152ed1184',
  ),
  incident(
    'public-order',
    watersideCourt,
    open,
    125090762,
    '5fd4b7f6e7e5fe8011c1e6fae319a5338250262f313f0af2468fd77524cf28bf',
  ),
  incident(
    'public-order',
    petrolStation,
    open,
    125090763,
    'f0491d2d811bd193539f9a052e33159fb702338ff846f67fd5ce679d4834b20f',
  ),
  incident(
    'vehicle-crime',
    doleyClose,
    noSuspect,
    125092056,
    'be7252c09ef45e3e8ac7259559f7814f9e6cce501ff516e126147d32a6764fba',
  ),
  incident(
    'vehicle-crime',
    monksWalk,
    open,
    125094029,
    'ed966d48fa8f3da5758f1225947887c5b4f50d3c4fb5c510c277fc09d273138e',
  ),
  incident(
    'violent-crime',
    monksWalk,
    open,
    125094043,
    '2cc62c86627e426cfd145c1e35c731f00fe263f964f307fd67f68e594ef19d51',
  ),
  incident(
    'violent-crime',
    impstones,
    open,
    125094042,
    'd2e608432988947c4d7fc99514c46a0becde45559a3130dc3c1eeeceb0c39b8a',
  ),
  incident(
    'violent-crime',
    shelmoreWay,
    'Unable to prosecute suspect',
    125089483,
    'd9514aa8b7535b1090cac9e17b6bcb659edc4078af715b5d39c3f320a9b417e5',
  ),
  incident(
    'violent-crime',
    sharmanWay,
    open,
    125093635,
    '35e5a502482a070029d95bc6b765951212a5437760104027bcef832050aefe1c',
  ),
]

/** The contract's incidents as if they were of another month (YYYY-MM), so that this place fits the others. */
export const contractIncidentsIn = (latest: string): readonly Incident[] =>
  contractIncidents.map((it) => ({
    ...it,
    outcome_status: it.outcome_status && { ...it.outcome_status, date: latest },
    month: latest,
  }))
