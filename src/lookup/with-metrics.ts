import type { PostcodeArea } from '../postcodearea/client.ts'
import type { ReportResult } from './cache.ts'
import type { Lookup } from './lookup.ts'

/** Where look-ups and calls are counted: by "report" or the kind of failure. */
export type LookupMetrics = {
  readonly lookedUp: (outcome: string, fromMemory: boolean) => void
  readonly supplierCalled: (outcome: string, ms: number) => void
}

const resultOf = (found: ReportResult): string => (found.ok ? 'report' : found.failure.kind)

/** Counts and times the calls. `clock` gives ms. */
export const supplierWithMetrics = (
  supplier: Pick<PostcodeArea, 'incidentsNear'>,
  metrics: LookupMetrics,
  clock: () => number,
): Pick<PostcodeArea, 'incidentsNear'> => ({
  incidentsNear: async (postcode) => {
    const calledAt = clock()
    const answered = await supplier.incidentsNear(postcode)
    metrics.supplierCalled(answered.ok ? 'report' : answered.failure.failure.kind, clock() - calledAt)
    return answered
  },
})

/** Counts look-ups by their result. `peek` is none. */
export const lookupWithMetrics = (lookup: Lookup, metrics: LookupMetrics): Lookup => ({
  ...lookup,
  near: async (postcode, asker) => {
    const fromMemory = lookup.peek(postcode) !== undefined
    try {
      const found = await lookup.near(postcode, asker)
      metrics.lookedUp(resultOf(found), fromMemory)
      return found
    } catch (error) {
      metrics.lookedUp('internal', fromMemory)
      throw error
    }
  },
  get: (postcode) => {
    const found = lookup.get(postcode)
    if (found !== undefined) metrics.lookedUp(resultOf(found), true)
    return found
  },
})
