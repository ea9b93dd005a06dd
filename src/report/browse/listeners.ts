import type { App, BlockElementAction } from '@slack/bolt'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf } from '../../slack/identity.ts'
import { atOnce, sendAnswer } from '../../slack/respond.ts'
import { postDirectMessage, updateView } from '../../slack/web-api/modals.ts'
import { openIncidents, retryIncidents } from '../actions.ts'
import { answerContextOf, answerQuery, audienceOf, type ReportListenerContext } from '../answer.ts'
import { openLookupModal, updateLookupModal } from '../lookup-modal.ts'
import { staleButton, viewFailed } from '../notices.ts'
import { incidentsLookup, staleModal } from './modal.ts'
import { type Browsed, browseIds, browseReport, readPage, readView } from './state.ts'
import { registerStreetSearch } from './street-search.ts'

const registerOpening = (blockActions: BlockActions, context: ReportListenerContext): void => {
  blockActions.on(openIncidents.id, async ({ body, element, client }) => {
    const query = openIncidents.read(actionValue(element))
    if (query === null) return sendAnswer(answerContextOf(context, body), () => atOnce(staleButton()))
    const modal = incidentsLookup(browseReport(query.postcode, query.categories), context.clock)
    try {
      await openLookupModal(context, client, body.trigger_id, modal, askerOf(body))
    } catch (error) {
      context.log.error({ err: error }, 'the incidents could not be opened')
      // Slack takes a trigger for three seconds only. The report needs none.
      await sendAnswer(answerContextOf(context, body, query), () =>
        answerQuery(context, query, askerOf(body), audienceOf(context, body)),
      )
    }
  })
}

type Change = (browsed: Browsed, element: BlockElementAction) => Browsed

const withPage = (browsed: Browsed, page: number): Browsed => ({
  ...browsed,
  state: { ...browsed.state, page },
})

const toPage: Change = (browsed, element) => withPage(browsed, readPage(actionValue(element)))

// Another filter gives other pages.
const toFirstPage: Change = (browsed) => withPage(browsed, 1)

const unchanged: Change = (browsed) => browsed

const IDS = browseIds('incidents')

const CHANGES: Readonly<Record<string, Change>> = {
  [IDS.category]: toFirstPage,
  [IDS.outcome]: toFirstPage,
  [IDS.street]: toFirstPage,
  [IDS.next]: toPage,
  [IDS.previous]: toPage,
  [retryIncidents.id]: unchanged,
}

/** Registers the modal of incidents: opening it, its menus and pages, the search among its streets. */
export const registerBrowse = (
  app: App,
  blockActions: BlockActions,
  context: ReportListenerContext,
): void => {
  registerOpening(blockActions, context)
  for (const [actionId, change] of Object.entries(CHANGES))
    blockActions.on(actionId, async ({ element, body, client }) => {
      const { view } = body
      if (view === undefined) return
      const browsed = readView('incidents', view)
      try {
        if (browsed === null) await updateView(client, view, staleModal())
        else {
          const modal = incidentsLookup(change(browsed, element), context.clock)
          await updateLookupModal(context, client, view, modal, askerOf(body))
        }
      } catch (error) {
        context.log.error({ err: error }, 'the incidents could not be shown')
        await postDirectMessage(client, body.user.id, viewFailed(), context.log)
      }
    })
  registerStreetSearch(app, context, 'incidents')
}
