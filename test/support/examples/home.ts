import { comparisonOf } from '../../../src/crime/report-query.ts'
import { alertCommands } from '../../../src/features/alerts/commands.ts'
import { alertBlocks } from '../../../src/features/alerts/messages/list.ts'
import { commandTable, linesOf } from '../../../src/features/command/crime-command.ts'
import { chooseMore } from '../../../src/features/home/places-section.ts'
import { notRestoredOnHome, removedOnHome } from '../../../src/features/home/remove-messages.ts'
import { savedPlaceCommands } from '../../../src/features/home/saved-place-commands.ts'
import { placesUnavailable } from '../../../src/features/home/saved-place-messages.ts'
import { INITIAL_STATE, submitField } from '../../../src/features/home/state.ts'
import { type HomeViewModel, homeView } from '../../../src/features/home/view.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { browseReport } from '../../../src/report/browse/state.ts'
import { alertOf, personal, TODAY, twoCategories } from '../../features/alerts/example-alerts.ts'
import { idle } from '../../features/command/context.ts'
import { HUNDRED, LEICESTER, placeNamed, VILLAGE, withoutReport } from '../../features/home/places.ts'
import { nth } from '../answers.ts'
import { alertsInMemory } from '../app/alerts-in-memory.ts'
import { placesInMemory } from '../app/saved-places-in-memory.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, postcode, reportOf } from '../incidents.ts'
import { NO_PAGES, PAGES } from '../operator-pages.ts'
import { transportPoliceOnly } from '../transport-police-only.ts'
import { village } from '../village.ts'
import { homeExamples } from './example.ts'

const context = {
  ...idle,
  ...{ reply: () => async () => undefined, places: placesInMemory().places, alerts: alertsInMemory().alerts },
}

/** What the app lists there: all commands but help. */
const COMMANDS = linesOf(
  commandTable({
    ...context,
    subcommands: [...alertCommands(context), ...savedPlaceCommands(context)],
  }).filter(({ intents }) => !intents.includes('help')),
)

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
  placesNotice: null,
  sections: [],
  commands: COMMANDS,
  pages: NO_PAGES,
  now: FETCHED_AT,
  ...given,
})

const LE1 = postcode('LE1 1WA')
const ST20 = postcode('ST20 0LY')
const showing = (near: typeof LE1) => ({ ...INITIAL_STATE, browsed: browseReport(near, []) })
const turn = ['home.section.next', 'home.section.previous'] as const
const saved = [LEICESTER, withoutReport('B1 1AA')]
const bothSaved = [LEICESTER, VILLAGE]
const comparison = { ...INITIAL_STATE, compared: [LE1, ST20] }
const both = {
  comparison: comparisonOf([LE1, ST20]),
  results: [success(cityCentre()), success(village())],
}
const notAPostcode = submitField(INITIAL_STATE, 'leicester').fieldNotice ?? null
const suggestion = submitField(INITIAL_STATE, 'LE1 IWA').fieldNotice ?? null

const homeTab = (given: Partial<HomeViewModel>) => homeView(viewModel(given))

