import { chartsRefused } from '../../../src/report/chart/chart-support.ts'
import { chartMessage } from '../../../src/report/chart/message.ts'
import type { ReportView } from '../../../src/report/message.ts'
import type { ChartMessage } from '../../../src/slack/ui/charts.ts'
import { cityCentre } from '../city-centre.ts'
import { incident, reportOf, times } from '../incidents.ts'
import { village } from '../village.ts'

const PRIVATE: ReportView = { category: null, canShare: true, canChart: false, sharedBy: null }
const ASB = { category: 'anti-social-behaviour', outcome: null }

const several = ['Local resolution', 'Awaiting court outcome', 'Offender given a caution', 'New words for it']

const oneCategory = reportOf([
  ...times(14, incident({ category: 'violent-crime' })),
  ...several.flatMap((outcome, at) => times(4 - at, incident({ category: 'violent-crime', outcome }))),
])

const shown = (report: Parameters<typeof chartMessage>[0], view: Partial<ReportView> = {}): ChartMessage =>
  chartMessage(report, { ...PRIVATE, ...view })

/** A report as charts in every situation, by its name. */
export const charts: Readonly<Record<string, ChartMessage>> = {
  'chart-city-centre': shown(cityCentre()),
  'chart-village': shown(village()),
  'chart-category': shown(cityCentre(), { category: 'burglary' }),
  'chart-category-village': shown(village(), { category: 'public-order' }),
  'chart-shared': shown(cityCentre(), { canShare: false, sharedBy: 'U0PRIYA' }),
  'chart-without-share': shown(village(), { canShare: false }),
  'chart-one-category': shown(oneCategory),
  'chart-one-outcome': shown(reportOf([...times(20, incident()), incident({ category: 'robbery' })])),
  'chart-of-nothing-but-anti-social-behaviour': shown(reportOf(times(21, incident(ASB)))),
  'chart-no-outcome-published': shown(
    reportOf([...times(12, incident(ASB)), ...times(10, incident({ outcome: null }))]),
  ),
  'chart-none-of-category': shown(village(), { category: 'robbery' }),
  'chart-many-categories': shown(
    reportOf(
      Array.from({ length: 30 }, (_, at) => times(at + 1, incident({ category: `kind-${at}` }))).flat(),
    ),
  ),
  'charts-refused': chartsRefused(),
}
