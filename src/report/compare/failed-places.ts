import type { ParsedPostcode } from '../../crime/report-query.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import { type Block, bold, paragraph, words } from '../../slack/ui/blocks.ts'
import { list } from '../../slack/ui/format.ts'
import { readAloud } from '../../slack/ui/notice.ts'
import { type FailureText, failureText } from '../failure-message.ts'

/** A place that did not answer, and why. */
export type FailedPlace = { readonly place: ParsedPostcode; readonly failure: LookupFailure }

// Whether a failure's sentence names its place itself.
const NAMES_ITS_PLACE = {
  'invalid-postcode': true,
  'not-covered': true,
  'postcode-not-found': true,
  'no-results': true,
  'person-limit': false,
  'workspace-limit': false,
  unauthorised: false,
  'out-of-credit': false,
  'rate-limited': false,
  'supplier-error': false,
  unreachable: false,
  unreadable: false,
  internal: false,
} satisfies Record<LookupFailure['kind'], boolean>

/** Places that failed for one and the same reason, together: said four times it would say no more. */
const grouped = (unanswered: readonly FailedPlace[]): Map<string, FailedPlace[]> => {
  const groups = new Map<string, FailedPlace[]>()
  for (const one of unanswered) {
    const reason = NAMES_ITS_PLACE[one.failure.kind] ? JSON.stringify(one.failure) : one.failure.kind
    groups.set(reason, [...(groups.get(reason) ?? []), one])
  }
  return groups
}

/** A reason for each place that did not answer, in the words it has everywhere, with the place before them. */
export const reasonsFor = (unanswered: readonly FailedPlace[], now: number): FailureText[] =>
  [...grouped(unanswered).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const said = failureText(first.failure, now)
    const near = group.flatMap(({ place }) => (place.ok ? [place.value] : []))
    return !NAMES_ITS_PLACE[first.failure.kind] && near.length > 0
      ? [{ ...said, happened: `${list(near)}: ${said.happened}` }]
      : [said]
  })

/** The reasons as blocks. */
export const reasonBlocks = (reasons: readonly FailureText[]): Block[] =>
  reasons.map(({ happened, next }) => paragraph(bold(happened), words('\n'), ...next))

/** The reasons as one text. */
export const reasonText = (reasons: readonly FailureText[]): string =>
  reasons.map(({ happened, next }) => `${happened} ${next.map(readAloud).join('')}`).join(' ')
