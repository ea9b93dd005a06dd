import type { App, ViewOutput } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { ReportQuery } from '../../crime/report-query.ts'
import { besideAnswer, noPlaceNotice } from '../../reading/messages.ts'
import { type Reading, read } from '../../reading/reading.ts'
import { lookUpReport, type ReportListenerContext } from '../../report/answer.ts'
import { incidentsLookup, staleModal } from '../../report/browse/modal.ts'
import { browseReport } from '../../report/browse/state.ts'
import { updateLookupModal } from '../../report/lookup-modal.ts'
import { viewFailed } from '../../report/notices.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf, type Owner } from '../../slack/identity.ts'
import { noticeText } from '../../slack/ui/notice.ts'
import { clientIn } from '../../slack/web-api/client-pool.ts'
import { postDirectMessage, type StandingView, updateView } from '../../slack/web-api/modals.ts'
import { browseInModal, loadingModal, MODAL, postcodeModal, reportModal, retryInModal } from './modal.ts'

const fieldOf = ({ state }: ViewOutput): string => state?.values[MODAL.field]?.[MODAL.field]?.value ?? ''

// Field errors are plain text: docs.slack.dev/surfaces/modals#displaying_errors
const fieldErrors = (reading: Reading): Record<string, string> => ({
  [MODAL.field]:
    reading.postcodes.length > 1
      ? 'Type one postcode here. To compare several, type /crime and the postcodes in a channel.'
      : noticeText(noPlaceNotice(reading, '')),
})

type Request = { readonly query: ReportQuery; readonly owner: Owner; readonly note?: string }

/** Looks the place up and shows the result; the modal may have been closed by then. */
const showReport = async (
  context: ReportListenerContext,
  client: WebClient,
  view: StandingView,
  { query, owner, note }: Request,
): Promise<void> => {
  const result = await lookUpReport(context, query.postcode, owner)
  await updateView(client, view, reportModal(query, result, context.clock(), note))
}

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
    await ack({ response_action: 'update', view: loadingModal(postcode) })
    try {
      // Without a hash: the ack has changed the view, and Slack does not say what its hash is now.
      const request = { query, note, owner: askerOf(body) }
      await showReport(context, clientIn(authorized), { id: view.id }, request)
    } catch (error) {
      context.log.error({ err: error }, 'the submitted modal could not be filled')
      await postDirectMessage(clientIn(authorized), body.user.id, viewFailed(), context.log)
    }
  })
}

type ModalHandler = (action: Request & { client: WebClient; view: ViewOutput }) => Promise<void>

const registerActions = (blockActions: BlockActions, context: ReportListenerContext): void => {
  const on = (action: typeof retryInModal, handle: ModalHandler): void => {
    blockActions.on(action.id, async ({ body, element, client }) => {
      const { view } = body
      if (view === undefined) return
      const query = action.read(actionValue(element))
      try {
        if (query === null) await updateView(client, view, staleModal())
        else await handle({ client, view, query, owner: askerOf(body) })
      } catch (error) {
        context.log.error({ err: error }, 'the modal could not be changed')
        await postDirectMessage(client, body.user.id, viewFailed(), context.log)
      }
    })
  }
  on(retryInModal, async ({ client, view, ...request }) => {
    const loading = await updateView(client, view, loadingModal(request.query.postcode))
    if (loading !== null) await showReport(context, client, loading, request)
  })
  on(browseInModal, ({ client, view, query, owner }) => {
    const modal = incidentsLookup(browseReport(query.postcode, query.categories), context.clock)
    return updateLookupModal(context, client, view, modal, owner)
  })
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
