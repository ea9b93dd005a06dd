import type { ModalView } from '@slack/types'
import { choiceMessage, noPostcodeFound } from '../../../src/features/shortcuts/messages.ts'
import { loadingModal, postcodeModal, reportModal } from '../../../src/features/shortcuts/modal.ts'
import { failed, success } from '../../../src/lib/result.ts'
import type { Message } from '../../../src/slack/ui/blocks.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, postcode, reportOf } from '../incidents.ts'

const LE1 = postcode('LE1 1WA')
const places = Array.from({ length: 25 }, (_, at) => postcode(`M${at + 1} 1AE`))

/** All messages of the shortcuts. */
export const messages: Readonly<Record<string, Message>> = {
  'choice-of-two': choiceMessage(places.slice(0, 2)),
  'choice-of-five': choiceMessage(places.slice(0, 5)),
  'choice-of-25': choiceMessage(places),
  'no-postcode-found': noPostcodeFound(),
}

/** The modal that asks, and what it shows after. */
export const modals: Readonly<Record<string, ModalView>> = {
  'modal-anywhere': postcodeModal({ searched: false, possible: null }),
  'modal-nothing-found': postcodeModal({ searched: true, possible: null }),
  'modal-in-doubt': postcodeModal({ searched: true, possible: LE1 }),
  'modal-waiting': loadingModal(LE1),
  'modal-report': reportModal(LE1, success(cityCentre()), FETCHED_AT),
  'modal-nothing-recorded': reportModal(LE1, success(reportOf([])), FETCHED_AT),
  'modal-failure': reportModal(LE1, failed({ kind: 'unreachable' }), FETCHED_AT),
  'modal-failure-for-good': reportModal(LE1, failed({ kind: 'out-of-credit' }), FETCHED_AT),
}
