import type { Alert } from '../../../src/features/alerts/alert.ts'
import { formOf, newForm, pauseFormOf } from '../../../src/features/alerts/form/form.ts'
import { formView, loadingView, resultView } from '../../../src/features/alerts/form/views.ts'
import {
  alertResultMessage,
  alreadyExistsMessage,
} from '../../../src/features/alerts/messages/alert-result.ts'
import { alertsUnavailable } from '../../../src/features/alerts/messages/errors.ts'
import { INITIAL_STATE, packHome } from '../../../src/features/home/state.ts'
import { alertOf, personal, TODAY, twoCategories } from '../../features/alerts/example-alerts.ts'
import { FETCHED_AT } from '../incidents.ts'
import { modalExamples } from './example.ts'

const DONE = {
  kind: 'set-up',
  alerts: [alertOf({ hasPosted: false })],
  existing: [],
  left: [],
  full: null,
} as const

/** What a form turns into whose place has an alert already. */
const alreadyExists = (alert: Alert) =>
  formView(formOf(alert, TODAY, null), alreadyExistsMessage(alert, null))

export const alertModalExamples = modalExamples('alerts', {
  'form-new': ['/crime alert', formView(newForm('C0NEIGHBOURS'), null)],
  'form-from-report': [
    'Alert this channel below a report of burglary',
    formView(newForm('C0NEIGHBOURS', { places: ['LE1 1WA'], categories: ['burglary'] }), null),
  ],
  'form-personal': [
    'Alert me, in the conversation with the app',
    formView(newForm('U0PRIYA', { places: ['LE1 1WA'] }), null),
  ],
  'form-edit': ['Edit in the list', formView(formOf(twoCategories({ inThread: false }), TODAY, null), null)],
  'form-edit-paused': [
    'Edit of a paused alert',
    formView(formOf(alertOf({ pausedUntil: '2027-01-05' }), TODAY, null), null),
  ],
  'form-edit-pause-over': [
    'Edit on the day a pause is over',
    formView(formOf(alertOf({ pausedUntil: TODAY }), TODAY, null), null),
  ],
  'form-pausing': ['Pause on Home', formView(pauseFormOf(alertOf(), TODAY, packHome(INITIAL_STATE)), null)],
  'form-pausing-paused': [
    'Pause of an alert of one’s own that somebody has paused meanwhile',
    formView(pauseFormOf(personal({ pausedUntil: '2027-01-05' }), TODAY, null), null),
  ],
  'form-edit-personal': [
    'Edit on Home of an alert for oneself',
    formView(formOf(personal(), TODAY, packHome(INITIAL_STATE)), null),
  ],
  'form-already-exists': ['The form, set up a second time', alreadyExists(twoCategories())],
  'form-already-exists-ended': [
    'The form, set up a second time, once the alert has ended',
    alreadyExists(twoCategories({ ended: 'archived' })),
  ],
  'form-already-exists-personal': [
    'The form of an alert for oneself, set up a second time',
    alreadyExists(personal()),
  ],
  'form-already-exists-ended-personal': [
    'The form of an alert for oneself, set up a second time, once the alert has ended',
    alreadyExists(personal({ ended: 'may-not-post' })),
  ],
  'form-unavailable': [
    'The form, submitted while the database is unavailable',
    formView(newForm('C0NEIGHBOURS', { places: ['LE1 1WA'] }), alertsUnavailable()),
  ],
  'form-submitted': ['The form, submitted', loadingView('Setting up the alert for LE1 1WA …')],
  'form-result': ['The form, done', resultView(alertResultMessage(DONE, 'U0PRIYA', FETCHED_AT))],
  'stop-result': [
    'Stop on Home',
    resultView(
      alertResultMessage({ kind: 'stopped', alerts: [personal()], batch: 'b1' }, 'U0PRIYA', FETCHED_AT),
      packHome(INITIAL_STATE),
    ),
  ],
})
