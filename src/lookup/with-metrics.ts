import type { PostcodeArea } from '../postcodearea/client.ts'
import type { ReportResult } from './cache.ts'
import type { Lookup } from './lookup.ts'

/** Where look-ups and calls are counted: by "report" or the kind of failure. */
export type LookupMetrics = {
  readonly lookedUp: (outcome: string, fromMemory: boolean) => void
  readonly supplierCalled: (outcome: string, ms: number) => void
}

const outcomeOf = (found: ReportResult): string => (found.ok ? 'report' : found.failure.kind)

/** The supplier with its calls counted and timed. `clock` gives ms. */
export const supplierWithMetrics = (
  supplier: Pick<PostcodeArea, 'incidentsNear'>,
  metrics: LookupMetrics,
  clock: () => number,
): Pick<PostcodeArea, 'incidentsNear'> => ({
  incidentsNear: async (postcode) => {
    const begun = clock()
    const answered = await supplier.incidentsNear(postcode)
    metrics.supplierCalled(answered.ok ? 'report' : answered.failure.failure.kind, clock() - begun)
    return answered
  },
})

/** Look-ups that are counted by what came of them. A mere look at what memory holds is none. */
export const lookupWithMetrics = (lookup: Lookup, metrics: LookupMetrics): Lookup => ({
  ...lookup,
  near: async (postcode, asker) => {
    const fromMemory = lookup.peek(postcode) !== undefined
    try {
      const found = await lookup.near(postcode, asker)
      metrics.lookedUp(outcomeOf(found), fromMemory)
      return found
    } catch (error) {
      metrics.lookedUp('internal', fromMemory)
      throw error
    }
  },
  recall: (postcode) => {
    const found = lookup.recall(postcode)
    if (found !== undefined) metrics.lookedUp(outcomeOf(found), true)
    return found
  },
})
