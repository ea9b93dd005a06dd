import { choiceMessage, noPostcodeFound } from '../../../src/features/shortcuts/message-shortcut.ts'
import { loadingReportModal, postcodeModal, reportModal } from '../../../src/features/shortcuts/modal.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, postcode, reportOf } from '../incidents.ts'
import { village } from '../village.ts'
import { messageExamples, modalExamples } from './example.ts'

const LE1 = postcode('LE1 1WA')
const QUERY = { postcode: LE1, categories: [] }
const places = Array.from({ length: 25 }, (_, at) => postcode(`B${at + 1} 1AA`))

/** All messages of the shortcuts. */
const messages = messageExamples('shortcuts', {
  'choice-of-two': [
    'The message shortcut on a message with two postcodes',
    choiceMessage(places.slice(0, 2)),
  ],
  'choice-of-five': [
    'The message shortcut on a message with five postcodes',
    choiceMessage(places.slice(0, 5)),
  ],
  'choice-of-25': ['The message shortcut on a message with 25 postcodes', choiceMessage(places)],
  'no-postcode-found': [
    'The message shortcut on a message without a postcode, the modal could not be opened',
    noPostcodeFound(),
  ],
})

/** The modal that asks, and what it shows after. */
const modals = modalExamples('shortcuts', {
  'postcode-form': ['The global shortcut', postcodeModal({ searched: false, possible: null })],
  'postcode-form-nothing-found': [
    'The message shortcut on a message without a postcode',
    postcodeModal({ searched: true, possible: null }),
  ],
  'postcode-form-suggestion': [
    'The message shortcut where a postcode is likely but not sure',
    postcodeModal({ searched: true, possible: LE1 }),
  ],
  loading: ['The form, submitted', loadingReportModal(LE1)],
  report: ['The form, answered', reportModal(QUERY, success(cityCentre()), FETCHED_AT)],
  'report-categories': [
    'The form, answered with some categories and what was not understood',
    reportModal(
      { postcode: LE1, categories: ['burglary', 'drugs'] },
      success(cityCentre()),
      FETCHED_AT,
      'We didn’t understand “dragons”.',
    ),
  ],
  'none-of-category': [
    'The form, answered with a category of which none is recorded',
    reportModal({ postcode: LE1, categories: ['robbery'] }, success(village()), FETCHED_AT),
  ],
  'nothing-recorded': ['The form, nothing recorded', reportModal(QUERY, success(reportOf([])), FETCHED_AT)],
  failure: [
    'The form, the police data service cannot be reached',
    reportModal(QUERY, failed({ kind: 'unreachable' }), FETCHED_AT),
  ],
  'failure-without-retry': [
    'The form, the data allowance is used up',
    reportModal(QUERY, failed({ kind: 'out-of-credit' }), FETCHED_AT),
  ],
})

export const shortcutExamples = [...messages, ...modals]
