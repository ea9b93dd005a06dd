import type { BlockAction } from '@slack/bolt'
import type { ReportQuery } from '../../crime/report-query.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf } from '../../slack/identity.ts'
import { atOnce, sendReply } from '../../slack/respond.ts'
import type { Audience } from '../../slack/subcommand.ts'
import { type ChartMessage, hasChart } from '../../slack/ui/charts.ts'
import type { Respond } from '../../slack/web-api/response-url.ts'
import { blockErrorOf } from '../../slack/web-api/text-fallback.ts'
import { retryChart, shareChart } from '../actions.ts'
import {
  answerContextOf,
  answerStale,
  answerWith,
  audienceOf,
  type ReportContext,
  type ReportListenerContext,
} from '../answer.ts'
import { chartsUnsupported } from './chart-support.ts'
import { chartMessage } from './message.ts'

/** Responds; where Slack rejects the chart, with `instead`, and offers none in the workspace for a day. */
export const respondWithoutChart =
  (
    { charts, log }: Pick<ReportContext, 'charts' | 'log'>,
    teamId: string,
    reply: Respond,
    instead: () => ChartMessage | Promise<ChartMessage>,
  ): Respond =>
  async (message, options) => {
    try {
      await reply(message, options)
    } catch (error) {
      if (!hasChart(message) || blockErrorOf(error) !== 'invalid_blocks') throw error
      charts.markUnsupported(teamId)
      log.error(
        { reason: 'invalid_blocks' },
        'Slack took no chart: none is offered in that workspace for a day',
      )
      await reply(await instead(), options?.replace === true ? { replace: true } : {})
    }
  }

type ChartFormat = {
  readonly audience: Audience
  readonly sharedBy: string | null
  readonly replace: boolean
}

const answerChart = async (
  context: ReportListenerContext,
  body: BlockAction,
  query: ReportQuery,
  { audience, sharedBy, replace }: ChartFormat,
): Promise<void> => {
  const asker = askerOf(body)
  const answerContext = answerContextOf(context, body, query)
  const view = { categories: query.categories, audience, canChart: false, sharedBy }
  await sendReply(
    {
      ...answerContext,
      reply: respondWithoutChart(context, asker.teamId, answerContext.reply, chartsUnsupported),
    },
    () =>
      context.charts.isSupported(asker.teamId)
        ? answerWith(context, query, asker, {
            toMessage: (report) => chartMessage(report, view),
            inChannel: sharedBy !== null,
            retry: retryChart.props,
          })
        : atOnce(chartsUnsupported()),
    replace,
  )
}

/** Answers privately with the charts of a report, below the message of the button or in its place. */
export const showChart = (
  context: ReportListenerContext,
  body: BlockAction,
  query: ReportQuery,
  replace = false,
): Promise<void> =>
  answerChart(context, body, query, { audience: audienceOf(context, body), sharedBy: null, replace })

/** Registers the buttons of a chart: sharing it, and trying again where there is none. */
export const registerCharts = (blockActions: BlockActions, context: ReportListenerContext): void => {
  blockActions.on(retryChart.id, async ({ body, element }) => {
    const query = retryChart.read(actionValue(element))
    if (query === null) return answerStale(context, body)
    await showChart(context, body, query, true)
  })
  blockActions.on(shareChart.id, async ({ body, element }) => {
    const query = shareChart.read(actionValue(element))
    if (query === null) return answerStale(context, body)
    await answerChart(context, body, query, { audience: 'nobody', sharedBy: body.user.id, replace: false })
  })
}
