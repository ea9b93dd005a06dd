import { createHash } from 'node:crypto'

/** A stream of choices that is the same for the same seed. */
export type Random = {
  /** 0 or above, below 1. */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number
  /** One of the items, each as likely; throws when there is none. */
  pick<T>(items: readonly T[]): T
  /** One of the values, as likely as its weight; weights are relative, above 0, and need no fixed sum. */
  weighted<T>(weights: readonly Weight<T>[]): T
  shuffled<T>(items: readonly T[]): T[]
}

export type Weight<T> = readonly [value: T, weight: number]

// mulberry32 (Tommy Ettinger's, public domain). Node has no generator that takes a seed, and the one
// that came with a package here is that package's own business: six lines are less than a dependency.
const mulberry32 = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const weightedBy = <T>(at: number, weights: readonly Weight<T>[]): T => {
  let left = at * weights.reduce((sum, [, weight]) => sum + weight, 0)
  const chosen = weights.find(([, weight]) => {
    left -= weight
    return left < 0
  })
  if (chosen === undefined) throw new RangeError('nothing to choose from')
  return chosen[0]
}

/** Two seeds that differ in one letter give unrelated streams, since the seed is hashed first. */
export const randomFrom = (seed: string): Random => {
  const next = mulberry32(createHash('sha256').update(seed).digest().readUInt32LE())
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    whole,
    pick: (items) =>
      weightedBy(
        next(),
        items.map((item) => [item, 1]),
      ),
    weighted: (weights) => weightedBy(next(), weights),
    shuffled: (items) =>
      items
        .map((item) => ({ item, rank: next() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ item }) => item),
  }
}
