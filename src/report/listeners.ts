import type { BlockAction } from '@slack/bolt'
import type { Comparison, ReportQuery } from '../crime/report-query.ts'
import { actionValue, type BlockActionEvent, type BlockActions } from '../slack/block-actions.ts'
import { askerOf, type Owner } from '../slack/identity.ts'
import { type Reply, readyReply, sendReply } from '../slack/respond.ts'
import type { Audience } from '../slack/subcommand.ts'
import type { Action } from '../slack/ui/elements.ts'
import { respondWithoutChart } from '../slack/web-api/text-fallback.ts'
import {
  allCategories,
  comparisonOverflow,
  openComparison,
  openReport,
  overflowAction,
  retryChart,
  retryComparison,
  retryReport,
  retryText,
  shareChart,
  shareComparison,
  shareComparisonChart,
  shareReport,
} from './actions.ts'
import {
  answerButton,
  answerContextOf,
  answerQuery,
  answerStale,
  audienceOf,
  type ReportListenerContext,
} from './answer.ts'
import { chartMessage, comparisonChart } from './chart.ts'
import { answerComparison, answerComparisonButton } from './compare/answer.ts'
import { comparisonTextLookup, staleTextModal, textLookup } from './copy-text/modal.ts'
import { changeModal, openModalOr } from './lookup-modal.ts'
import { chartsUnsupported } from './notices.ts'

/** How a button is answered: by default privately, below its message. */
type Sending = {
  /** In place of the button's message. */
  readonly replace?: boolean | undefined
  /** Who shares the answer with everyone in the conversation. */
  readonly sharedBy?: string | undefined
}

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
        : readyReply(chartsUnsupported()),
    replace,
  )
}

/** Registers the buttons of reports, comparisons, charts and their failures, and their overflow menus. */
export const registerReports = (blockActions: BlockActions, context: ReportListenerContext): void => {
  const on = <Value>(
    { id, read }: Action<Value>,
    handle: (value: Value, event: BlockActionEvent) => Promise<void>,
  ): void =>
    blockActions.on(id, (event) => {
      const value = read(actionValue(event.element))
      return value === null ? answerStale(context, event) : handle(value, event)
    })

  const sendReport = (query: ReportQuery, body: BlockAction, { replace, sharedBy }: Sending = {}) =>
    sendReply(
      answerContextOf(context, body, query),
      () => answerButton(context, query, body, sharedBy),
      replace,
    )
  for (const action of [retryReport, allCategories])
    on(action, (query, { body }) => sendReport(query, body, { replace: true }))
  on(openReport, (query, { body }) => sendReport(query, body))
  on(shareReport, (query, { body }) => sendReport(query, body, { sharedBy: body.user.id }))

  const sendComparison = (comparison: Comparison, body: BlockAction, { replace, sharedBy }: Sending = {}) =>
    sendReply(
      answerContextOf(context, body),
      () => answerComparisonButton(context, comparison, body, sharedBy),
      replace,
    )
  on(retryComparison, (comparison, { body }) => sendComparison(comparison, body, { replace: true }))
  on(openComparison, (comparison, { body }) => sendComparison(comparison, body))
  on(shareComparison, (comparison, { body }) => sendComparison(comparison, body, { sharedBy: body.user.id }))

  const showChart = (query: ReportQuery, body: BlockAction, { replace, sharedBy }: Sending = {}) => {
    const format = { sharedBy: sharedBy ?? null, toMessage: chartMessage, retry: retryChart.props }
    const work = (asker: Owner, audience: Audience) =>
      answerQuery(context, query, asker, { ...format, audience })
    return sendChart(context, body, work, query, replace)
  }
  on(retryChart, (query, { body }) => showChart(query, body, { replace: true }))
  on(shareChart, (query, { body }) => showChart(query, body, { sharedBy: body.user.id }))

  const showComparisonChart = (comparison: Comparison, body: BlockAction, sharedBy: string | null = null) =>
    sendChart(context, body, (asker, audience) =>
      answerComparison(context, comparison, asker, { audience, sharedBy, toMessage: comparisonChart }),
    )
  on(shareComparisonChart, (comparison, { body }) => showComparisonChart(comparison, body, body.user.id))

  on(overflowAction, ({ choice, query }, event) => {
    if (choice === 'chart') return showChart(query, event.body)
    return openModalOr(
      context,
      event,
      textLookup(query),
      () => answerButton(context, query, event.body),
      query,
    )
  })
  on(comparisonOverflow, ({ choice, query }, event) => {
    if (choice === 'chart') return showComparisonChart(query, event.body)
    const instead = () => answerComparisonButton(context, query, event.body)
    return openModalOr(context, event, comparisonTextLookup(query), instead)
  })

  // In a modal, of which nothing is read but the value of its button.
  blockActions.on(retryText.id, (event) => {
    const query = retryText.read(actionValue(event.element))
    return changeModal(context, event, () => (query === null ? staleTextModal() : textLookup(query)))
  })
}
