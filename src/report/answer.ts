import type { Lookup } from '../lookup/lookup.ts'
import { requestId } from '../ops/request.ts'
import type { Answer, AnswerLog, Outgoing } from '../slack/answer.ts'
import type { Message } from '../slack/blocks.ts'
import { type Asked, failureMessage } from './failure-message.ts'
import { lookingUp } from './loading-message.ts'
import { reportMessage } from './message.ts'
import type { Query } from './query.ts'

/** What answering a query needs. `clock` gives ms since the epoch. */
export type ReportContext = {
  readonly lookup: Lookup
  readonly clock: () => number
  readonly log: AnswerLog
}

/** What is said of a defect of ours: its reference is the id of the request's log lines. */
export const apology = (asked: Asked, now: number): Message =>
  failureMessage({ kind: 'internal', reference: requestId() ?? 'none' }, asked, now)

const privately = (message: Message): Outgoing => ({ message, inChannel: false })

/** Looks up, and turns whatever comes of it into what is sent. Never rejects. */
const outgoingFor = async (
  { lookup, clock, log }: ReportContext,
  query: Query,
  view: { readonly canShare: boolean; readonly sharedBy: string | null },
): Promise<Outgoing> => {
  try {
    const found = await lookup.near(query.postcode)
    if (!found.ok) return privately(failureMessage(found.failure, query, clock()))
    const message = reportMessage(found.value, { ...view, category: query.category })
    return { message, inChannel: view.sharedBy !== null }
  } catch (error) {
    log.error({ err: error }, 'a look-up ended in a defect')
    return privately(apology(query, clock()))
  }
}

/** The private answer to a query: the report, or why there is none. */
export const answerQuery = (context: ReportContext, query: Query, canShare: boolean): Answer => ({
  loading: lookingUp(query.postcode),
  outgoing: outgoingFor(context, query, { canShare, sharedBy: null }),
})

/** The report for everyone in the channel, naming who shared it; a failure stays between the app and them. */
export const shareQuery = (context: ReportContext, query: Query, userId: string): Answer => ({
  loading: lookingUp(query.postcode),
  outgoing: outgoingFor(context, query, { canShare: false, sharedBy: userId }),
})
