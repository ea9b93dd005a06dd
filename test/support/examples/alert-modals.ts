import { formOf, newForm } from '../../../src/features/alerts/form/form.ts'
import { formView, loadingView, resultView, stopView } from '../../../src/features/alerts/form/views.ts'
import { alreadyExistsMessage, setUpMessage } from '../../../src/features/alerts/messages/alert-result.ts'
import { alertsUnavailable } from '../../../src/features/alerts/messages/notices.ts'
import { INITIAL_STATE, packHome } from '../../../src/features/home/state.ts'
import { alertOf, personal, TODAY, twoCategories } from '../../features/alerts/example-alerts.ts'
import { placeNamed } from '../../features/home/places.ts'
import { modalExamples } from './example.ts'

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
  'form-pausing': [
    'Pause on Home',
    formView(
      { ...formOf(alertOf(), TODAY, packHome(INITIAL_STATE)), pausedUntil: '2027-02-16', pausing: true },
      null,
    ),
  ],
  'form-edit-personal': [
    'Edit on Home of an alert for oneself',
    formView(formOf(personal(), TODAY, packHome(INITIAL_STATE)), null),
  ],
  'form-already-exists': [
    'The form, set up a second time',
    formView(formOf(twoCategories(), TODAY, null), alreadyExistsMessage(twoCategories(), 'form')),
  ],
  'form-unavailable': [
    'The form, submitted while the database is unavailable',
    formView(newForm('C0NEIGHBOURS', { places: ['LE1 1WA'] }), alertsUnavailable()),
  ],
  'form-submitted': ['The form, submitted', loadingView([placeNamed('LE1 1WA')])],
  'form-result': ['The form, done', resultView(setUpMessage(alertOf({ hasPosted: false }), 'same channel'))],
  'stop-form': ['Stop in the list', stopView(alertOf(), null, null)],
  'stop-form-personal': ['Stop on Home', stopView(personal(), packHome(INITIAL_STATE), null)],
  'stop-form-unavailable': [
    'Stop, agreed to while the database is unavailable',
    stopView(alertOf(), null, alertsUnavailable()),
  ],
})
