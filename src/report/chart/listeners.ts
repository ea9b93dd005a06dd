import type { BlockAction } from '@slack/bolt'
import type { Comparison, ReportQuery } from '../../crime/report-query.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf, type Owner } from '../../slack/identity.ts'
import { atOnce, type Reply, sendReply } from '../../slack/respond.ts'
import type { Audience } from '../../slack/subcommand.ts'
import type { Action } from '../../slack/ui/elements.ts'
import { respondWithoutChart } from '../../slack/web-api/text-fallback.ts'
import { retryChart, shareChart, shareComparisonChart } from '../actions.ts'
import {
  answerContextOf,
  answerQuery,
  answerStale,
  audienceOf,
  type ReportListenerContext,
} from '../answer.ts'
import { answerComparison } from '../compare/answer.ts'
import { chartsUnsupported } from '../notices.ts'
import { chartMessage, comparisonChart } from './message.ts'

type ChartFormat = { readonly sharedBy: string | null; readonly replace?: boolean }

/** Sends a chart; where the workspace takes none, it says so. */
const sendChart = (
  context: ReportListenerContext,
  body: BlockAction,
  work: (asker: Owner, audience: Audience) => Reply,
  query?: ReportQuery,
  replace = false,
): Promise<void> => {
  const asker = askerOf(body)
  const { reply, ...answerContext } = answerContextOf(context, body, query)
  return sendReply(
    { ...answerContext, reply: respondWithoutChart(context, asker.teamId, reply, chartsUnsupported) },
    () =>
      context.charts.isSupported(asker.teamId)
        ? work(asker, audienceOf(context, body))
        : atOnce(chartsUnsupported()),
    replace,
  )
}

/** Answers with the charts of a report, below the message of the button or in its place; shared, for everyone. */
export const showChart = (
  context: ReportListenerContext,
  body: BlockAction,
  query: ReportQuery,
  { sharedBy, replace }: ChartFormat = { sharedBy: null },
): Promise<void> => {
  const format = { sharedBy, toMessage: chartMessage, retry: retryChart.props }
  const work = (asker: Owner, audience: Audience): Reply =>
    answerQuery(context, query, asker, { ...format, audience })
  return sendChart(context, body, work, query, replace)
}

/** Answers with the chart of a comparison below the message of the button; shared, for everyone. */
export const showComparisonChart = (
  context: ReportListenerContext,
  body: BlockAction,
  comparison: Comparison,
  sharedBy: string | null = null,
): Promise<void> =>
  sendChart(context, body, (asker, audience) =>
    answerComparison(context, comparison, asker, { audience, sharedBy, toMessage: comparisonChart }),
  )

/** Registers the buttons of charts: sharing one, and trying again where there is none. */
export const registerCharts = (blockActions: BlockActions, context: ReportListenerContext): void => {
  const on = <Value>(action: Action<Value>, show: (body: BlockAction, value: Value) => Promise<void>): void =>
    blockActions.on(action.id, ({ body, element }) => {
      const value = action.read(actionValue(element))
      return value === null ? answerStale(context, body) : show(body, value)
    })
  on(retryChart, (body, query) => showChart(context, body, query, { sharedBy: null, replace: true }))
  on(shareChart, (body, query) => showChart(context, body, query, { sharedBy: body.user.id }))
  on(shareComparisonChart, (body, comparison) => showComparisonChart(context, body, comparison, body.user.id))
}
