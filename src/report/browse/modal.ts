import type { ModalView } from '@slack/types'
import type { Report } from '../../crime/report.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import { actions, type Block, context, divider, type Message, plain } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { savePlace } from '../actions.ts'
import { failureMessage } from '../failure-message.ts'
import { footer } from '../footer.ts'
import { lookingUp } from '../loading-message.ts'
import { staleButton } from '../notices.ts'
import { retryIncidents } from './actions.ts'
import { filterMenus } from './filter-menus.ts'
import { browserBlocks } from './page-blocks.ts'
import { type BrowseState, packState } from './state.ts'
import type { Browsed } from './view-state.ts'

const modal = (state: BrowseState, blocks: readonly Block[]): ModalView => ({
  type: 'modal',
  callback_id: 'incidents',
  title: plain(`Incidents near ${state.postcode}`, LIMITS.viewTitle),
  close: plain('Close', LIMITS.viewTitle),
  private_metadata: packState(state),
  blocks: blocks.slice(0, LIMITS.blocksInView),
})

/** Opened at once, while the look-up is under way; its menus are there already, for their state. */
export const loadingModal = ({ state }: Browsed): ModalView =>
  modal(state, [filterMenus('incidents', state, null), ...lookingUp(state.postcode).blocks])

/** One page of incidents. `note` is a line below them, such as that the place was saved. */
export const incidentsModal = (report: Report, { state, street }: Browsed, note: Message | null): ModalView =>
  modal(state, [
    ...browserBlocks('incidents', report, state, street),
    ...(note?.blocks ?? actions('incidents.place', [button('Save place', savePlace.press(state.postcode))])),
    divider(),
    context(footer(report, report, null)),
  ])

/** Why there are no incidents to show, in the same words as everywhere; filters and page stay. */
export const failureModal = (failure: LookupFailure, { state }: Browsed, now: number): ModalView =>
  modal(state, [
    filterMenus('incidents', state, null),
    ...failureMessage(failure, { ...state, category: null }, now, retryIncidents.press).blocks,
  ])

/** In place of a view whose state this version cannot read: forged, or of an older one. */
export const staleModal = (): ModalView => ({
  type: 'modal',
  callback_id: 'incidents',
  title: plain('Incidents', LIMITS.viewTitle),
  close: plain('Close', LIMITS.viewTitle),
  blocks: [...staleButton().blocks],
})
