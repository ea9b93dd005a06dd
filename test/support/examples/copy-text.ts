import type { ModalView } from '@slack/types'
import type { Report } from '../../../src/crime/report.ts'
import type { ReportQuery } from '../../../src/crime/report-query.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { loadingText, staleText, textModal } from '../../../src/report/copy-text/modal.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, incident, postcode, reportOf, times } from '../incidents.ts'
import { village } from '../village.ts'

const of = (near: string, category: string | null = null): ReportQuery => ({
  postcode: postcode(near),
  category,
})
const LE1 = of('LE1 1WA')
const ST20 = of('ST20 0LY')

const shown = (report: Report, query: ReportQuery): ModalView => textModal(success(report), query, FETCHED_AT)

/** The modal that a report is copied from in every situation, by its name. */
export const texts: Readonly<Record<string, ModalView>> = {
  'text-loading': loadingText(LE1),
  'text-city-centre': shown(cityCentre({ unreadable: 2 }), LE1),
  'text-village': shown(village(), ST20),
  'text-one-incident': shown(reportOf([incident()]), LE1),
  'text-category': shown(cityCentre(), of('LE1 1WA', 'burglary')),
  'text-category-of-one': shown(village(), of('ST20 0LY', 'drugs')),
  'text-anti-social-behaviour': shown(
    reportOf(times(21, incident({ category: 'anti-social-behaviour', outcome: null }))),
    LE1,
  ),
  'text-none-of-category': shown(village(), of('ST20 0LY', 'robbery')),
  'text-failure': textModal(failed({ kind: 'unreachable' }), of('LE1 1WA', 'burglary'), FETCHED_AT),
  'text-failure-without-retry': textModal(failed({ kind: 'unauthorised' }), LE1, FETCHED_AT),
  'text-stale': staleText(),
}
