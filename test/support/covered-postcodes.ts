import fc from 'fast-check'

// By hand from DATA.md and not from src, so that a slip there shows.
export const COVERED_AREAS = (
  'AL B BA BB BD BH BL BN BR BS CA CB CF CH CM CO CR CT CV CW DA DE DH DL DN DT DY E EC EN EX FY GL GU HA HD ' +
  'HG HP HR HU HX IG IP KT L LA LD LE LL LN LS LU M ME MK N NE NG NN NP NR NW OL OX PE PL PO PR RG RH RM S SA ' +
  'SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO'
).split(' ')

const digit = fc.constantFrom(...'0123456789')
const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const district = fc
  .tuple(digit, fc.oneof(fc.constant(''), digit, letter))
  .map(([first, second]) => first + second)

/** Any canonical postcode of these areas, "LE1 1WA". */
export const postcodesOf = (areas: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...areas), district, digit, letter, letter)
    .map(([area, outward, sector, first, second]) => `${area}${outward} ${sector}${first}${second}`)
