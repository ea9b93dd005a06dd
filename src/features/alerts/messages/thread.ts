import { monthsInWords } from '../../../crime/month.ts'
import { countCategories, countCategory, type IncidentCounts, type Report } from '../../../crime/report.ts'
import { openIncidents } from '../../../report/browse/actions.ts'
import { footer } from '../../../report/footer.ts'
import { unheadedBlocks } from '../../../report/message.ts'
import { multiCategoryBlocks, multiCategorySummary } from '../../../report/multi-category.ts'
import { summary } from '../../../report/summary.ts'
import { actions, bold, context, type Message, paragraph, words } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { incidents } from '../../../slack/ui/format.ts'
import { manageAlerts } from '../actions.ts'
import type { Alert } from '../alert.ts'
import { ofCategories } from '../format.ts'

// The browser of incidents filters by one category; of several it shows all.
const oneOf = ({ categories }: Alert): string | null =>
  categories.length === 1 ? (categories[0] ?? null) : null

const buttons = (alert: Alert) =>
  actions('alert', [
    button('Browse incidents', openIncidents.press({ postcode: alert.postcode, category: oneOf(alert) })),
    button('Manage alerts', manageAlerts.press('here')),
  ])

const noneOfThem = (alert: Alert, report: Report): Message => {
  const none = `No incidents${ofCategories(alert.categories)} were recorded near ${report.postcode} in ${monthsInWords(report.months)}.`
  const others = `There ${report.total === 1 ? 'was 1 incident of another kind' : `were ${incidents(report.total)} of other kinds`}.`
  return {
    text: `${none} ${others}`,
    blocks: [
      paragraph(bold(none), words(`\n${others}`)),
      ...buttons(alert),
      context(footer(report, report, null)),
    ],
  }
}

const about = (alert: Alert, report: Report, shown: IncidentCounts): Message => {
  const category = oneOf(alert)
  const several = alert.categories.length > 1
  return {
    text: several
      ? multiCategorySummary(report, shown, ofCategories(alert.categories))
      : summary(report, shown, category),
    blocks: [
      ...(several
        ? multiCategoryBlocks(report, shown, ofCategories(alert.categories))
        : unheadedBlocks(report, shown, category)),
      ...buttons(alert),
      context(footer(report, shown, null)),
    ],
  }
}

/**
 * The figures behind an announcement, for its thread: the whole report, or that of the watched categories
 * together. Source: wireframes, alert-thread.json.
 */
export const thread = (alert: Alert, report: Report): Message => {
  const category = oneOf(alert)
  const shown =
    category === null ? countCategories(report, alert.categories) : countCategory(report, category)
  return shown.total === 0 ? noneOfThem(alert, report) : about(alert, report, shown)
}
