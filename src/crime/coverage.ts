// The 106 postcode areas that are in England or Wales, wholly or partly: TD has Berwick-upon-Tweed, and part of DG16 is in
// Cumbria. Which of their postcodes are Scottish is not checked here.
const COVERED = new Set(
  (
    'AL B BA BB BD BH BL BN BR BS CA CB CF CH CM CO CR CT CV CW DA DE DG DH DL DN DT DY E EC EN EX FY GL GU HA ' +
    'HD HG HP HR HU HX IG IP KT L LA LD LE LL LN LS LU M ME MK N NE NG NN NP NR NW OL OX PE PL PO PR RG RH ' +
    'RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO'
  ).split(' '),
)

const ELSEWHERE: readonly [country: string, areas: string][] = [
  ['Scotland', 'AB DD EH FK G HS IV KA KW KY ML PA PH ZE'],
  ['Northern Ireland', 'BT'],
  ['the Isle of Man', 'IM'],
  ['the Channel Islands', 'GY JE'],
]

const COUNTRY_OF_AREA = new Map(
  ELSEWHERE.flatMap(([country, areas]) => areas.split(' ').map((area) => [area, country] as const)),
)

/** Whether a postcode area, such as "LE", is at least partly in England or Wales, which the police figures cover. */
export const isCovered = (area: string): boolean => COVERED.has(area)

/** The country or islands of an area elsewhere; null for covered areas, and for letters that are no area (ZZ). */
export const whereIs = (area: string): string | null => COUNTRY_OF_AREA.get(area) ?? null
