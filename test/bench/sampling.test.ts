import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, median, quantile } from '../../bench/sampling.ts'

test.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[1, 2, 3, 10], 2.5],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle)
})

test('the median of nothing is an error', () => {
  expect(() => median([])).toThrow(RangeError)
})

test('a median leaves its values as they are, and has as many below as above', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const before = [...values]
      const middle = median(values)
      expect(values).toEqual(before)
      expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2)
      expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2)
    }),
  )
})

/** Both sides from lists, and the order in which they were asked. */
const scripted = (ours: readonly number[], peer: readonly number[]) => {
  const asked: string[] = []
  const from = (name: string, values: Iterator<number>) => async () => {
    asked.push(name)
    return values.next().value ?? Number.NaN
  }
  return { asked, ours: from('ours', ours.values()), peer: from('peer', peer.values()) }
}

test('the two sides take turns, and who goes first changes', async () => {
  const { asked, ...sides } = scripted([1, 1, 1, 1], [1, 1, 1, 1])
  await compare({ ...sides, rounds: 3, warmUps: 1 })
  expect(asked).toEqual(['peer', 'ours', 'peer', 'ours', 'ours', 'peer', 'peer', 'ours'])
})

test('the ratio is the median of each round’s, so that a slow moment of the machine cancels out', async () => {
  // The second round ran on a machine ten times as slow.
  const sides = scripted([2, 20, 4], [1, 10, 2])
  expect(await compare({ ...sides, rounds: 3 })).toEqual({ ratio: 2, spread: [2, 2], ours: 4, peer: 2 })
})

test('what warm-ups say does not count', async () => {
  const sides = scripted([900, 900, 3], [1, 1, 2])
  expect(await compare({ ...sides, rounds: 1, warmUps: 2 })).toEqual({
    ratio: 1.5,
    spread: [1.5, 1.5],
    ours: 3,
    peer: 2,
  })
})

test('half of the ratios lie within the spread', async () => {
  const sides = scripted([1, 2, 3, 4], [1, 1, 1, 1])
  expect((await compare({ ...sides, rounds: 4 })).spread).toEqual([1, 3])
})

test('99 of a hundred values are at most the p99, and it is one of them', () => {
  expect(
    quantile(
      Array.from({ length: 100 }, (_, at) => 100 - at),
      0.99,
    ),
  ).toBe(99)
  expect(quantile([7], 0.99)).toBe(7)
  expect(quantile([], 0.99)).toBeNaN()
})

test('a side that fails ends the comparison', async () => {
  const failing = () => Promise.reject(new Error('acked with 401'))
  await expect(compare({ ours: failing, peer: () => 1, rounds: 1 })).rejects.toThrow('acked with 401')
})
