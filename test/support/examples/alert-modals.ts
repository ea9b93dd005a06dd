import type { ModalView } from '@slack/types'
import { formView, resultView, stopView, waitingView } from '../../../src/features/alerts/form/views.ts'
import { alreadyExistsMessage } from '../../../src/features/alerts/messages/already-exists.ts'
import { alertsUnavailable } from '../../../src/features/alerts/messages/notices.ts'
import { setUpMessage } from '../../../src/features/alerts/messages/saved.ts'
import { formOf, newForm } from '../../../src/features/alerts/recipients.ts'
import { INITIAL_STATE, packHome } from '../../../src/features/home/state.ts'
import { alertOf, personal, TODAY, twoCategories } from '../../features/alerts/example-alerts.ts'
import { postcode } from '../incidents.ts'

/** All windows of alerts/, by the name of their situation. */
export const windows: Readonly<Record<string, ModalView>> = {
  'form-new': formView(newForm('C0NEIGHBOURS'), null),
  'form-from-report': formView(
    newForm('C0NEIGHBOURS', { postcode: 'LE1 1WA', categories: ['burglary'] }),
    null,
  ),
  'form-personal': formView(newForm('U0PRIYA', { postcode: 'LE1 1WA' }), null),
  'form-edit': formView(formOf(twoCategories({ inThread: false }), TODAY, null), null),
  'form-edit-paused': formView(formOf(alertOf({ pausedUntil: '2027-01-05' }), TODAY, null), null),
  'form-edit-pause-over': formView(formOf(alertOf({ pausedUntil: TODAY }), TODAY, null), null),
  'form-pausing': formView(
    { ...formOf(alertOf(), TODAY, packHome(INITIAL_STATE)), pausedUntil: '2027-02-16', pausing: true },
    null,
  ),
  'form-edit-personal': formView(formOf(personal(), TODAY, packHome(INITIAL_STATE)), null),
  'form-known': formView(formOf(twoCategories(), TODAY, null), alreadyExistsMessage(twoCategories(), 'form')),
  'form-away': formView(newForm('C0NEIGHBOURS', { postcode: 'LE1 1WA' }), alertsUnavailable()),
  waiting: waitingView(postcode('LE1 1WA')),
  result: resultView(setUpMessage(alertOf({ hasSpoken: false }), true)),
  stop: stopView(alertOf(), null, null),
  'stop-personal': stopView(personal(), packHome(INITIAL_STATE), null),
  'stop-away': stopView(alertOf(), null, alertsUnavailable()),
}
