/** Takes one sample: ms for a piece of work, requests a second, bytes; both sides of a comparison in one unit. */
export type Sample = () => number | Promise<number>

/** Two things measured against each other. All three are medians, so `ratio` need not be `ours / peer`. */
export type Comparison = { readonly ratio: number; readonly ours: number; readonly peer: number }

/** The sides, and how often they are sampled; what `warmUps` samples say is thrown away. */
export type Comparing<Ours> = {
  readonly ours: Ours
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
 * Samples all sides in turns, so that whatever else the machine does hits all, and takes the median of the ratios of
 * each turn. Who goes first changes with every round. Several of `ours` are compared with one peer at once: after
 * each other, the peer would have run for longer, and be the warmer, each time.
 *
 * Nothing is collected by force in between: V8 then drops the code it optimised for objects that have just
 * died ("embedded weak objects cleared"), and each sample would time its return, by up to a third.
 */
export const compareAll = async ({
  ours,
  peer,
  rounds,
  warmUps = 0,
}: Comparing<readonly Sample[]>): Promise<Comparison[]> => {
  const turn = async (peerFirst: boolean): Promise<{ peer: number; ours: number[] }> => {
    const before = peerFirst ? await peer() : undefined
    const own: number[] = []
    for (const sample of ours) own.push(await sample())
    return { ours: own, peer: before ?? (await peer()) }
  }
  for (let round = 0; round < warmUps; round += 1) await turn(true)
  const turns: { readonly peer: number; readonly ours: readonly number[] }[] = []
  for (let round = 0; round < rounds; round += 1) turns.push(await turn(round % 2 === 0))
  return ours.map((_, at) => {
    const own = (one: (typeof turns)[number]): number => one.ours[at] ?? Number.NaN
    return {
      ratio: median(turns.map((one) => own(one) / one.peer)),
      ours: median(turns.map(own)),
      peer: median(turns.map((one) => one.peer)),
    }
  })
}

/** The same for two sides. */
export const compare = async (sides: Comparing<Sample>): Promise<Comparison> => {
  const [compared] = await compareAll({ ...sides, ours: [sides.ours] })
  if (compared === undefined) throw new RangeError('nothing was compared')
  return compared
}

/** A sample of ms for one run of `work`, as the mean of `times` runs on end. */
export const msOf =
  (work: () => unknown, times: number): Sample =>
  () => {
    const begun = performance.now()
    for (let run = 0; run < times; run += 1) work()
    return (performance.now() - begun) / times
  }
