import type { ReportQuery } from '../../crime/report-query.ts'
import { actionValue, type BlockActionEvent, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf } from '../../slack/identity.ts'
import { sendReply } from '../../slack/respond.ts'
import { postDirectMessage, updateView } from '../../slack/web-api/modals.ts'
import { retryText } from '../actions.ts'
import { answerContextOf, answerQuery, audienceOf, type ReportListenerContext } from '../answer.ts'
import { openLookupModal, updateLookupModal } from '../lookup-modal.ts'
import { viewFailed } from '../notices.ts'
import { staleTextModal, textLookup } from './modal.ts'

/** Opens a report as text to copy; where Slack does not open it, answers with the report itself. */
export const showText = async (
  context: ReportListenerContext,
  { body, client }: BlockActionEvent,
  query: ReportQuery,
): Promise<void> => {
  try {
    await openLookupModal(context, client, body.trigger_id, textLookup(query, context.clock), askerOf(body))
  } catch (error) {
    context.log.error({ err: error }, 'a report could not be opened as text')
    // Slack takes a trigger for three seconds only. The report needs none.
    await sendReply(answerContextOf(context, body, query), () =>
      answerQuery(context, query, askerOf(body), audienceOf(context, body)),
    )
  }
}

/** Registers Try again in the modal. Nothing of the modal is read but the value of that button. */
export const registerCopyText = (blockActions: BlockActions, context: ReportListenerContext): void => {
  blockActions.on(retryText.id, async ({ body, element, client }) => {
    const { view } = body
    const query = retryText.read(actionValue(element))
    if (view === undefined) return
    try {
      if (query === null) await updateView(client, view, staleTextModal())
      else await updateLookupModal(context, client, view, textLookup(query, context.clock), askerOf(body))
    } catch (error) {
      context.log.error({ err: error }, 'a report could not be shown as text')
      await postDirectMessage(client, body.user.id, viewFailed(), context.log)
    }
  })
}
