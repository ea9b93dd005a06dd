import type { Report } from '../crime/report.ts'
import type { ReportQuery } from '../crime/report-query.ts'
import type { ReportResult } from '../lookup/cache.ts'
import type { Lookup } from '../lookup/lookup.ts'
import { requestId } from '../observability/request-id.ts'
import type { Asker, Owner } from '../slack/identity.ts'
import type { Answer, AnswerLog, Outgoing } from '../slack/respond.ts'
import type { Message } from '../slack/ui/blocks.ts'
import type { ChartMessage } from '../slack/ui/charts.ts'
import type { ChartRefusals } from './chart/chart-support.ts'
import { type Asked, failureMessage, type PressQuery } from './failure-message.ts'
import { lookingUp } from './loading-message.ts'
import { reportMessage } from './message.ts'

/** What answering a query needs. `clock` gives ms since the epoch. */
export type ReportContext = {
  readonly lookup: Lookup
  readonly clock: () => number
  readonly log: AnswerLog
  readonly charts: ChartRefusals
}

/** What is said of a defect of ours: its reference is the id of the request's log lines. */
export const apology = (asked: Asked, now: number, retry?: PressQuery): Message =>
  failureMessage({ kind: 'internal', reference: requestId() ?? 'none' }, asked, now, retry)

const privately = (message: Message): Outgoing => ({ message, inChannel: false })

/** How a report is shown once it is there, and to whom; a failure stays between the app and who asked. */
export type Showing = {
  readonly show: (report: Report) => ChartMessage
  readonly inChannel: boolean
  /** What Try again of a failure does, where it does not bring the report. */
  readonly retry?: PressQuery
}

const outgoingOf = (
  found: ReportResult,
  query: ReportQuery,
  { show, inChannel, retry }: Showing,
  now: number,
): Outgoing =>
  found.ok
    ? { message: show(found.value), inChannel }
    : privately(failureMessage(found.failure, query, now, retry))

/** Looks up, and turns whatever comes of it into what is sent. Never rejects. */
const outgoingFor = async (
  { lookup, clock, log }: ReportContext,
  query: ReportQuery,
  asker: Asker,
  showing: Showing,
): Promise<Outgoing> => {
  try {
    return outgoingOf(await lookup.near(query.postcode, asker), query, showing, clock())
  } catch (error) {
    log.error({ err: error }, 'a look-up ended in a defect')
    return privately(apology(query, clock(), showing.retry))
  }
}

/** The answer to a query in any form: at once from memory, else by one look-up. */
export const answerWith = (
  context: ReportContext,
  query: ReportQuery,
  asker: Asker,
  showing: Showing,
): Answer => {
  const inMemory = context.lookup.peek(query.postcode)?.ok === true
  const known = inMemory ? context.lookup.get(query.postcode) : undefined
  return {
    loading: () => lookingUp(query.postcode),
    outgoing:
      known !== undefined
        ? outgoingOf(known, query, showing, context.clock())
        : outgoingFor(context, query, asker, showing),
  }
}

/** The private answer to a query: the report, or why there is none. */
export const answerQuery = (
  context: ReportContext,
  query: ReportQuery,
  asker: Owner,
  canShare: boolean,
): Answer => {
  const canChart = context.charts.offeredIn(asker.teamId)
  const view = { category: query.category, canShare, canChart, sharedBy: null }
  return answerWith(context, query, asker, {
    show: (report) => reportMessage(report, view),
    inChannel: false,
  })
}

/** The report for everyone in the channel, naming who shared it; a failure stays between the app and them. */
export const shareQuery = (context: ReportContext, query: ReportQuery, asker: Owner): Answer => {
  const view = { category: query.category, canShare: false, canChart: false, sharedBy: asker.userId }
  return answerWith(context, query, asker, { show: (report) => reportMessage(report, view), inChannel: true })
}
