import type { BlockAction } from '@slack/bolt'
import type { Comparison, ReportQuery } from '../crime/report-query.ts'
import { actionValue, type BlockActions } from '../slack/block-actions.ts'
import { atOnce, type Reply, sendReply } from '../slack/respond.ts'
import type { Action } from '../slack/ui/elements.ts'
import {
  allCategories,
  comparisonOverflow,
  openComparison,
  openReport,
  overflowAction,
  retryComparison,
  retryReport,
  retryText,
  shareComparison,
  shareReport,
} from './actions.ts'
import { answerButton, answerContextOf, answerStale, type ReportListenerContext } from './answer.ts'
import { registerCharts, showChart, showComparisonChart } from './chart/listeners.ts'
import { answerComparisonButton } from './compare/answer.ts'
import { comparisonTextLookup, staleTextModal, textLookup } from './copy-text/modal.ts'
import type { PartialQuery } from './failure-message.ts'
import { changeModal, openModalOr } from './lookup-modal.ts'
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
    answer: (query, body) => answerButton(context, query, body, body.user.id),
    queryOf,
  })
}

const registerComparisonButtons = (blockActions: BlockActions, context: ReportListenerContext): void => {
  const answer = (comparison: Comparison, body: BlockAction): Reply =>
    answerComparisonButton(context, comparison, body)
  answerButtons(blockActions, context, { action: retryComparison, replace: true, answer })
  answerButtons(blockActions, context, { action: openComparison, answer })
  answerButtons(blockActions, context, {
    action: shareComparison,
    answer: (comparison, body) => answerComparisonButton(context, comparison, body, body.user.id),
  })
}

const registerOverflowMenus = (blockActions: BlockActions, context: ReportListenerContext): void => {
  blockActions.on(overflowAction.id, async (event) => {
    const target = overflowAction.read(actionValue(event.element))
    if (target === null) return answerStale(context, event.body)
    const { choice, query } = target
    if (choice === 'chart') return showChart(context, event.body, query)
    const instead = () => answerButton(context, query, event.body)
    return openModalOr(context, event, textLookup(query), instead, query)
  })
  blockActions.on(comparisonOverflow.id, async (event) => {
    const target = comparisonOverflow.read(actionValue(event.element))
    if (target === null) return answerStale(context, event.body)
    const { choice, query: comparison } = target
    if (choice === 'chart') return showComparisonChart(context, event.body, comparison)
    const instead = () => answerComparisonButton(context, comparison, event.body)
    return openModalOr(context, event, comparisonTextLookup(comparison), instead)
  })
}

// Nothing of the modal is read but the value of its button.
const registerRetryText = (blockActions: BlockActions, context: ReportListenerContext): void => {
  blockActions.on(retryText.id, (event) => {
    const query = retryText.read(actionValue(event.element))
    const next = () => (query === null ? staleTextModal() : textLookup(query))
    return changeModal(context, event, next)
  })
}

/** Registers the buttons of reports, comparisons, charts and their failures, and their overflow menus. */
export const registerReports = (blockActions: BlockActions, context: ReportListenerContext): void => {
  registerReportButtons(blockActions, context)
  registerComparisonButtons(blockActions, context)
  registerOverflowMenus(blockActions, context)
  registerCharts(blockActions, context)
  registerRetryText(blockActions, context)
}
