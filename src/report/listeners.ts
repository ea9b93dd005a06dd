import type { BlockAction } from '@slack/bolt'
import { type Comparison, postcodesOf, type ReportQuery } from '../crime/report-query.ts'
import { actionValue, type BlockActionEvent, type BlockActions } from '../slack/block-actions.ts'
import { askerOf } from '../slack/identity.ts'
import { atOnce, type Reply, sendReply } from '../slack/respond.ts'
import type { Action } from '../slack/ui/elements.ts'
import { updateView } from '../slack/web-api/modals.ts'
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
import {
  answerButton,
  answerContextOf,
  answerStale,
  audienceOf,
  type ReportListenerContext,
} from './answer.ts'
import { registerCharts, showChart, showComparisonChart } from './chart/listeners.ts'
import { answerComparison, compare, comparedInMemory } from './compare/answer.ts'
import { comparisonTextModal, loadingTextModal, staleTextModal, textLookup } from './copy-text/modal.ts'
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
    answer: (query, body) => answerButton(context, query, body, body.user.id),
    queryOf,
  })
}

const registerComparisonButtons = (blockActions: BlockActions, context: ReportListenerContext): void => {
  const answerTo =
    (sharedBy: (body: BlockAction) => string | null) =>
    (comparison: Comparison, body: BlockAction): Reply =>
      answerComparison(context, comparison, askerOf(body), {
        audience: audienceOf(context, body),
        sharedBy: sharedBy(body),
      })
  const answer = answerTo(() => null)
  answerButtons(blockActions, context, { action: retryComparison, replace: true, answer })
  answerButtons(blockActions, context, { action: openComparison, answer })
  answerButtons(blockActions, context, {
    action: shareComparison,
    answer: answerTo(({ user }) => user.id),
  })
}

/** Opens a comparison as text to copy; where Slack does not open it, answers with the comparison itself. */
const showComparisonText = async (
  context: ReportListenerContext,
  { body, client }: BlockActionEvent,
  comparison: Comparison,
): Promise<void> => {
  const asker = askerOf(body)
  try {
    const cached = comparedInMemory(context, comparison)
    const { view } = await client.views.open({
      trigger_id: body.trigger_id,
      view:
        cached === null
          ? loadingTextModal(postcodesOf(comparison))
          : comparisonTextModal(cached, context.clock()),
    })
    if (cached !== null || view?.id === undefined) return
    const compared = await compare(context, comparison, asker)
    const opened = { id: view.id, hash: view.hash }
    await updateView(client, opened, comparisonTextModal(compared, context.clock()))
  } catch (error) {
    context.log.error({ err: error }, 'a comparison could not be opened as text')
    const format = { audience: audienceOf(context, body), sharedBy: null }
    await sendReply(answerContextOf(context, body), () =>
      answerComparison(context, comparison, asker, format),
    )
  }
}

const registerOverflowMenus = (blockActions: BlockActions, context: ReportListenerContext): void => {
  blockActions.on(overflowAction.id, async (event) => {
    const target = overflowAction.read(actionValue(event.element))
    if (target === null) return answerStale(context, event.body)
    if (target.choice === 'chart') return showChart(context, event.body, target.query)
    return openModalOrReport(context, event, target.query, textLookup(target.query, context.clock))
  })
  blockActions.on(comparisonOverflow.id, async (event) => {
    const target = comparisonOverflow.read(actionValue(event.element))
    if (target === null) return answerStale(context, event.body)
    if (target.choice === 'chart') return showComparisonChart(context, event.body, target.query)
    return showComparisonText(context, event, target.query)
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

/** Registers the buttons of reports, comparisons, charts and their failures, and their overflow menus. */
export const registerReports = (blockActions: BlockActions, context: ReportListenerContext): void => {
  registerReportButtons(blockActions, context)
  registerComparisonButtons(blockActions, context)
  registerOverflowMenus(blockActions, context)
  registerCharts(blockActions, context)
  registerRetryText(blockActions, context)
}
