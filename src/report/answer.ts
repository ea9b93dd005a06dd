import type { BlockAction } from '@slack/bolt'
import type { Postcode } from '../crime/postcode.ts'
import type { Report } from '../crime/report.ts'
import type { ReportQuery } from '../crime/report-query.ts'
import type { ReportResult } from '../lookup/cache.ts'
import type { Lookup } from '../lookup/lookup.ts'
import { requestId } from '../observability/request-id.ts'
import type { LookupFailure } from '../postcodearea/lookup-failure.ts'
import { type Asker, askerOf, type Owner } from '../slack/identity.ts'
import {
  atOnce,
  type ErrorLog,
  type Outgoing,
  type Reply,
  type ReplyContext,
  sendReply,
} from '../slack/respond.ts'
import type { Audience, OwnConversations } from '../slack/subcommand.ts'
import type { Message } from '../slack/ui/blocks.ts'
import type { ChartMessage } from '../slack/ui/charts.ts'
import type { Respond } from '../slack/web-api/response-url.ts'
import { respondInThread } from '../slack/web-api/response-url.ts'
import type { ReportView } from './buttons.ts'
import type { ChartSupport } from './chart/chart-support.ts'
import { failureMessage, type PartialQuery, type QueryAction } from './failure-message.ts'
import { reportMessage } from './message.ts'
import { lookingUp, staleButton } from './notices.ts'

/** What answering a query needs. `clock` gives ms since the epoch. */
export type ReportContext = {
  readonly lookup: Lookup
  readonly clock: () => number
  readonly log: ErrorLog
  readonly charts: ChartSupport
  readonly ownConversations: OwnConversations
}

/** What listeners need: also a way to respond. */
export type ReportListenerContext = ReportContext & { readonly reply: (responseUrl: string) => Respond }

// Its reference is the id that the log lines of the request carry.
const internalFailure = (): LookupFailure => ({ kind: 'internal', reference: requestId() ?? 'none' })

const NO_QUERY: PartialQuery = { postcode: null, categories: [] }

/** The message for a bug of the app, with a button that tries `query` again. `now` in ms since the epoch. */
export const apology = (now: number, query = NO_QUERY): Message =>
  failureMessage(internalFailure(), query, now)

/** Looks up a postcode. Never rejects: an exception is logged and becomes an internal failure. */
export const lookUpReport = async (
  { lookup, log }: Pick<ReportContext, 'lookup' | 'log'>,
  postcode: Postcode,
  asker: Asker,
): Promise<ReportResult> => {
  try {
    return await lookup.near(postcode, asker)
  } catch (error) {
    log.error({ err: error }, 'a look-up ended in a defect')
    return { ok: false, failure: internalFailure() }
  }
}

/** How a report becomes a message, and for whom. A failure is always private. */
export type ReplyFormat = {
  readonly toMessage: (report: Report) => ChartMessage
  readonly inChannel: boolean
  /** What Try again does after a failure; by default it answers with the report. */
  readonly retry?: QueryAction
}

/** The answer to a query in any format: from memory, or after one look-up. */
export const answerWith = (
  context: ReportContext,
  query: ReportQuery,
  asker: Asker,
  { toMessage, inChannel, retry }: ReplyFormat,
): Reply => {
  const { lookup, clock } = context
  const outgoingOf = (result: ReportResult): Outgoing =>
    result.ok
      ? { message: toMessage(result.value), inChannel }
      : { message: failureMessage(result.failure, query, clock(), retry), inChannel: false }
  // Reports only: `near` gives a failure that is in memory, also without a call to the supplier.
  const cached = lookup.peek(query.postcode)?.ok === true ? lookup.get(query.postcode) : undefined
  return {
    loading: () => lookingUp(query.postcode),
    outgoing:
      cached === undefined
        ? lookUpReport(context, query.postcode, asker).then(outgoingOf)
        : outgoingOf(cached),
  }
}

/** The private answer to a query: the report, or why there is none. */
export const answerQuery = (
  context: ReportContext,
  query: ReportQuery,
  asker: Owner,
  audience: Audience,
): Reply => {
  const canChart = context.charts.isSupported(asker.teamId)
  const view = { categories: query.categories, audience, canChart, sharedBy: null }
  return answerWith(context, query, asker, {
    toMessage: (report) => reportMessage(report, view),
    inChannel: false,
  })
}

/** The report for everyone in the channel, naming who shared it; a failure is shown to that person alone. */
export const shareQuery = (context: ReportContext, query: ReportQuery, asker: Owner): Reply => {
  const { categories } = query
  const view: ReportView = { categories, audience: 'nobody', canChart: false, sharedBy: asker.userId }
  return answerWith(context, query, asker, {
    toMessage: (report) => reportMessage(report, view),
    inChannel: true,
  })
}

/** Who the answer to a button can be shared with: the others in the conversation of the button. */
export const audienceOf = ({ ownConversations }: ReportContext, { channel }: BlockAction): Audience =>
  channel === undefined ? 'nobody' : ownConversations.audienceOf(channel)

/** The private answer to a query whose button was pressed. */
export const answerButton = (context: ReportContext, query: ReportQuery, body: BlockAction): Reply =>
  answerQuery(context, query, askerOf(body), audienceOf(context, body))

/** The context to answer a message's button in its channel or thread; a bug gives an apology that can retry `query`. */
export const answerContextOf = (
  context: ReportListenerContext,
  body: BlockAction,
  query = NO_QUERY,
): ReplyContext => ({
  reply: respondInThread(context, body),
  log: context.log,
  apology: () => apology(context.clock(), query),
})

/** Answers a button of another version. A view has no response_url, so nothing is answered there. */
export const answerStale = async (context: ReportListenerContext, body: BlockAction): Promise<void> => {
  if (body.response_url) await sendReply(answerContextOf(context, body), () => atOnce(staleButton()))
}
