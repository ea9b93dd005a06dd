import { describe, expect, test } from 'vitest'
import { isCovered, whereIs } from '../../src/crime/postcode.ts'
import { COVERED_AREAS } from '../support/arbitraries/any-covered-postcode.ts'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const EVERY_AREA = [...LETTERS, ...LETTERS.flatMap((first) => LETTERS.map((second) => first + second))]

const ELSEWHERE = {
  Scotland: 'AB DD EH FK G HS IV KA KW KY ML PA PH ZE',
  'Northern Ireland': 'BT',
  'the Isle of Man': 'IM',
  'the Channel Islands': 'GY JE',
}

describe('coverage', () => {
  test('is exactly the 106 areas of England and Wales, of all that letters can spell', () => {
    expect(COVERED_AREAS).toHaveLength(106)
    expect(EVERY_AREA.filter(isCovered).sort()).toEqual([...COVERED_AREAS].sort())
  })

  test.each(Object.entries(ELSEWHERE))('knows what lies in %s', (place, areas) => {
    expect(EVERY_AREA.filter((area) => whereIs(area) === place).sort()).toEqual(areas.split(' ').sort())
  })

  test('says nothing of where an area lies that is covered or does not exist', () => {
    const named = Object.values(ELSEWHERE).join(' ').split(' ')
    expect(EVERY_AREA.filter((area) => whereIs(area) !== null).sort()).toEqual(named.sort())
    expect(whereIs('ZZ')).toBeNull()
    expect(isCovered('')).toBe(false)
    expect(isCovered('le')).toBe(false)
  })
})
