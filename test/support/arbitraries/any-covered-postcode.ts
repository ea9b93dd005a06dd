import fc from 'fast-check'

// Written by hand and not read from src, so that a slip there shows.
export const COVERED_AREAS = (
  'AL B BA BB BD BH BL BN BR BS CA CB CF CH CM CO CR CT CV CW DA DE DG DH DL DN DT DY E EC EN EX FY GL GU HA HD ' +
  'HG HP HR HU HX IG IP KT L LA LD LE LL LN LS LU M ME MK N NE NG NN NP NR NW OL OX PE PL PO PR RG RH RM S SA ' +
  'SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO'
).split(' ')

const ONE_DIGIT = ['1', '2', '5', '9']
const TWO_DIGITS = ['10', '14', '20', '99']

/** Areas whose districts are not both of one and of two digits. */
const DISTRICTS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries('BR HD HG HR HX LD SM SR WN'.split(' ').map((area) => [area, ONE_DIGIT])),
  ...Object.fromEntries('FY HA'.split(' ').map((area) => [area, ['0', ...ONE_DIGIT]])),
  ...Object.fromEntries('LL SO'.split(' ').map((area) => [area, TWO_DIGITS])),
  ...Object.fromEntries(
    'BL BS CM CR PR SL SS'.split(' ').map((area) => [area, ['0', ...ONE_DIGIT, ...TWO_DIGITS]]),
  ),
  E: ['1', '1W', ...TWO_DIGITS],
  EC: ['1A', '2R', '3N', '4Y'],
  N: ['1', '1C', '1P', ...TWO_DIGITS],
  NW: ['1', '1W', ...TWO_DIGITS],
  SE: ['1', '1P', ...TWO_DIGITS],
  SW: ['1A', '1Y', '2', '9', ...TWO_DIGITS],
  W: ['1A', '1W', '2', '9', ...TWO_DIGITS],
  WC: ['1A', '1X', '2N', '2R'],
}

const postcodesOfArea = (area: string) => {
  const district = fc.constantFrom(...(DISTRICTS[area] ?? [...ONE_DIGIT, ...TWO_DIGITS]))
  const letter = fc.constantFrom(...'ABDEFGHJLNPQRSTUWXYZ')
  return fc
    .tuple(district, fc.nat(9), letter, letter)
    .map(([outward, sector, first, second]) => `${area}${outward} ${sector}${first}${second}`)
}

/** Any canonical postcode of these areas, "LE1 1WA". */
export const postcodesOf = (areas: readonly string[]) => fc.constantFrom(...areas).chain(postcodesOfArea)
