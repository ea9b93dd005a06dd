import * as fc from 'fast-check'
import { type Postcode, parsePostcode } from '../../../src/crime/postcode.ts'

const AREAS = [
  'B',
  'CF',
  'E',
  'EC',
  'GL',
  'L',
  'LE',
  'M',
  'N',
  'OX',
  'S',
  'SO',
  'ST',
  'SW',
  'TD',
  'W',
  'WC',
  'YO',
]
const LETTERS = [...'ABDEFGHJLNPQRSTUWXYZ']

/** Postcodes of England and Wales in their canonical form. */
export const anyPostcode: fc.Arbitrary<Postcode> = fc
  .tuple(
    fc.constantFrom(...AREAS),
    fc.integer({ min: 1, max: 20 }),
    fc.nat(9),
    fc.constantFrom(...LETTERS),
    fc.constantFrom(...LETTERS),
  )
  .map(([area, district, sector, one, two]) => parsePostcode(`${area}${district} ${sector}${one}${two}`))
  .filter((read) => read.ok)
  .map((read) => read.value)
