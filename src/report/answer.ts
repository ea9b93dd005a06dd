import type { BlockAction } from '@slack/bolt'
import type { Postcode } from '../crime/postcode.ts'
import type { Report } from '../crime/report.ts'
import type { ReportQuery } from '../crime/report-query.ts'
import type { ReportResult } from '../lookup/cache.ts'
import type { Lookup } from '../lookup/lookup.ts'
import { requestId } from '../observability/request-id.ts'
import type { LookupFailure } from '../postcodearea/lookup-failure.ts'
import type { BlockActionEvent } from '../slack/block-actions.ts'
import { type Asker, askerOf, type Owner } from '../slack/identity.ts'
import {
  type ErrorLog,
  type Outgoing,
  type Reply,
  type ReplyContext,
  type ReplyOrModal,
  readyReply,
  sendReply,
} from '../slack/respond.ts'
import type { Audience, OwnConversations } from '../slack/subcommand.ts'
import type { Message } from '../slack/ui/blocks.ts'
import type { ChartMessage, ChartSupport } from '../slack/ui/charts.ts'
import { postDirectMessage } from '../slack/web-api/modals.ts'
import { type Respond, respondInThread } from '../slack/web-api/response-url.ts'
import { respondWithoutChart } from '../slack/web-api/text-fallback.ts'
import type { ReportView } from './buttons.ts'
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

/**
 * Looks up a postcode. Never rejects: an exception is logged and becomes an internal failure. `emptyNotBefore` as in
 * `Lookup.near`.
 */
export const lookUpReport = async (
  { lookup, log }: Pick<ReportContext, 'log'> & { readonly lookup: Pick<Lookup, 'near'> },
  postcode: Postcode,
  asker: Asker,
  emptyNotBefore = 0,
): Promise<ReportResult> => {
  try {
    return await lookup.near(postcode, asker, emptyNotBefore)
  } catch (error) {
    log.error({ err: error }, 'a look-up ended in a defect')
    return { ok: false, failure: internalFailure() }
  }
}

/** Who reads a report, and how it becomes a message. A failure is always private. */
export type ReportFormat = Pick<ReportView, 'audience' | 'sharedBy'> & {
  readonly toMessage?: (report: Report, view: ReportView) => ChartMessage
  /** What Try again does after a failure; by default it answers with the report. */
  readonly retry?: QueryAction
}

/** The answer to a query, from memory or after one look-up; for everyone where somebody shares it. */
export const answerQuery = (
  context: ReportContext,
  query: ReportQuery,
  asker: Owner,
  { audience, sharedBy, toMessage = reportMessage, retry }: ReportFormat,
): Reply => {
  const { lookup, clock, charts } = context
  const canChart = charts.isSupported(asker.teamId)
  const view = { categories: query.categories, audience, canChart, sharedBy }
  const outgoingOf = (result: ReportResult): Outgoing =>
    result.ok
      ? { message: toMessage(result.value, view), inChannel: sharedBy !== null }
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

/** Who the answer to a button can be shared with: the others in the conversation of the button. */
export const audienceOf = ({ ownConversations }: ReportContext, { channel }: BlockAction): Audience =>
  channel === undefined ? 'nobody' : ownConversations.audienceOf(channel)

/** The answer to a query whose button was pressed; for everyone where somebody shares it. */
export const answerButton = (
  context: ReportContext,
  query: ReportQuery,
  body: BlockAction,
  sharedBy: string | null = null,
): Reply => answerQuery(context, query, askerOf(body), { audience: audienceOf(context, body), sharedBy })

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

/** Answers a button of another version; one in a view, which has no response_url, in the conversation with the app. */
export const answerStale = async (
  context: ReportListenerContext,
  event: Pick<BlockActionEvent, 'body' | 'client'>,
): Promise<void> => {
  const { body } = event
  if (body.response_url) await sendReply(answerContextOf(context, body), () => readyReply(staleButton()))
  else await postDirectMessage(event.client, body.user.id, staleButton(), context.log)
}

/**
 * Answers what somebody typed, behind a command, a mention or in the app's conversation: an answer or an apology in every
 * case, after "Looking up …" where it is slow. `run` is called again where Slack takes no chart.
 */
export const answerTyped = (
  context: Pick<ReportContext, 'charts' | 'log' | 'clock'>,
  { teamId, reply }: { readonly teamId: string; readonly reply: Respond },
  run: () => ReplyOrModal,
): Promise<void> => {
  const sorry = () => apology(context.clock())
  // Where Slack rejects a chart, the report is in memory by then: answering again spends no token.
  const again = async () => (await run().outgoing)?.message ?? sorry()
  return sendReply(
    { reply: respondWithoutChart(context, teamId, reply, again), log: context.log, apology: sorry },
    run,
  )
}
