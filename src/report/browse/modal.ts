import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { Report } from '../../crime/report.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { actions, type Block, context, divider, type Message } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { modal } from '../../slack/ui/views.ts'
import { openIncidents, retryIncidents, savePlace } from '../actions.ts'
import { answerButton, answerStale, type ReportListenerContext } from '../answer.ts'
import { failureMessage } from '../failure-message.ts'
import { footer } from '../footer.ts'
import { changeModal, type LookupModal, lookupModal, openModalOr } from '../lookup-modal.ts'
import { lookingUp, staleButton } from '../notices.ts'
import { filterMenus } from './filter-menus.ts'
import { browseBlocks } from './page-blocks.ts'
import { registerPlaceSearch } from './place-search.ts'
import {
  type Browsed,
  type BrowseState,
  browseChanges,
  browseReport,
  packState,
  readView,
  withNewMenus,
} from './state.ts'

const CALLBACK = 'incidents'

const browseModal = (state: BrowseState, blocks: readonly Block[]): ModalView =>
  modal(
    { callbackId: CALLBACK, title: `Incidents near ${state.postcode}`, metadata: packState(state) },
    blocks,
  )

/** Shown during the look-up. Its menus are there already: Slack keeps their state only while they are in the view. */
export const loadingModal = (browsed: Browsed): ModalView =>
  browseModal(browsed.state, [
    filterMenus('incidents', browsed, null),
    ...lookingUp(browsed.state.postcode).blocks,
  ])

/** One page of incidents. `note`, such as that the place was saved, replaces Save place. */
export const incidentsModal = (report: Report, browsed: Browsed, note: Message | null): ModalView => {
  const { state } = browsed
  return browseModal(state, [
    ...browseBlocks('incidents', report, browsed),
    ...(note?.blocks ?? actions('incidents.place', [button('Save place', savePlace.props(state.postcode))])),
    divider(),
    context(footer(report, report, null)),
  ])
}

/** Why there are no incidents to show, with filters and page kept. `now` in ms since the epoch. */
export const failureModal = (failure: LookupFailure, browsed: Browsed, now: number): ModalView => {
  const query = { postcode: browsed.state.postcode, categories: [] }
  return browseModal(browsed.state, [
    filterMenus('incidents', browsed, null),
    ...failureMessage(failure, query, now, retryIncidents.props).blocks,
  ])
}

/** Replaces a view whose state cannot be read: forged, or of another version. */
export const staleModal = (): ModalView =>
  modal({ callbackId: CALLBACK, title: 'Incidents' }, staleButton().blocks)

/** The modal of incidents. */
export const incidentsLookup = (browsed: Browsed, note: Message | null = null): LookupModal =>
  lookupModal(
    browsed.state.postcode,
    () => loadingModal(browsed),
    (result, now) =>
      result.ok
        ? incidentsModal(result.value, withNewMenus(browsed), note)
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
    if (query === null) return answerStale(context, event.body)
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