export const homeTabExamples = homeExamples('home', {
  'first-visit': ['Home, opened for the first time', homeTab({})],
  'with-pages': ['Home where the operator gives privacy and support pages', homeTab({ pages: PAGES })],
  'with-places': [
    'Home with two saved places, nothing looked up in the last hour',
    homeTab({ places: [withoutReport('LE1 1WA'), withoutReport('ST20 0LY')] }),
  ],
  'transport-police-only': [
    'Home with GL50 1AA shown, of which the local force’s figures are missing',
    homeTab({
      state: showing(postcode('GL50 1AA')),
      places: [{ ...LEICESTER, postcode: postcode('GL50 1AA'), report: transportPoliceOnly() }],
      report: success(transportPoliceOnly()),
    }),
  ],
  'with-figures-in-memory': [
    'Home with three saved places, two looked up in the last hour',
    homeTab({ places: [LEICESTER, withoutReport('B1 1AA'), VILLAGE] }),
  ],
  'many-places': ['Home with as many saved places as there may be', homeTab({ places: HUNDRED })],
  'usage-without-limit': [
    'Home of a workspace without a limit, 1,204 look-ups today',
    homeTab({ usage: { used: 1_204, limit: null } }),
  ],
  'usage-with-limit': [
    'Home of a workspace with a limit, a report open',
    homeTab({
      places: saved,
      state: showing(ST20),
      report: success(village()),
      usage: { used: 12, limit: 200 },
    }),
  ],
  'many-places-last-page': [
    'Home with as many saved places as there may be, the last page',
    homeTab({ places: HUNDRED, state: { ...INITIAL_STATE, placesPage: 10 } }),
  ],
  'editing-many': [
    'Edit above as many saved places as there may be',
    homeTab({ places: HUNDRED, state: { ...INITIAL_STATE, editing: true, placesPage: 2 } }),
  ],
  'with-names': [
    'Home with named places, the report of one open',
    homeTab({
      places: [{ ...LEICESTER, name: 'Head office' }, withoutReport('B1 1AA', 'Depot <@U1> *now*')],
      state: showing(LE1),
      report: success(cityCentre()),
    }),
  ],
  'compared-with-names': [
    'Two named places compared on Home',
    homeTab({
      places: [
        { ...LEICESTER, name: 'Head office' },
        { ...VILLAGE, name: 'Village hall' },
      ],
      state: comparison,
      comparison: both,
    }),
  ],
  editing: [
    'Edit above the saved places',
    homeTab({
      places: [LEICESTER, withoutReport('B1 1AA'), VILLAGE],
      state: { ...INITIAL_STATE, editing: true },
    }),
  ],
  'editing-nothing': [
    'Edit after the last saved place was removed',
    homeTab({ state: { ...INITIAL_STATE, editing: true } }),
  ],
  'report-shown': [
    'A saved place pressed',
    homeTab({ places: saved, state: showing(LE1), report: success(cityCentre()) }),
  ],
  'report-not-saved': [
    'ST20 0LY looked up in the field, not saved',
    homeTab({ places: saved, state: showing(ST20), report: success(village()) }),
  ],
  'report-filtered': [
    'Page 2 of the burglaries without a suspect near LE1 1WA',
    homeTab({
      places: saved,
      state: {
        ...INITIAL_STATE,
        browsed: {
          state: {
            postcode: LE1,
            category: 'burglary',
            several: [],
            outcome: 'no-suspect',
            listed: true,
            page: 2,
          },
          place: null,
          menus: '',
        },
      },
      report: success(cityCentre()),
    }),
  ],
  'report-while-editing': [
    'Edit while a report is open',
    homeTab({
      places: saved,
      state: { ...showing(ST20), editing: true },
      report: success(village()),
    }),
  ],
  removed: [
    'A saved place removed in the edited list',
    homeTab({
      places: saved.slice(1),
      state: { ...INITIAL_STATE, editing: true },
      placesNotice: removedOnHome({ ...placeNamed('LE1 1WA', 'Head office'), index: 0 }),
    }),
  ],
  'not-restored': [
    'Undo below a removed place while the database is out of reach',
    homeTab({
      places: 'unavailable',
      state: { ...INITIAL_STATE, editing: true },
      placesNotice: notRestoredOnHome({ postcode: LE1, index: 0 }),
    }),
  ],
  'list-full': [
    'Save place with a hundred places saved',
    homeTab({
      places: HUNDRED,
      state: showing(ST20),
      report: success(village()),
    }),
  ],
  'list-full-edited': [
    'Edit list with a hundred places saved, below the place to save',
    homeTab({
      places: HUNDRED,
      state: { ...showing(ST20), editing: true },
      report: success(village()),
    }),
  ],
  'many-places-comparison': [
    'Home with as many saved places as there may be, two places compared',
    homeTab({ places: HUNDRED, state: comparison, comparison: both }),
  ],
  'list-full-with-failure': [
    'Save place with a hundred places saved, below a failure',
    homeTab({
      places: HUNDRED,
      state: showing(LE1),
      report: failed({ kind: 'unreachable' }),
    }),
  ],
  'nothing-recorded': [
    'LE1 1WA looked up in the field, nothing recorded',
    homeTab({ state: showing(LE1), report: success(reportOf([])) }),
  ],
  'looking-up': [
    'ST20 0LY looked up in the field, for the moment before the figures are there',
    homeTab({ places: saved, state: showing(ST20), report: 'loading' }),
  ],
  expired: [
    'Home opened again an hour after a report',
    homeTab({ places: saved, state: showing(LE1), report: 'expired' }),
  ],
  failure: [
    'LE1 1WA looked up in the field, the police data service cannot be reached',
    homeTab({ places: saved, state: showing(LE1), report: failed({ kind: 'unreachable' }) }),
  ],
  'failure-without-retry': [
    'LE1 1WA looked up in the field, the data allowance is used up',
    homeTab({ state: showing(LE1), report: failed({ kind: 'out-of-credit' }) }),
  ],
  comparison: [
    'Compare with two saved places chosen',
    homeTab({ places: bothSaved, state: comparison, comparison: both }),
  ],
  'comparison-categories': [
    'LE1 1WA vs ST20 0LY burglary, drugs typed into the field',
    homeTab({
      places: saved,
      state: { ...comparison, comparedCategories: ['burglary', 'drugs'] },
      comparison: { ...both, comparison: comparisonOf([LE1, ST20], ['burglary', 'drugs']) },
    }),
  ],
  'comparison-after-a-report': [
    'Compare below an open report',
    homeTab({
      places: bothSaved,
      state: { ...comparison, browsed: browseReport(LE1, []) },
      report: success(cityCentre()),
      comparison: both,
    }),
  ],
  'comparison-partly-failed': [
    'Compare, one of the places cannot be reached',
    homeTab({
      places: bothSaved,
      state: comparison,
      comparison: { ...both, results: [success(cityCentre()), failed({ kind: 'unreachable' })] },
    }),
  ],
  'comparison-failed': [
    'Compare, neither place can be reached',
    homeTab({
      places: bothSaved,
      state: comparison,
      comparison: { ...both, results: [failed({ kind: 'unreachable' }), failed({ kind: 'unreachable' })] },
    }),
  ],
  'comparison-loading': [
    'Compare, for the moment before the figures are there',
    homeTab({ places: bothSaved, state: comparison, comparison: 'loading' }),
  ],
  'comparison-expired': [
    'Home opened again an hour after a comparison',
    homeTab({ places: bothSaved, state: comparison }),
  ],
  'comparison-too-few': [
    'Compare with one place chosen',
    homeTab({ places: saved, compareNotice: chooseMore() }),
  ],
  'places-unavailable': ['Home while the database is unavailable', homeTab({ places: 'unavailable' })],
  'places-unavailable-with-report': [
    'A report on Home while the database is unavailable',
    homeTab({
      places: 'unavailable',
      state: showing(ST20),
      report: success(village()),
    }),
  ],
  'places-unavailable-when-saving': [
    'Save place on Home while the database is unavailable',
    homeTab({
      places: 'unavailable',
      state: showing(ST20),
      report: success(village()),
      saveNotice: placesUnavailable(),
    }),
  ],
  'with-alerts': [
    'Home of a person who set up four alerts: running, paused, personal, ended',
    homeTab({
      places: saved,
      sections: alertBlocks(
        [
          alertOf(),
          twoCategories({ pausedUntil: '2027-01-05' }),
          personal({ id: 'a3', hasPosted: false }),
          alertOf({ id: 'a4', postcode: ST20, ended: 'archived', name: 'Village hall' }),
        ],
        saved,
        TODAY,
        { page: 1, turn },
      ),
    }),
  ],
  'with-300-alerts': [
    'Home of a person who set up three hundred alerts, the second page',
    homeTab({
      places: saved,
      state: { ...INITIAL_STATE, sectionPage: 2 },
      sections: alertBlocks(
        Array.from({ length: 300 }, (_, at) =>
          alertOf({ id: `a${at}`, postcode: nth(at), name: `Site ${at + 1}` }),
        ),
        [],
        TODAY,
        { page: 2, turn },
      ),
    }),
  ],
  'with-saved-places-to-add': [
    'Home of a person with saved places and no alert',
    homeTab({ places: saved, sections: alertBlocks([], saved, TODAY, { page: 1, turn }) }),
  ],
  'not-a-postcode': ['leicester typed into the field', homeTab({ fieldNotice: notAPostcode })],
  'not-a-postcode-with-report': [
    'leicester typed into the field, a report open',
    homeTab({
      places: saved,
      state: showing(ST20),
      report: success(village()),
      fieldNotice: notAPostcode,
    }),
  ],
  'suggestion-with-failure': [
    'LE1 IWA typed into the field, below a failure',
    homeTab({
      places: HUNDRED,
      state: showing(LE1),
      report: failed({ kind: 'supplier-error' }),
      fieldNotice: suggestion,
    }),
  ],
})
