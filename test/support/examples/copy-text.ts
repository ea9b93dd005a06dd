import type { ModalView } from '@slack/types'
import type { Report } from '../../../src/crime/report.ts'
import type { ReportQuery } from '../../../src/crime/report-query.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { loadingTextModal, staleTextModal, textModal } from '../../../src/report/copy-text/modal.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, incident, postcode, reportOf, street, times } from '../incidents.ts'
import { transportPoliceOnly } from '../transport-police-only.ts'
import { village } from '../village.ts'
import { modalExamples } from './example.ts'

const of = (near: string, ...categories: readonly string[]): ReportQuery => ({
  postcode: postcode(near),
  categories,
})
const LE1 = of('LE1 1WA')
const ST20 = of('ST20 0LY')

const shown = (report: Report, query: ReportQuery): ModalView => textModal(success(report), query, FETCHED_AT)

/** The modal that a report is copied from in every situation, by its name. */
export const copyTextExamples = modalExamples('copy-text', {
  loading: ['Copy as text, for the moment before the figures are there', loadingTextModal([LE1.postcode])],
  'city-centre': [
    'Copy as text below the report for LE1 1WA, two records unreadable',
    shown(cityCentre({ unreadable: 2 }), LE1),
  ],
  'transport-police-only': [
    'Copy as text, the local force’s figures are missing',
    shown(transportPoliceOnly(), of('GL50 1AA')),
  ],
  'transport-police-only-category': [
    'Copy as text, drugs, the local force’s figures are missing',
    shown(transportPoliceOnly(), of('GL50 1AA', 'drugs')),
  ],
  village: ['Copy as text below the report for ST20 0LY', shown(village(), ST20)],
  'places-of-one-each': [
    'Copy as text, no place with two incidents, and some without a street',
    shown(
      reportOf([
        ...Array.from({ length: 20 }, (_, at) => incident({ street: street(`Road ${at}`) })),
        ...times(3, incident()),
      ]),
      LE1,
    ),
  ],
  'one-incident': ['Copy as text, one incident', shown(reportOf([incident()]), LE1)],
  category: ['Copy as text below a report of burglary', shown(cityCentre(), of('LE1 1WA', 'burglary'))],
  'several-categories': [
    'Copy as text below a report of burglary and drugs',
    shown(cityCentre(), of('LE1 1WA', 'burglary', 'drugs')),
  ],
  'category-of-one': [
    'Copy as text below a report of drugs, one incident',
    shown(village(), of('ST20 0LY', 'drugs')),
  ],
  'anti-social-behaviour': [
    'Copy as text, anti-social behaviour alone',
    shown(reportOf(times(21, incident({ category: 'anti-social-behaviour', outcome: null }))), LE1),
  ],
  'none-of-category': [
    'Copy as text below a report of robbery, none recorded',
    shown(village(), of('ST20 0LY', 'robbery')),
  ],
  failure: [
    'Copy as text, the police data service cannot be reached',
    textModal(failed({ kind: 'unreachable' }), of('LE1 1WA', 'burglary'), FETCHED_AT),
  ],
  'failure-without-retry': [
    'Copy as text, the data key is refused',
    textModal(failed({ kind: 'unauthorised' }), LE1, FETCHED_AT),
  ],
  stale: ['Try again in a modal that an older version opened', staleTextModal()],
})
