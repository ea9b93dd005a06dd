import { type Comparison, type ParsedPostcode, postcodesOf } from '../../crime/report-query.ts'
import { failed } from '../../lib/result.ts'
import type { ReportResult } from '../../lookup/cache.ts'
import type { Asker, Owner } from '../../slack/identity.ts'
import type { Outgoing, Reply } from '../../slack/respond.ts'
import type { Audience } from '../../slack/subcommand.ts'
import { lookUpReport, type ReportContext } from '../answer.ts'
import { lookingUp } from '../notices.ts'
import { comparisonMessage } from './message.ts'
import type { Compared } from './results.ts'

type View = { readonly audience: Audience; readonly sharedBy: string | null }

/** A comparison from memory; null where memory does not hold all of its places. */
export const comparedInMemory = ({ lookup }: ReportContext, comparison: Comparison): Compared | null => {
  const results = comparison.places.flatMap(
    (place) => (place.ok ? lookup.peek(place.value) : failed(place.failure)) ?? [],
  )
  return results.length === comparison.places.length ? { comparison, results } : null
}

/** Looks all places up at once, each with at most one call. Never rejects. */
export const compare = async (
  context: ReportContext,
  comparison: Comparison,
  asker: Asker,
): Promise<Compared> => {
  const lookUp = async (place: ParsedPostcode): Promise<ReportResult> =>
    place.ok ? lookUpReport(context, place.value, asker) : failed(place.failure)
  return { comparison, results: await Promise.all(comparison.places.map(lookUp)) }
}

const answerFor = (context: ReportContext, comparison: Comparison, asker: Owner, view: View): Reply => {
  const outgoingOf = (compared: Compared): Outgoing => {
    // A comparison with a place missing is shown to the person alone, who can try again.
    const inChannel = view.sharedBy !== null && compared.results.every(({ ok }) => ok)
    const seenBy = view.sharedBy === null || inChannel ? view : { ...view, sharedBy: null }
    return { message: comparisonMessage(compared, { ...seenBy, now: context.clock() }), inChannel }
  }
  const cached = comparedInMemory(context, comparison)
  // For the metrics, which count `get` and not `peek`.
  if (cached !== null) for (const postcode of postcodesOf(comparison)) context.lookup.get(postcode)
  return {
    loading: () => lookingUp(...postcodesOf(comparison)),
    outgoing: cached === null ? compare(context, comparison, asker).then(outgoingOf) : outgoingOf(cached),
  }
}

/** The private answer to a comparison: the places with figures, and why the others have none. */
export const answerComparison = (
  context: ReportContext,
  comparison: Comparison,
  asker: Owner,
  audience: Audience,
): Reply => answerFor(context, comparison, asker, { audience, sharedBy: null })

/** The comparison for everyone in the channel, naming who shared it; one with a place missing is private. */
export const shareComparisonWithAll = (
  context: ReportContext,
  comparison: Comparison,
  asker: Owner,
  audience: Audience,
): Reply => answerFor(context, comparison, asker, { audience, sharedBy: asker.userId })
