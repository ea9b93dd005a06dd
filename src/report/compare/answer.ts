import type { BlockAction } from '@slack/bolt'
import type { Comparison } from '../../crime/report-query.ts'
import { type Asker, askerOf, type Owner } from '../../slack/identity.ts'
import type { Outgoing, Reply } from '../../slack/respond.ts'
import type { ChartMessage } from '../../slack/ui/charts.ts'
import { audienceOf, lookUpReport, type ReportContext } from '../answer.ts'
import { lookingUp } from '../notices.ts'
import { type ComparisonView, comparisonMessage } from './message.ts'
import type { Compared } from './results.ts'

/** A comparison from memory; null where memory does not hold all of its places. */
export const comparedInMemory = ({ lookup }: ReportContext, comparison: Comparison): Compared | null => {
  const results = comparison.postcodes.flatMap((postcode) => lookup.peek(postcode) ?? [])
  return results.length === comparison.postcodes.length ? { comparison, results } : null
}

/** Looks all places up at once, each with at most one call. Never rejects. */
export const compare = async (
  context: ReportContext,
  comparison: Comparison,
  asker: Asker,
): Promise<Compared> => ({
  comparison,
  results: await Promise.all(comparison.postcodes.map((postcode) => lookUpReport(context, postcode, asker))),
})

/** Who reads a comparison, and how it becomes a message. */
export type ComparisonFormat = Pick<ComparisonView, 'audience' | 'sharedBy'> & {
  readonly toMessage?: (compared: Compared, view: ComparisonView) => ChartMessage
}

/**
 * The answer to a comparison: the places with figures, and why the others have none. One that is shared, naming by whom,
 * is for everyone.
 */
export const answerComparison = (
  context: ReportContext,
  comparison: Comparison,
  asker: Owner,
  { audience, sharedBy, toMessage = comparisonMessage }: ComparisonFormat,
): Reply => {
  const view = { audience, canChart: context.charts.isSupported(asker.teamId), now: context.clock() }
  const outgoingOf = (compared: Compared): Outgoing => {
    // A comparison with a place missing is shown to the person alone, who can try again.
    const inChannel = sharedBy !== null && compared.results.every(({ ok }) => ok)
    return { message: toMessage(compared, { ...view, sharedBy: inChannel ? sharedBy : null }), inChannel }
  }
  const cached = comparedInMemory(context, comparison)
  // For the metrics, which count `get` and not `peek`.
  if (cached !== null) for (const postcode of comparison.postcodes) context.lookup.get(postcode)
  return {
    loading: () => lookingUp(...comparison.postcodes),
    outgoing: cached === null ? compare(context, comparison, asker).then(outgoingOf) : outgoingOf(cached),
  }
}

/** The answer to a comparison whose button was pressed; shared, for everyone. */
export const answerComparisonButton = (
  context: ReportContext,
  comparison: Comparison,
  body: BlockAction,
  sharedBy: string | null = null,
): Reply =>
  answerComparison(context, comparison, askerOf(body), { audience: audienceOf(context, body), sharedBy })
