import type { Found } from '../lookup/cache.ts'
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

type Audience = { readonly canShare: boolean; readonly sharedBy: string | null }

const outgoingOf = (found: Found, query: Query, audience: Audience, now: number): Outgoing => {
  if (!found.ok) return privately(failureMessage(found.failure, query, now))
  const message = reportMessage(found.value, { ...audience, category: query.category })
  return { message, inChannel: audience.sharedBy !== null }
}

/** Looks up, and turns whatever comes of it into what is sent. Never rejects. */
const outgoingFor = async (
  { lookup, clock, log }: ReportContext,
  query: Query,
  audience: Audience,
): Promise<Outgoing> => {
  try {
    return outgoingOf(await lookup.near(query.postcode), query, audience, clock())
  } catch (error) {
    log.error({ err: error }, 'a look-up ended in a defect')
    return privately(apology(query, clock()))
  }
}

const answerFor = (context: ReportContext, query: Query, audience: Audience): Answer => {
  const known = context.lookup.peek(query.postcode)
  return {
    loading: () => lookingUp(query.postcode),
    outgoing:
      known?.ok === true
        ? outgoingOf(known, query, audience, context.clock())
        : outgoingFor(context, query, audience),
  }
}

/** The private answer to a query: the report, or why there is none. */
export const answerQuery = (context: ReportContext, query: Query, canShare: boolean): Answer =>
  answerFor(context, query, { canShare, sharedBy: null })

/** The report for everyone in the channel, naming who shared it; a failure stays between the app and them. */
export const shareQuery = (context: ReportContext, query: Query, userId: string): Answer =>
  answerFor(context, query, { canShare: false, sharedBy: userId })
