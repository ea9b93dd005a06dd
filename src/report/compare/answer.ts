import { type Comparison, type ParsedPostcode, postcodesOf } from '../../crime/report-query.ts'
import { failed } from '../../lib/result.ts'
import type { ReportResult } from '../../lookup/cache.ts'
import type { Asker, Owner } from '../../slack/identity.ts'
import type { Answer, Outgoing } from '../../slack/respond.ts'
import type { ReportContext } from '../answer.ts'
import { lookingUp } from '../loading-message.ts'
import { lookupFiltered } from '../lookup-filtered.ts'
import { comparisonMessage } from './message.ts'
import type { Compared } from './results.ts'

type Audience = { readonly canShare: boolean; readonly sharedBy: string | null }

/** What memory holds of all places of a comparison; null where it does not hold each of them. */
export const comparedInMemory = ({ lookup }: ReportContext, comparison: Comparison): Compared | null => {
  const found = comparison.places.map((place) =>
    place.ok ? lookup.peek(place.value) : failed(place.failure),
  )
  const known = found.flatMap((one) => one ?? [])
  return known.length === found.length ? { comparison, found: known } : null
}

/** Looks all places up at once, each at most one call: none waits for another. Never rejects. */
export const compare = async (
  context: ReportContext,
  comparison: Comparison,
  asker: Asker,
): Promise<Compared> => {
  const find = async (place: ParsedPostcode): Promise<ReportResult> =>
    place.ok ? lookupFiltered(context, place.value, asker) : failed(place.failure)
  return { comparison, found: await Promise.all(comparison.places.map(find)) }
}

const outgoingOf = (compared: Compared, audience: Audience, now: number): Outgoing => {
  // What is not whole is nothing to share: it goes to the person alone, who can try again.
  const inChannel = audience.sharedBy !== null && compared.found.every(({ ok }) => ok)
  const seenBy = audience.sharedBy === null || inChannel ? audience : { canShare: true, sharedBy: null }
  return { message: comparisonMessage(compared, { ...seenBy, now }), inChannel }
}

const answerFor = (
  context: ReportContext,
  comparison: Comparison,
  asker: Owner,
  audience: Audience,
): Answer => {
  const known = comparedInMemory(context, comparison)
  // What memory answers counts as looked up too.
  if (known !== null) for (const postcode of postcodesOf(comparison)) context.lookup.get(postcode)
  return {
    loading: () => lookingUp(...postcodesOf(comparison)),
    outgoing:
      known !== null
        ? outgoingOf(known, audience, context.clock())
        : compare(context, comparison, asker).then((compared) =>
            outgoingOf(compared, audience, context.clock()),
          ),
  }
}

/** The private answer to a comparison: the places that answered, and why the others did not. */
export const answerComparison = (
  context: ReportContext,
  comparison: Comparison,
  asker: Owner,
  canShare: boolean,
): Answer => answerFor(context, comparison, asker, { canShare, sharedBy: null })

/** The comparison for everyone in the channel, naming who shared it; one with a gap stays with them. */
export const sharedComparison = (context: ReportContext, comparison: Comparison, asker: Owner): Answer =>
  answerFor(context, comparison, asker, { canShare: false, sharedBy: asker.userId })
