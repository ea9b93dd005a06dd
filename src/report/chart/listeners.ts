import type { BlockAction } from '@slack/bolt'
import type { Report } from '../../crime/report.ts'
import type { ReportQuery } from '../../crime/report-query.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf } from '../../slack/identity.ts'
import { atOnce, sendAnswer } from '../../slack/respond.ts'
import { canShareIn } from '../../slack/subcommand.ts'
import { hasChart } from '../../slack/ui/charts.ts'
import { type Respond, RespondRejected } from '../../slack/web-api/response-url.ts'
import { respondInThread } from '../../slack/web-api/threads.ts'
import { answerWith, apology, type Showing } from '../answer.ts'
import { answerStale, type ReportListeners } from '../listeners.ts'
import { retryChart, shareChart } from './actions.ts'
import { chartsRefused } from './chart-support.ts'
import { chartMessage } from './message.ts'

const isRefusal = (error: unknown): boolean =>
  error instanceof RespondRejected && error.reason === 'invalid_blocks'

/** Replies; where Slack takes no chart, one sentence to the person who asked says so. */
const orSayRefused =
  ({ charts, log }: ReportListeners, workspace: string, reply: Respond): Respond =>
  async (message, options) => {
    try {
      await reply(message, options)
    } catch (error) {
      if (!hasChart(message) || !isRefusal(error)) throw error
      charts.refusedIn(workspace)
      log.error(
        { reason: 'invalid_blocks' },
        'Slack took no chart: none is offered in that workspace for a day',
      )
      await reply(chartsRefused(), options?.replace === true ? { replace: true } : {})
    }
  }

const giveChart = async (
  context: ReportListeners,
  body: BlockAction,
  query: ReportQuery,
  showing: Omit<Showing, 'retry'>,
  replace = false,
): Promise<void> => {
  const asker = askerOf(body)
  const workspace = asker.teamId
  await sendAnswer(
    {
      reply: orSayRefused(context, workspace, respondInThread(context, body)),
      log: context.log,
      apology: () => apology(query, context.clock()),
    },
    () =>
      context.charts.offeredIn(workspace)
        ? answerWith(context, query, asker, { ...showing, retry: retryChart.press })
        : atOnce(chartsRefused()),
    replace,
  )
}

/** Answers privately with a chart of a report, below the message whose button it is or in its place. */
export const showChart = (
  context: ReportListeners,
  body: BlockAction,
  query: ReportQuery,
  replace = false,
): Promise<void> => {
  const canShare = body.channel !== undefined && canShareIn(body.channel)
  const view = { category: query.category, canShare, canChart: false, sharedBy: null }
  const showing = { show: (report: Report) => chartMessage(report, view), inChannel: false }
  return giveChart(context, body, query, showing, replace)
}

const shareWithAll = (context: ReportListeners, body: BlockAction, query: ReportQuery): Promise<void> => {
  const view = { category: query.category, canShare: false, canChart: false, sharedBy: body.user.id }
  return giveChart(context, body, query, { show: (report) => chartMessage(report, view), inChannel: true })
}

/** Registers the Share of a chart, and Try again where there was none. */
export const registerCharts = (presses: BlockActions, context: ReportListeners): void => {
  presses.on(retryChart.id, async ({ body, element }) => {
    const query = retryChart.read(actionValue(element))
    if (query !== null) return showChart(context, body, query, true)
    await answerStale(context, body)
  })
  presses.on(shareChart.id, async ({ body, element }) => {
    const query = shareChart.read(actionValue(element))
    if (query !== null) return shareWithAll(context, body, query)
    await answerStale(context, body)
  })
}
