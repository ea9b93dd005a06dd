import type { BlockAction } from '@slack/bolt'
import type { Comparison, ReportQuery } from '../crime/report-query.ts'
import { actionValue, type BlockActions } from '../slack/block-actions.ts'
import { askerOf } from '../slack/identity.ts'
import { atOnce, type Reply, sendReply } from '../slack/respond.ts'
import type { Action } from '../slack/ui/elements.ts'
import {
  allCategories,
  openComparison,
  openReport,
  overflowAction,
  retryComparison,
  retryReport,
  retryText,
  shareComparison,
  shareReport,
} from './actions.ts'
import {
  answerButton,
  answerContextOf,
  answerStale,
  audienceOf,
  type ReportListenerContext,
  shareQuery,
} from './answer.ts'
import { registerCharts, showChart } from './chart/listeners.ts'
import { answerComparison, shareComparisonWithAll } from './compare/answer.ts'
import { staleTextModal, textLookup } from './copy-text/modal.ts'
import type { PartialQuery } from './failure-message.ts'
import { changeModal, openModalOrReport } from './lookup-modal.ts'
import { staleButton } from './notices.ts'

type ButtonAnswer<Value> = {
  readonly action: Action<Value>
  /** Whether the answer replaces the button's message or is posted below it. */
  readonly replace?: boolean
  readonly answer: (value: Value, body: BlockAction) => Reply
  /** The query that an apology offers to look up again. */
  readonly queryOf?: (value: Value) => PartialQuery
}

/** Answers the buttons of an action. A button of another version gets a notice below its message. */
const answerButtons = <Value>(
  blockActions: BlockActions,
  context: ReportListenerContext,
  { action, replace = false, answer, queryOf }: ButtonAnswer<Value>,
): void => {
  blockActions.on(action.id, async ({ body, element }) => {
    const value = action.read(actionValue(element))
    const query = value === null ? undefined : queryOf?.(value)
    await sendReply(
      answerContextOf(context, body, query),
      () => (value === null ? atOnce(staleButton()) : answer(value, body)),
      replace && value !== null,
    )
  })
}

const registerReportButtons = (blockActions: BlockActions, context: ReportListenerContext): void => {
  const queryOf = (query: ReportQuery) => query
  const answer = (query: ReportQuery, body: BlockAction): Reply => answerButton(context, query, body)
  for (const action of [retryReport, allCategories])
    answerButtons(blockActions, context, { action, replace: true, answer, queryOf })
  answerButtons(blockActions, context, { action: openReport, answer, queryOf })
  answerButtons(blockActions, context, {
    action: shareReport,
    answer: (query, body) => shareQuery(context, query, askerOf(body)),
    queryOf,
  })
}

const registerComparisonButtons = (blockActions: BlockActions, context: ReportListenerContext): void => {
  const answer = (comparison: Comparison, body: BlockAction): Reply =>
    answerComparison(context, comparison, askerOf(body), audienceOf(context, body))
  answerButtons(blockActions, context, { action: retryComparison, replace: true, answer })
  answerButtons(blockActions, context, { action: openComparison, answer })
  answerButtons(blockActions, context, {
    action: shareComparison,
    answer: (comparison, body) =>
      shareComparisonWithAll(context, comparison, askerOf(body), audienceOf(context, body)),
  })
}

const registerOverflowMenu = (blockActions: BlockActions, context: ReportListenerContext): void => {
  blockActions.on(overflowAction.id, async (event) => {
    const target = overflowAction.read(actionValue(event.element))
    if (target === null) return answerStale(context, event.body)
    if (target.choice === 'chart') return showChart(context, event.body, target.query)
    return openModalOrReport(context, event, target.query, textLookup(target.query, context.clock))
  })
}

// Nothing of the modal is read but the value of its button.
const registerRetryText = (blockActions: BlockActions, context: ReportListenerContext): void => {
  blockActions.on(retryText.id, (event) => {
    const query = retryText.read(actionValue(event.element))
    const next = () => (query === null ? staleTextModal() : textLookup(query, context.clock))
    return changeModal(context, event, next)
  })
}

/** Registers the buttons of reports, comparisons, charts and their failures, and a report's overflow menu. */
export const registerReports = (blockActions: BlockActions, context: ReportListenerContext): void => {
  registerReportButtons(blockActions, context)
  registerComparisonButtons(blockActions, context)
  registerOverflowMenu(blockActions, context)
  registerCharts(blockActions, context)
  registerRetryText(blockActions, context)
}
