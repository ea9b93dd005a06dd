import { monthsInWords } from '../crime/month.ts'
import type { IncidentCounts, Report } from '../crime/report.ts'
import { count, incidents, share } from '../slack/ui/format.ts'
import { type Mrkdwn, mrkdwn } from '../slack/ui/mrkdwn.ts'
import { FEW } from '../slack/ui/text-table.ts'

/** The first line under the headline, in parts: how many, of when, and where. */
export type Headline = { readonly total: string; readonly months: string; readonly rest: string }

const whereOf = (total: number): string =>
  total === 1 ? 'on or near a nearby street' : 'each on or near a nearby street'

const ofAll = (report: Report, shown: IncidentCounts): string => {
  const of = `of ${count(report.total)} nearby`
  return shown.total < FEW ? of : `${of} (${share(shown.total, report.total)})`
}

/** The lead of a report, or of one category of it. */
export const headlineOf = (report: Report, shown: IncidentCounts, category: string | null): Headline => ({
  total: incidents(shown.total),
  months: monthsInWords(report.months),
  rest: `, the latest published, ${category === null ? whereOf(shown.total) : ofAll(report, shown)}`,
})

/** The lead as small print, its figures in bold. */
export const headlineInMrkdwn = ({ total, months, rest }: Headline): Mrkdwn =>
  mrkdwn`*${total}* in *${months}*${rest}`

/** The lead as plain text, which also says where of one category. */
export const headlineInText = (report: Report, shown: IncidentCounts, category: string | null): string => {
  const { total, months, rest } = headlineOf(report, shown, category)
  return category === null
    ? `${total} in ${months}${rest}`
    : `${total} in ${months}${rest}, ${whereOf(shown.total)}`
}
