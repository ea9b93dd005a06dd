import type { ReportQuery } from '../../crime/report-query.ts'
import { actionValue, type BlockActionEvent, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf } from '../../slack/identity.ts'
import { sendAnswer } from '../../slack/respond.ts'
import { canShareIn } from '../../slack/subcommand.ts'
import { updateView } from '../../slack/web-api/modals.ts'
import { respondInThread } from '../../slack/web-api/threads.ts'
import { answerQuery, apology } from '../answer.ts'
import type { ReportListeners } from '../listeners.ts'
import { retryText } from './actions.ts'
import { staleText } from './modal.ts'
import { openText, refillText } from './open-modal.ts'

/** Opens a report to be copied; where Slack does not open it (a trigger lives for three seconds): the report, at least. */
export const showText = async (
  context: ReportListeners,
  { body, client }: BlockActionEvent,
  query: ReportQuery,
): Promise<void> => {
  try {
    await openText(context, client, body.trigger_id, query, askerOf(body))
  } catch (error) {
    context.log.error({ err: error }, 'a report could not be opened as text')
    const answer = { reply: respondInThread(context, body), log: context.log }
    const canShare = body.channel !== undefined && canShareIn(body.channel)
    await sendAnswer({ ...answer, apology: () => apology(query, context.clock()) }, () =>
      answerQuery(context, query, askerOf(body), canShare),
    )
  }
}

/** Registers Try again in the modal. Nothing of the modal is ever read but the value of that button. */
export const registerCopyText = (presses: BlockActions, context: ReportListeners): void => {
  presses.on(retryText.id, async ({ body, element, client }) => {
    const { view } = body
    const query = retryText.read(actionValue(element))
    if (view === undefined) return
    try {
      if (query === null) await updateView(client, view, staleText())
      else await refillText(context, client, view, query, askerOf(body))
    } catch (error) {
      context.log.error({ err: error }, 'a report could not be shown as text')
    }
  })
}
