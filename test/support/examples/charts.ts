import type { ReportView } from '../../../src/report/buttons.ts'
import { chartMessage } from '../../../src/report/chart.ts'
import { chartsUnsupported } from '../../../src/report/notices.ts'
import type { ChartMessage } from '../../../src/slack/ui/charts.ts'
import { cityCentre } from '../city-centre.ts'
import { incident, reportOf, times } from '../incidents.ts'
import { transportPoliceOnly } from '../transport-police-only.ts'
import { village } from '../village.ts'
import { messageExamples } from './example.ts'

const PRIVATE: ReportView = { categories: [], audience: 'channel', canChart: false, sharedBy: null }
const ASB = { category: 'anti-social-behaviour', outcome: null }

const several = ['Local resolution', 'Awaiting court outcome', 'Offender given a caution', 'New words for it']

const oneCategory = reportOf([
  ...times(14, incident({ category: 'violent-crime' })),
  ...several.flatMap((outcome, at) => times(4 - at, incident({ category: 'violent-crime', outcome }))),
])

const shown = (report: Parameters<typeof chartMessage>[0], view: Partial<ReportView> = {}): ChartMessage =>
  chartMessage(report, { ...PRIVATE, ...view })

/** A report as charts in every situation, by its name. */
export const chartExamples = messageExamples('chart', {
  'city-centre': ['Chart below the report for LE1 1WA', shown(cityCentre())],
  'transport-police-only': [
    'Chart below the report for GL50 1AA, the local force’s figures are missing',
    shown(transportPoliceOnly()),
  ],
  village: ['Chart below the report for ST20 0LY', shown(village())],
  category: ['Chart below a report of burglary', shown(cityCentre(), { categories: ['burglary'] })],
  'category-village': [
    'Chart below a report of public order, few incidents',
    shown(village(), { categories: ['public-order'] }),
  ],
  'several-categories': [
    'Chart below a report of burglary and drugs',
    shown(cityCentre(), { categories: ['burglary', 'drugs'] }),
  ],
  shared: [
    'Share to channel below a chart',
    shown(cityCentre(), { audience: 'nobody', sharedBy: 'U0PRIYA' }),
    'channel',
  ],
  'without-share': ['Chart in a direct message', shown(village(), { audience: 'nobody' })],
  'one-category': ['Chart, one category and five outcomes', shown(oneCategory)],
  'one-outcome': [
    'Chart, one outcome',
    shown(reportOf([...times(20, incident()), incident({ category: 'robbery' })])),
  ],
  'one-outcome-none-given': [
    'Chart, two categories and no outcome given',
    shown(
      reportOf(
        [...times(20, 'burglary'), 'robbery'].map((category) => incident({ category, outcome: null })),
      ),
    ),
  ],
  'only-anti-social-behaviour': [
    'Chart, anti-social behaviour alone',
    shown(reportOf(times(21, incident(ASB)))),
  ],
  'no-outcome': [
    'Chart, no outcome at all',
    shown(reportOf([...times(12, incident(ASB)), ...times(10, incident({ outcome: null }))])),
  ],
  'none-of-category': [
    'Chart below a report of robbery, none recorded',
    shown(village(), { categories: ['robbery'] }),
  ],
  'many-categories': [
    'Chart, thirty categories that the app does not know',
    shown(
      reportOf(
        Array.from({ length: 30 }, (_, at) => times(at + 1, incident({ category: `kind-${at}` }))).flat(),
      ),
    ),
  ],
  refused: ['Chart where Slack refuses charts', chartsUnsupported()],
})
