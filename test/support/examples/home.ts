import { comparisonOf } from '../../../src/crime/report-query.ts'
import { alertBlocks } from '../../../src/features/alerts/home-section.ts'
import { placesUnavailable, savingMessage } from '../../../src/features/home/messages.ts'
import { chooseMore } from '../../../src/features/home/places-section.ts'
import { INITIAL_STATE, submitField, unfiltered } from '../../../src/features/home/state.ts'
import type { HomeViewModel } from '../../../src/features/home/view.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { alertOf, personal, TODAY, twoCategories } from '../../features/alerts/example-alerts.ts'
import { LEICESTER, TWENTY, VILLAGE, withoutReport } from '../../features/home/places.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, postcode, reportOf } from '../incidents.ts'
import { NO_PAGES, PAGES } from '../own-pages.ts'
import { village } from '../village.ts'

const COMMANDS = [
  { typed: '/crime LE1 1WA', does: 'the latest month near a postcode' },
  { typed: '/crime saved', does: 'your saved places' },
]

/** Home on a first visit, but for what is given. */
export const viewModel = (given: Partial<HomeViewModel> = {}): HomeViewModel => ({
  state: INITIAL_STATE,
  places: [],
  usage: null,
  report: 'expired',
  comparison: 'expired',
  compareNotice: null,
  fieldNotice: null,
  saveNotice: null,
  sections: [],
  commands: COMMANDS,
  pages: NO_PAGES,
  now: FETCHED_AT,
  ...given,
})

const LE1 = postcode('LE1 1WA')
const ST20 = postcode('ST20 0LY')
const showing = (near: typeof LE1) => ({ ...INITIAL_STATE, browsed: unfiltered(near) })
const saved = [LEICESTER, withoutReport('M1 1AE')]
const comparison = { ...INITIAL_STATE, compared: [LE1, ST20] }
const both = {
  comparison: comparisonOf([LE1, ST20], null),
  found: [success(cityCentre()), success(village())],
}
const notAPostcode = submitField(INITIAL_STATE, 'leicester', FETCHED_AT).fieldNotice ?? null
const suggestion = submitField(INITIAL_STATE, 'LE1 IWA', FETCHED_AT).fieldNotice ?? null

/** What Home is drawn from in each situation, by its name. */
export const viewModels: Readonly<Record<string, HomeViewModel>> = {
  'first-visit': viewModel(),
  'with-pages': viewModel({ pages: PAGES }),
  'with-places': viewModel({ places: [withoutReport('LE1 1WA'), withoutReport('ST20 0LY')] }),
  'with-figures-in-memory': viewModel({ places: [LEICESTER, withoutReport('M1 1AE'), VILLAGE] }),
  'twenty-places': viewModel({ places: TWENTY }),
  'usage-without-limit': viewModel({ usage: { used: 1_204, limit: null } }),
  'usage-with-limit': viewModel({
    places: saved,
    state: showing(ST20),
    report: success(village()),
    usage: { used: 12, limit: 200 },
  }),
  editing: viewModel({
    places: [LEICESTER, withoutReport('M1 1AE'), VILLAGE],
    state: { ...INITIAL_STATE, editing: true },
  }),
  'editing-nothing': viewModel({ state: { ...INITIAL_STATE, editing: true } }),
  'report-shown': viewModel({ places: saved, state: showing(LE1), report: success(cityCentre()) }),
  'report-not-saved': viewModel({ places: saved, state: showing(ST20), report: success(village()) }),
  'report-filtered': viewModel({
    places: saved,
    state: {
      ...INITIAL_STATE,
      browsed: {
        state: { postcode: LE1, category: 'burglary', outcome: 'no-suspect', page: 2 },
        street: null,
      },
    },
    report: success(cityCentre()),
  }),
  'report-while-editing': viewModel({
    places: saved,
    state: { ...showing(ST20), editing: true },
    report: success(village()),
  }),
  'list-full': viewModel({
    places: TWENTY,
    state: showing(ST20),
    report: success(village()),
    saveNotice: savingMessage(ST20, 'full'),
  }),
  'list-full-with-failure': viewModel({
    places: TWENTY,
    state: showing(LE1),
    report: failed({ kind: 'unreachable' }),
    saveNotice: savingMessage(LE1, 'full'),
  }),
  'nothing-recorded': viewModel({ state: showing(LE1), report: success(reportOf([])) }),
  'looking-up': viewModel({ places: saved, state: showing(ST20), report: 'loading' }),
  expired: viewModel({ places: saved, state: showing(LE1), report: 'expired' }),
  failure: viewModel({ places: saved, state: showing(LE1), report: failed({ kind: 'unreachable' }) }),
  'failure-without-retry': viewModel({ state: showing(LE1), report: failed({ kind: 'out-of-credit' }) }),
  comparison: viewModel({ places: saved, state: comparison, comparison: both }),
  'comparison-after-a-report': viewModel({
    places: saved,
    state: { ...comparison, browsed: unfiltered(LE1) },
    report: success(cityCentre()),
    comparison: both,
  }),
  'comparison-partly-failed': viewModel({
    places: saved,
    state: comparison,
    comparison: { ...both, found: [success(cityCentre()), failed({ kind: 'unreachable' })] },
  }),
  'comparison-failed': viewModel({
    places: saved,
    state: comparison,
    comparison: { ...both, found: [failed({ kind: 'unreachable' }), failed({ kind: 'unreachable' })] },
  }),
  'comparison-loading': viewModel({ places: saved, state: comparison, comparison: 'loading' }),
  'comparison-expired': viewModel({ places: saved, state: comparison }),
  'comparison-too-few': viewModel({ places: saved, compareNotice: chooseMore() }),
  'places-unavailable': viewModel({ places: 'unavailable' }),
  'places-unavailable-with-report': viewModel({
    places: 'unavailable',
    state: showing(ST20),
    report: success(village()),
  }),
  'places-unavailable-when-saving': viewModel({
    places: 'unavailable',
    state: showing(ST20),
    report: success(village()),
    saveNotice: placesUnavailable(),
  }),
  'with-alerts': viewModel({
    places: saved,
    sections: alertBlocks(
      [
        alertOf(),
        twoCategories({ pausedUntil: '2027-01-05' }),
        personal({ id: 'a3', hasSpoken: false }),
        alertOf({ id: 'a4', postcode: ST20, stopped: 'archived' }),
      ],
      TODAY,
    ),
  }),
  'not-a-postcode': viewModel({ fieldNotice: notAPostcode }),
  'not-a-postcode-with-report': viewModel({
    places: saved,
    state: showing(ST20),
    report: success(village()),
    fieldNotice: notAPostcode,
  }),
  'suggestion-with-failure': viewModel({
    places: TWENTY,
    state: showing(LE1),
    report: failed({ kind: 'supplier-error' }),
    fieldNotice: suggestion,
  }),
}
