import type { App, ViewOutput } from '@slack/bolt'
import type { ReportQuery } from '../../crime/report-query.ts'
import { besideAnswer, noPlaceNotice } from '../../reading/messages.ts'
import { type Reading, read } from '../../reading/reading.ts'
import { lookUpReport, type ReportListenerContext } from '../../report/answer.ts'
import { incidentsLookup } from '../../report/browse/listeners.ts'
import { browseReport } from '../../report/browse/state.ts'
import { staleModal } from '../../report/browse/view.ts'
import { changeModal, fillModal, type LookupModal, lookupModal } from '../../report/lookup-modal.ts'
import { viewFailed } from '../../report/notices.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf } from '../../slack/identity.ts'
import type { Action } from '../../slack/ui/elements.ts'
import { noticeText } from '../../slack/ui/notice.ts'
import { clientIn } from '../../slack/web-api/client-pool.ts'
import { postDirectMessage } from '../../slack/web-api/modals.ts'
import {
  browseInModal,
  loadingReportModal,
  MODAL,
  postcodeModal,
  reportModal,
  retryInModal,
} from './modal.ts'

const fieldOf = ({ state }: ViewOutput): string => state?.values[MODAL.field]?.[MODAL.field]?.value ?? ''

// Field errors are plain text: docs.slack.dev/surfaces/modals#displaying_errors
const fieldErrors = (reading: Reading): Record<string, string> => ({
  [MODAL.field]:
    reading.postcodes.length > 1
      ? 'Type one postcode here. To compare several, type /crime and the postcodes in a channel.'
      : noticeText(noPlaceNotice(reading, '')),
})

const registerSubmission = (app: App, context: ReportListenerContext): void => {
  app.view(MODAL.view, async ({ ack, body, view, context: authorized }) => {
    const now = context.clock()
    const reading = read(fieldOf(view))
    const [postcode, ...others] = reading.postcodes
    if (postcode === undefined || others.length > 0)
      return ack({ response_action: 'errors', errors: fieldErrors(reading) })
    const query = { postcode, categories: reading.categories }
    const note = besideAnswer({ ...reading, verb: null })
    const inMemory = context.lookup.get(postcode)
    if (inMemory !== undefined)
      return ack({ response_action: 'update', view: reportModal(query, inMemory, now, note) })
    await ack({ response_action: 'update', view: loadingReportModal(postcode) })
    const client = clientIn(authorized)
    // Without a hash: the ack has changed the view, and Slack does not say what its hash is now.
    const unfilled = await fillModal(client, { id: view.id }, loadingReportModal(postcode), async () => {
      const result = await lookUpReport(context, postcode, askerOf(body))
      return reportModal(query, result, context.clock(), note)
    })
    if (unfilled === null) return
    context.log.error({ err: unfilled.error }, 'the submitted modal could not be filled')
    if (!unfilled.isTold) await postDirectMessage(client, body.user.id, viewFailed(), context.log)
  })
}

const registerActions = (blockActions: BlockActions, context: ReportListenerContext): void => {
  const on = (action: Action<ReportQuery>, modalOf: (query: ReportQuery) => LookupModal): void =>
    blockActions.on(action.id, (event) => {
      const query = action.read(actionValue(event.element))
      return changeModal(context, event, () => (query === null ? staleModal() : modalOf(query)))
    })
  on(retryInModal, (query) =>
    lookupModal(
      query.postcode,
      () => loadingReportModal(query.postcode),
      (result, now) => reportModal(query, result, now),
    ),
  )
  on(browseInModal, ({ postcode, categories }) => incidentsLookup(browseReport(postcode, categories)))
}

/** Registers "Look up street crime", which opens a modal anywhere in Slack, and what the modal does. */
export const registerGlobalShortcut = (
  app: App,
  blockActions: BlockActions,
  context: ReportListenerContext,
): void => {
  // The callback id stands in manifest.yml.
  app.shortcut({ callback_id: 'look_up', type: 'shortcut' }, async ({ ack, body, context: authorized }) => {
    await ack()
    try {
      await clientIn(authorized).views.open({
        trigger_id: body.trigger_id,
        view: postcodeModal({ searched: false, possible: null }),
      })
    } catch (error) {
      context.log.error({ err: error }, 'the modal that asks for a postcode could not be opened')
      await postDirectMessage(clientIn(authorized), body.user.id, viewFailed(), context.log)
    }
  })
  registerSubmission(app, context)
  registerActions(blockActions, context)
}
