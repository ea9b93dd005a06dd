import type { App } from '@slack/bolt'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { openIncidents, retryIncidents } from '../actions.ts'
import { answerButton, answerStale, type ReportListenerContext } from '../answer.ts'
import { changeModal, type LookupModal, lookupModal, openModalOr } from '../lookup-modal.ts'
import { registerPlaceSearch } from './place-search.ts'
import { type Browsed, browseChanges, browseReport, readView, withNewMenus } from './state.ts'
import { failureModal, incidentsModal, loadingIncidentsModal, staleModal } from './view.ts'

/** The modal of incidents. */
export const incidentsLookup = (browsed: Browsed, note: Message | null = null): LookupModal =>
  lookupModal(
    browsed.state.postcode,
    () => loadingIncidentsModal(browsed),
    (result, now) =>
      result.ok
        ? incidentsModal(result.value, withNewMenus(browsed, result.value, now), note)
        : failureModal(result.failure, browsed, now),
  )

/** Registers the modal of incidents: opening it, its menus, rows and pages, the search among its places. */
export const registerBrowse = (
  app: App,
  blockActions: BlockActions,
  context: ReportListenerContext,
): void => {
  blockActions.on(openIncidents.id, async (event) => {
    const query = openIncidents.read(actionValue(event.element))
    if (query === null) return answerStale(context, event)
    const modal = incidentsLookup(browseReport(query.postcode, query.categories))
    await openModalOr(context, event, modal, () => answerButton(context, query, event.body), query)
  })
  for (const [actionId, change] of browseChanges('incidents').set(retryIncidents.id, (browsed) => browsed))
    blockActions.on(actionId, (event) =>
      changeModal(context, event, (view) => {
        const browsed = readView('incidents', view)
        if (browsed === null) return staleModal()
        return incidentsLookup(change(browsed, actionValue(event.element)))
      }),
    )
  registerPlaceSearch(app, context, 'incidents')
}
