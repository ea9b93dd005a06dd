import { alertBlocks } from '../../../src/features/alerts/home-section.ts'
import { chooseMore } from '../../../src/features/home/comparison-section.ts'
import { placesUnavailable, savingMessage } from '../../../src/features/home/messages.ts'
import { UNTOUCHED } from '../../../src/features/home/state.ts'
import { typed, unfiltered } from '../../../src/features/home/transitions.ts'
import type { HomeViewModel } from '../../../src/features/home/view.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { comparing as comparisonOf } from '../../../src/report/compare/comparison.ts'
import { alertOf, personal, TODAY, twoCategories } from '../../features/alerts/example-alerts.ts'
import { LEICESTER, TWENTY, unknown, VILLAGE } from '../../features/home/places.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, postcode, reportOf } from '../incidents.ts'
import { NO_PAGES, PAGES } from '../own-pages.ts'
import { village } from '../village.ts'

const COMMANDS = [
  { typed: '/crime LE1 1WA', does: 'the latest month near a postcode' },
  { typed: '/crime saved', does: 'your saved places' },
]

/** Home as nobody has touched it, but for what is given. */
export const sight = (given: Partial<HomeViewModel> = {}): HomeViewModel => ({
  state: UNTOUCHED,
  places: [],
  use: null,
  shown: 'forgotten',
  compared: 'forgotten',
  besideMenu: null,
  besideField: null,
  afterStep: null,
  sections: [],
  commands: COMMANDS,
  pages: NO_PAGES,
  now: FETCHED_AT,
  ...given,
})

const LE1 = postcode('LE1 1WA')
const ST20 = postcode('ST20 0LY')
const showing = (near: typeof LE1) => ({ ...UNTOUCHED, browsed: unfiltered(near) })
const saved = [LEICESTER, unknown('M1 1AE')]
const comparing = { ...UNTOUCHED, compared: [LE1, ST20] }
const both = {
  comparison: comparisonOf([LE1, ST20], null),
  found: [success(cityCentre()), success(village())],
}
const nonsense = typed(UNTOUCHED, 'leicester', FETCHED_AT).besideField ?? null
const slip = typed(UNTOUCHED, 'LE1 IWA', FETCHED_AT).besideField ?? null

/** What Home is drawn from in every situation, by its name. */
export const sights: Readonly<Record<string, HomeViewModel>> = {
  'first-visit': sight(),
  'with-pages': sight({ pages: PAGES }),
  'with-places': sight({ places: [unknown('LE1 1WA'), unknown('ST20 0LY')] }),
  'with-known-figures': sight({ places: [LEICESTER, unknown('M1 1AE'), VILLAGE] }),
  'twenty-places': sight({ places: TWENTY }),
  'use-without-limit': sight({ use: { used: 1_204, limit: null } }),
  'use-of-limit': sight({
    places: saved,
    state: showing(ST20),
    shown: success(village()),
    use: { used: 12, limit: 200 },
  }),
  editing: sight({ places: [LEICESTER, unknown('M1 1AE'), VILLAGE], state: { ...UNTOUCHED, editing: true } }),
  'editing-nothing': sight({ state: { ...UNTOUCHED, editing: true } }),
  'report-shown': sight({ places: saved, state: showing(LE1), shown: success(cityCentre()) }),
  'report-not-saved': sight({ places: saved, state: showing(ST20), shown: success(village()) }),
  'report-filtered': sight({
    places: saved,
    state: {
      ...UNTOUCHED,
      browsed: {
        state: { postcode: LE1, category: 'burglary', outcome: 'no-suspect', page: 2 },
        street: null,
      },
    },
    shown: success(cityCentre()),
  }),
  'report-while-editing': sight({
    places: saved,
    state: { ...showing(ST20), editing: true },
    shown: success(village()),
  }),
  'no-more-fit': sight({
    places: TWENTY,
    state: showing(ST20),
    shown: success(village()),
    afterStep: savingMessage(ST20, 'full'),
  }),
  'no-more-fit-beside-a-failure': sight({
    places: TWENTY,
    state: showing(LE1),
    shown: failed({ kind: 'unreachable' }),
    afterStep: savingMessage(LE1, 'full'),
  }),
  'nothing-recorded': sight({ state: showing(LE1), shown: success(reportOf([])) }),
  'looking-up': sight({ places: saved, state: showing(ST20), shown: 'on its way' }),
  forgotten: sight({ places: saved, state: showing(LE1), shown: 'forgotten' }),
  failure: sight({ places: saved, state: showing(LE1), shown: failed({ kind: 'unreachable' }) }),
  'failure-without-retry': sight({ state: showing(LE1), shown: failed({ kind: 'out-of-credit' }) }),
  comparing: sight({ places: saved, state: comparing, compared: both }),
  'comparing-after-a-report': sight({
    places: saved,
    state: { ...comparing, browsed: unfiltered(LE1) },
    shown: success(cityCentre()),
    compared: both,
  }),
  'comparing-with-a-gap': sight({
    places: saved,
    state: comparing,
    compared: { ...both, found: [success(cityCentre()), failed({ kind: 'unreachable' })] },
  }),
  'comparing-nothing': sight({
    places: saved,
    state: comparing,
    compared: { ...both, found: [failed({ kind: 'unreachable' }), failed({ kind: 'unreachable' })] },
  }),
  'comparing-on-its-way': sight({ places: saved, state: comparing, compared: 'on its way' }),
  'comparing-forgotten': sight({ places: saved, state: comparing }),
  'comparing-too-few': sight({ places: saved, besideMenu: chooseMore() }),
  'places-away': sight({ places: 'unavailable' }),
  'places-away-with-report': sight({
    places: 'unavailable',
    state: showing(ST20),
    shown: success(village()),
  }),
  'places-away-when-saving': sight({
    places: 'unavailable',
    state: showing(ST20),
    shown: success(village()),
    afterStep: placesUnavailable(),
  }),
  'with-alerts': sight({
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
  'nonsense-beside-the-field': sight({ besideField: nonsense }),
  'nonsense-with-report': sight({
    places: saved,
    state: showing(ST20),
    shown: success(village()),
    besideField: nonsense,
  }),
  'slip-with-failure': sight({
    places: TWENTY,
    state: showing(LE1),
    shown: failed({ kind: 'supplier-error' }),
    besideField: slip,
  }),
}
