import type { App, BlockElementAction, ViewOutput } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf, type Owner } from '../../slack/identity.ts'
import { atOnce, sendAnswer } from '../../slack/respond.ts'
import { canShareIn } from '../../slack/subcommand.ts'
import { updateView } from '../../slack/web-api/modals.ts'
import { respondInThread } from '../../slack/web-api/threads.ts'
import { answerQuery, apology } from '../answer.ts'
import type { ReportListeners } from '../listeners.ts'
import { openModal, updateModal } from '../lookup-modal.ts'
import { staleButton } from '../notices.ts'
import { openIncidents, retryIncidents } from './actions.ts'
import { idsOf } from './field-ids.ts'
import { staleModal } from './modal.ts'
import { readPage } from './state.ts'
import { suggestStreets } from './suggest.ts'
import { type Browsed, readView } from './view-state.ts'

const IDS = idsOf('incidents')

const listenToOpening = (presses: BlockActions, context: ReportListeners): void => {
  presses.on(openIncidents.id, async ({ body, element, client }) => {
    const query = openIncidents.read(actionValue(element))
    const sorry = async () => {
      const asked = query ?? { postcode: null, category: null }
      const answer = { reply: respondInThread(context, body), log: context.log }
      await sendAnswer({ ...answer, apology: () => apology(asked, context.clock()) }, () => {
        if (query === null) return atOnce(staleButton())
        // Slack did not open the modal (it takes a trigger for three seconds only): the report, at least.
        const canShare = body.channel !== undefined && canShareIn(body.channel)
        return answerQuery(context, query, askerOf(body), canShare)
      })
    }
    if (query === null) return sorry()
    const browsed = { state: { ...query, outcome: null, page: 1 }, street: null }
    try {
      await openModal(context, client, body.trigger_id, browsed, askerOf(body))
    } catch (error) {
      context.log.error({ err: error }, 'the incidents could not be opened')
      await sorry()
    }
  })
}

type Change = (browsed: Browsed, element: BlockElementAction) => Browsed

const turnTo: Change = (browsed, element) => ({
  ...browsed,
  state: { ...browsed.state, page: readPage(actionValue(element)) },
})

// A filter changes what the pages are of: back to the first.
const toFirstPage: Change = (browsed) => ({ ...browsed, state: { ...browsed.state, page: 1 } })

const asItIs: Change = (browsed) => browsed

const show = async (
  context: ReportListeners,
  client: WebClient,
  view: ViewOutput | undefined,
  asker: Owner,
  change: (browsed: Browsed) => Browsed,
): Promise<void> => {
  if (view === undefined) return
  const browsed = readView('incidents', view)
  try {
    if (browsed === null) await updateView(client, view, staleModal())
    else await updateModal(context, client, view, change(browsed), asker)
  } catch (error) {
    context.log.error({ err: error }, 'the incidents could not be shown')
  }
}

const CHANGES: Readonly<Record<string, Change>> = {
  [IDS.category]: toFirstPage,
  [IDS.outcome]: toFirstPage,
  [IDS.street]: toFirstPage,
  [IDS.next]: turnTo,
  [IDS.previous]: turnTo,
  [retryIncidents.id]: asItIs,
}

/** Registers the modal of incidents: opening it, its menus and pages, the search among its places. */
export const registerBrowse = (app: App, presses: BlockActions, context: ReportListeners): void => {
  listenToOpening(presses, context)
  for (const [actionId, change] of Object.entries(CHANGES))
    presses.on(actionId, ({ element, body, client }) =>
      show(context, client, body.view, askerOf(body), (browsed) => change(browsed, element)),
    )
  suggestStreets(app, context, 'incidents')
}
