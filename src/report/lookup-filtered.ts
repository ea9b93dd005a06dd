import type { Postcode } from '../crime/postcode.ts'
import type { ReportResult } from '../lookup/cache.ts'
import type { Lookup } from '../lookup/lookup.ts'
import { requestId } from '../observability/request-id.ts'
import type { LookupFailure } from '../postcodearea/lookup-failure.ts'
import type { Asker } from '../slack/identity.ts'
import type { AnswerLog } from '../slack/respond.ts'

/** What finding needs. */
export type FindContext = { readonly lookup: Lookup; readonly log: AnswerLog }

/** Looks up. Never rejects: a defect of ours becomes its failure, with the request's id as its reference. */
export const lookupFiltered = async (
  { lookup, log }: FindContext,
  postcode: Postcode,
  asker: Asker,
): Promise<ReportResult> => {
  try {
    return await lookup.near(postcode, asker)
  } catch (error) {
    log.error({ err: error }, 'a look-up ended in a defect')
    const failure: LookupFailure = { kind: 'internal', reference: requestId() ?? 'none' }
    return { ok: false, failure }
  }
}
