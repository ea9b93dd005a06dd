import { placesUnavailable, savingMessage } from '../../../src/features/home/saved-place-messages.ts'
import { type Browsed, type BrowseState, browseReport } from '../../../src/report/browse/state.ts'
import {
  failureModal,
  incidentsModal,
  loadingIncidentsModal,
  staleModal,
} from '../../../src/report/browse/view.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, incident, month, postcode, reportOf, street } from '../incidents.ts'
import { transportPoliceOnly } from '../transport-police-only.ts'
import { village } from '../village.ts'
import { modalExamples } from './example.ts'

const at = (given: Partial<BrowseState> = {}, near = 'LE1 1WA'): Browsed => ({
  state: {
    postcode: postcode(near),
    category: null,
    several: [],
    outcome: null,
    listed: false,
    page: 1,
    ...given,
  },
  place: null,
  menus: '',
})

const ofMonths = reportOf(
  ['2024-12', '2024-10', '2024-11'].map((text) =>
    incident({ month: month(text), street: { ...street(`Road of ${text}`), streetId: 1 } }),
  ),
)

/** The modal of incidents in every situation, by its name. */
export const browseExamples = modalExamples('browse', {
  loading: ['Browse incidents, for the moment before they are there', loadingIncidentsModal(at())],
  'loading-filtered': [
    'A page of burglaries without a suspect, for the moment before it is there',
    loadingIncidentsModal(at({ category: 'burglary', outcome: 'no-suspect', page: 3 })),
  ],
  places: ['Browse incidents below the report for LE1 1WA', incidentsModal(cityCentre(), at(), null)],
  'places-filtered': [
    'Next page, twice, with Violence and sexual offences chosen',
    incidentsModal(cityCentre(), at({ category: 'violent-crime', page: 3 }), null),
  ],
  'places-of-several-categories': [
    'Browse incidents below a report of burglary and drugs',
    incidentsModal(cityCentre(), browseReport(postcode('LE1 1WA'), ['burglary', 'drugs']), null),
  ],
  'places-last-page': ['The last page of places', incidentsModal(cityCentre(), at({ page: 9_999 }), null)],
  'one-place': [
    'Show beside a place, next page',
    incidentsModal(cityCentre(), { ...at({ page: 2 }), place: `#0.${FETCHED_AT}.2023-01` }, null),
  ],
  'street-not-given': [
    'Show beside Street not given',
    incidentsModal(cityCentre(), { ...at(), place: 'none' }, null),
  ],
  'first-page': ['List all incidents', incidentsModal(cityCentre(), at({ listed: true }), null)],
  'middle-page': [
    'List all incidents of violence and sexual offences, next page, twice',
    incidentsModal(cityCentre(), at({ category: 'violent-crime', listed: true, page: 3 }), null),
  ],
  'last-page': [
    'List all incidents, the last page',
    incidentsModal(cityCentre(), at({ listed: true, page: 9_999 }), null),
  ],
  'transport-police-only': [
    'Browse incidents near GL50 1AA, the local force’s figures are missing',
    incidentsModal(transportPoliceOnly(), at({}, 'GL50 1AA'), null),
  ],
  village: [
    'Browse incidents below the report for ST20 0LY',
    incidentsModal(village(), at({}, 'ST20 0LY'), null),
  ],
  'one-page': [
    'Public order chosen near ST20 0LY: one page',
    incidentsModal(village(), at({ category: 'public-order' }, 'ST20 0LY'), null),
  ],
  'one-incident': [
    'Drugs chosen near ST20 0LY: one incident',
    incidentsModal(village(), at({ category: 'drugs' }, 'ST20 0LY'), null),
  ],
  'filtered-to-nothing': [
    'Filters that no incident matches',
    incidentsModal(village(), at({ category: 'drugs', outcome: 'no-suspect' }, 'ST20 0LY'), null),
  ],
  'several-months': ['Browse incidents, records of three months', incidentsModal(ofMonths, at(), null)],
  failure: [
    'Burglary, page 2: the police data service cannot be reached',
    failureModal({ kind: 'unreachable' }, at({ category: 'burglary', page: 2 }), FETCHED_AT),
  ],
  'failure-without-retry': [
    'Browse incidents, the data key is refused',
    failureModal({ kind: 'unauthorised' }, at(), FETCHED_AT),
  ],
  saved: [
    'Save place in the modal',
    incidentsModal(
      village(),
      at({}, 'ST20 0LY'),
      savingMessage({ postcode: postcode('ST20 0LY'), name: null }, 'saved'),
    ),
  ],
  'places-unavailable': [
    'Save place while the database is unavailable',
    incidentsModal(village(), at({}, 'ST20 0LY'), placesUnavailable()),
  ],
  stale: ['Next page in a modal that an older version opened', staleModal()],
})
