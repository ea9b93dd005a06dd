import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { areaOf, parsePostcode } from '../../src/crime/postcode.ts'
import { isThere, textOf } from '../support/published.ts'

const vectors = z.object({
  tests: z.array(z.object({ base: z.string(), expected: z.union([z.string(), z.boolean(), z.null()]) })),
})

const read = (name: string) => vectors.parse(JSON.parse(textOf(`postcodes/${name}`))).tests

/** The postcode that was read, covered or not. */
const found = (typed: string): string | null => {
  const parsed = parsePostcode(typed)
  if (parsed.ok) return parsed.value
  return parsed.failure.kind === 'not-covered' ? parsed.failure.postcode : null
}

describe.skipIf(!isThere('postcodes/validation.json'))('the vectors of a package for postcodes', () => {
  test('agree on what is one', () => {
    const tests = read('validation.json')
    expect(tests.length).toBeGreaterThan(10)
    for (const { base, expected } of tests) expect(found(base) !== null, base).toBe(expected)
  })

  test('agree on the canonical form', () => {
    const tests = read('normalisation.json')
    expect(tests.length).toBeGreaterThan(10)
    for (const { base, expected } of tests) expect(found(base), base).toBe(expected)
  })

  test('agree on the area and the outward code', () => {
    const covered = read('areas.json').flatMap(({ base, expected }) => {
      const parsed = parsePostcode(base)
      return parsed.ok ? [{ area: areaOf(parsed.value), base, expected }] : []
    })
    expect(covered.length).toBeGreaterThan(5)
    for (const { area, base, expected } of covered) expect(area, base).toBe(expected)
    for (const { base, expected } of read('outcodes.json'))
      expect(found(base)?.split(' ')[0], base).toBe(expected)
  })
})
