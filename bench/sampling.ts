/** Takes one sample: ms for a piece of work, requests a second, bytes; both sides of a comparison in one unit. */
export type Sample = () => number | Promise<number>

/** Two things measured against each other. All three are medians, so `ratio` need not be `ours / peer`. */
export type Comparison = { readonly ratio: number; readonly ours: number; readonly peer: number }

/** The two sides, and how often they are sampled; what `warmUps` samples say is thrown away. */
export type Comparing = {
  readonly ours: Sample
  readonly peer: Sample
  readonly rounds: number
  readonly warmUps?: number
}

/** The middle value, or the mean of the two in the middle. Throws a RangeError where there is none. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  if (upper === undefined || lower === undefined) throw new RangeError('no median of nothing')
  return (lower + upper) / 2
}

/**
 * Samples both sides in turns, so that whatever else the machine does hits both, and takes the median of the
 * ratios of each turn. Who goes first changes with every round.
 *
 * Nothing is collected by force in between: V8 then drops the code it optimised for objects that have just
 * died ("embedded weak objects cleared"), and each sample would time its return, by up to a third.
 */
export const compare = async ({ ours, peer, rounds, warmUps = 0 }: Comparing): Promise<Comparison> => {
  for (let round = 0; round < warmUps; round += 1) {
    await peer()
    await ours()
  }
  const pairs: { readonly ours: number; readonly peer: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const before = round % 2 === 0 ? await peer() : undefined
    const own = await ours()
    pairs.push({ ours: own, peer: before ?? (await peer()) })
  }
  return {
    ratio: median(pairs.map((pair) => pair.ours / pair.peer)),
    ours: median(pairs.map((pair) => pair.ours)),
    peer: median(pairs.map((pair) => pair.peer)),
  }
}

/** A sample of ms for one run of `work`, as the mean of `times` runs on end. */
export const msOf =
  (work: () => unknown, times: number): Sample =>
  () => {
    const begun = performance.now()
    for (let run = 0; run < times; run += 1) work()
    return (performance.now() - begun) / times
  }
