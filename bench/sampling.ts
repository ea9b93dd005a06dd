/** Takes one sample: ms, bytes, requests a second; both sides of a comparison in one unit. */
export type Sample = () => number | Promise<number>

/**
 * Two things measured against each other. `ratio`, `ours` and `peer` are medians, so `ratio` need not be `ours / peer`;
 * `spread` holds the quartiles of the ratios.
 */
export type Comparison = {
  readonly ratio: number
  readonly spread: readonly [number, number]
  readonly ours: number
  readonly peer: number
}

/** The sides, and how often each is sampled; the first `warmUps` samples are thrown away. */
export type Sides = {
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
  if (upper === undefined || lower === undefined) throw new RangeError('no median of an empty list')
  return (lower + upper) / 2
}

/** The value that this share of all does not exceed; NaN of an empty list. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN

/**
 * Samples both sides in alternation, so that other load on the machine hits both, and takes the median of the ratios
 * of each round. Which side goes first alternates too.
 *
 * No forced garbage collection in between: V8 then drops optimised code that refers to collected objects, and every
 * sample would time its recompilation, by up to a third.
 */
export const compare = async ({ ours, peer, rounds, warmUps = 0 }: Sides): Promise<Comparison> => {
  const round = async (peerFirst: boolean) => {
    const before = peerFirst ? await peer() : undefined
    const own = await ours()
    return { ours: own, peer: before ?? (await peer()) }
  }
  for (let at = 0; at < warmUps; at += 1) await round(true)
  const sampled: { readonly ours: number; readonly peer: number }[] = []
  for (let at = 0; at < rounds; at += 1) sampled.push(await round(at % 2 === 0))
  const ratios = sampled.map((one) => one.ours / one.peer)
  return {
    ratio: median(ratios),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    ours: median(sampled.map((one) => one.ours)),
    peer: median(sampled.map((one) => one.peer)),
  }
}

/** A sample of ms for one run of `work`, as the mean of `times` consecutive runs. */
export const msOf =
  (work: () => unknown, times: number): Sample =>
  () => {
    const begun = performance.now()
    for (let run = 0; run < times; run += 1) work()
    return (performance.now() - begun) / times
  }
