import type { ModalView } from '@slack/types'
import { placesUnavailable, savingMessage } from '../../../src/features/home/messages.ts'
import { failureModal, incidentsModal, loadingModal, staleModal } from '../../../src/report/browse/modal.ts'
import type { BrowseState } from '../../../src/report/browse/state.ts'
import type { Browsed } from '../../../src/report/browse/view-state.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, incident, month, postcode, reportOf, street } from '../incidents.ts'
import { village } from '../village.ts'

const at = (given: Partial<BrowseState> = {}, near = 'LE1 1WA'): Browsed => ({
  state: { postcode: postcode(near), category: null, outcome: null, page: 1, ...given },
  street: null,
})

const ofMonths = reportOf(
  ['2024-12', '2024-10', '2024-11'].map((text) =>
    incident({ month: month(text), street: { ...street(`Road of ${text}`), streetId: 1 } }),
  ),
)

/** The modal of incidents in every situation, by its name. */
export const modals: Readonly<Record<string, ModalView>> = {
  'modal-loading': loadingModal(at()),
  'modal-loading-filtered': loadingModal(at({ category: 'burglary', outcome: 'no-suspect', page: 3 })),
  'modal-first-page': incidentsModal(cityCentre(), at(), null),
  'modal-middle-page': incidentsModal(cityCentre(), at({ category: 'violent-crime', page: 3 }), null),
  'modal-last-page': incidentsModal(cityCentre(), at({ page: 9_999 }), null),
  'modal-one-page': incidentsModal(village(), at({ category: 'public-order' }, 'ST20 0LY'), null),
  'modal-one-incident': incidentsModal(village(), at({ category: 'drugs' }, 'ST20 0LY'), null),
  'modal-filtered-to-nothing': incidentsModal(
    village(),
    at({ category: 'drugs', outcome: 'no-suspect' }, 'ST20 0LY'),
    null,
  ),
  'modal-several-months': incidentsModal(ofMonths, at(), null),
  'modal-failure': failureModal({ kind: 'unreachable' }, at({ category: 'burglary', page: 2 }), FETCHED_AT),
  'modal-failure-without-retry': failureModal({ kind: 'unauthorised' }, at(), FETCHED_AT),
  'modal-saved': incidentsModal(village(), at({}, 'ST20 0LY'), savingMessage(postcode('ST20 0LY'), 'saved')),
  'modal-places-unavailable': incidentsModal(village(), at({}, 'ST20 0LY'), placesUnavailable()),
  'modal-stale': staleModal(),
}
