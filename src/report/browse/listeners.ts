import type { App } from '@slack/bolt'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { atOnce, sendReply } from '../../slack/respond.ts'
import { openIncidents, retryIncidents } from '../actions.ts'
import { answerContextOf, type ReportListenerContext } from '../answer.ts'
import { changeModal, openModalOrReport } from '../lookup-modal.ts'
import { staleButton } from '../notices.ts'
import { incidentsLookup, staleModal } from './modal.ts'
import { registerPlaceSearch } from './place-search.ts'
import { browseChanges, browseReport, readView } from './state.ts'

/** Registers the modal of incidents: opening it, its menus, rows and pages, the search among its places. */
export const registerBrowse = (
  app: App,
  blockActions: BlockActions,
  context: ReportListenerContext,
): void => {
  blockActions.on(openIncidents.id, async (event) => {
    const query = openIncidents.read(actionValue(event.element))
    if (query === null) return sendReply(answerContextOf(context, event.body), () => atOnce(staleButton()))
    const modal = incidentsLookup(browseReport(query.postcode, query.categories), context.clock)
    await openModalOrReport(context, event, query, modal)
  })
  for (const [actionId, change] of browseChanges('incidents').set(retryIncidents.id, (browsed) => browsed))
    blockActions.on(actionId, (event) =>
      changeModal(context, event, (view) => {
        const browsed = readView('incidents', view)
        if (browsed === null) return staleModal()
        return incidentsLookup(change(browsed, actionValue(event.element)), context.clock)
      }),
    )
  registerPlaceSearch(app, context, 'incidents')
}
