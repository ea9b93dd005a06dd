import type { App, ViewOutput } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { type Postcode, type PostcodeFailure, parsePostcode } from '../../crime/postcode.ts'
import { staleModal } from '../../report/browse/modal.ts'
import { failureText } from '../../report/failure-message.ts'
import type { ReportListeners } from '../../report/listeners.ts'
import { lookupFiltered } from '../../report/lookup-filtered.ts'
import { updateModal } from '../../report/lookup-modal.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf, type Owner } from '../../slack/owner.ts'
import { readAloud } from '../../slack/ui/notice.ts'
import { type StandingView, updateView } from '../../slack/web-api/update-view.ts'
import { ASK, browseAsked, retryAsked } from './actions.ts'
import { answeredModal, waitingModal } from './modal.ts'

const typedIn = ({ state }: ViewOutput): string => state?.values[ASK.field]?.[ASK.field]?.value ?? ''

const besideField = (failure: PostcodeFailure, now: number): Record<string, string> => {
  const { happened, next } = failureText(failure, now)
  return { [ASK.field]: `${happened} ${next.map(readAloud).join('')}` }
}

type Asked = { readonly postcode: Postcode; readonly asker: Owner }

/** Looks up and shows what comes of it in the modal, which may have been closed by then. */
const fill = async (
  context: ReportListeners,
  client: WebClient,
  standing: StandingView,
  { postcode, asker }: Asked,
): Promise<void> => {
  const found = await lookupFiltered(context, postcode, asker)
  await updateView(client, standing, answeredModal(postcode, found, context.clock()))
}

const listenToSubmission = (app: App, context: ReportListeners): void => {
  app.view(ASK.view, async ({ ack, body, view, client }) => {
    const now = context.clock()
    const read = parsePostcode(typedIn(view))
    if (!read.ok) return ack({ response_action: 'errors', errors: besideField(read.failure, now) })
    const known = context.lookup.recall(read.value)
    if (known !== undefined)
      return ack({ response_action: 'update', view: answeredModal(read.value, known, now) })
    await ack({ response_action: 'update', view: waitingModal(read.value) })
    try {
      // Without a hash: the answer above has given the view another one, which nobody told us.
      await fill(context, client, { id: view.id }, { postcode: read.value, asker: askerOf(body) })
    } catch (error) {
      context.log.error({ err: error }, 'the modal that was submitted could not be filled')
    }
  })
}

type InModal = (seen: Asked & { client: WebClient; view: ViewOutput }) => Promise<void>

/** Registers what the modal that asks leads to: its submission, trying again, the incidents. */
export const registerGlobalShortcut = (app: App, presses: BlockActions, context: ReportListeners): void => {
  const on = (action: typeof retryAsked, work: InModal): void => {
    presses.on(action.id, async ({ body, element, client }) => {
      const { view } = body
      if (view === undefined) return
      const postcode = action.read(actionValue(element))
      try {
        if (postcode === null) await updateView(client, view, staleModal())
        else await work({ client, view, postcode, asker: askerOf(body) })
      } catch (error) {
        context.log.error({ err: error }, 'the modal that asks could not be changed')
      }
    })
  }
  listenToSubmission(app, context)
  on(retryAsked, async ({ client, view, postcode, asker }) => {
    const waiting = await updateView(client, view, waitingModal(postcode))
    if (waiting !== null) await fill(context, client, waiting, { postcode, asker })
  })
  on(browseAsked, ({ client, view, postcode, asker }) => {
    const state = { postcode, category: null, outcome: null, page: 1 }
    return updateModal(context, client, view, { state, street: null }, asker)
  })
}
