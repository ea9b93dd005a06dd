import { type Month, monthInWords, monthsInWords } from '../../../crime/dates.ts'
import { countCategories, type IncidentCounts, type Report } from '../../../crime/report.ts'
import { openIncidents } from '../../../report/actions.ts'
import { categoryRows } from '../../../report/breakdowns.ts'
import { footer } from '../../../report/footer.ts'
import { multiCategoryBody, reportBody } from '../../../report/message.ts'
import { multiCategorySummary, summary } from '../../../report/summary.ts'
import { actions, bold, context, type Message, paragraph, section, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { count, incidents, uncapitalised } from '../../../slack/ui/format.ts'
import { LIMITS } from '../../../slack/ui/limits.ts'
import { escapeWithin, joinMrkdwn, mrkdwn, user } from '../../../slack/ui/mrkdwn.ts'
import { manageAlerts } from '../actions.ts'
import { type Alert, type AlertChoice, isPersonal } from '../alert.ts'
import { forCategories, ofCategories } from '../format.ts'

const HOW_TO_CHANGE = mrkdwn`To change or stop it, type ${{ mrkdwn: '`/crime alerts`' }} here.`

/** For everyone in the channel: who has set the alert up, or brought it back after it had ended. */
export const confirmation = (choice: AlertChoice, by: string, event: 'set-up' | 'resumed'): Message => {
  const { postcode, categories } = choice
  const has = `${event === 'set-up' ? 'set up an alert' : 'restarted the alert'} for`
  const who = isPersonal(choice) ? mrkdwn`You’ve` : mrkdwn`${user(by)} has`
  const what = `new figures${forCategories(categories)} will be posted here when they come out, about once a month`
  return {
    text: `${who.mrkdwn} ${has} ${postcode}: ${what}.`,
    blocks: [section(mrkdwn`${who} ${has} *${postcode}*: ${what}. ${HOW_TO_CHANGE}`)],
  }
}

/** For the channel: who has stopped its alert. */
export const stopNotice = ({ postcode }: Alert, by: string): Message => ({
  text: `${user(by).mrkdwn} has stopped the alert for ${postcode}.`,
  blocks: [section(mrkdwn`${user(by)} has stopped the alert for *${postcode}*.`)],
})

const nothingRecorded = ({ postcode, categories }: Alert, month: Month): Message => {
  const what = `nothing recorded${forCategories(categories)}`
  return {
    text: `New street crime figures near ${postcode}: ${what} in ${monthInWords(month)}. That doesn’t mean there was no crime.`,
    blocks: [
      section(
        mrkdwn`New figures near *${postcode}*: *${what}* in *${monthInWords(month)}*. That doesn’t mean there was no crime.`,
      ),
    ],
  }
}

const mostRecorded = (report: Report): string => {
  const [first] = categoryRows(report)
  return first === undefined ? '' : ` Most recorded: ${uncapitalised(first.name)}, ${count(first.count)}.`
}

const withFigures = (alert: Alert, report: Report): Message => {
  const { postcode, categories, inThread } = alert
  const shown = countCategories(report, categories)
  const months = monthsInWords(report.months)
  const many = shown.total === 0 ? 'no incidents' : incidents(shown.total)
  const of = ofCategories(categories)
  const most = categories.length === 1 || shown.total === 0 ? '' : mostRecorded({ ...report, ...shown })
  const text = `New street crime figures near ${postcode}: ${many}${of} in ${months}.${most}`
  return {
    text: escapeWithin(`${text}${inThread ? ' Full figures in the thread.' : ''}`, LIMITS.messageText),
    blocks: [
      section(
        joinMrkdwn([
          mrkdwn`New figures near *${postcode}*: *${many}*${of} in *${months}*.`,
          inThread ? mrkdwn`Full figures in the thread.` : null,
        ]),
      ),
    ],
  }
}

/**
 * New figures are out: how many incidents of the alert's categories, in which month. Where nothing was recorded the
 * supplier names no month: `month` is the one of the postcode's area.
 */
export const announcement = (alert: Alert, found: Report | 'nothing recorded', month: Month): Message =>
  found === 'nothing recorded' || found.total === 0
    ? nothingRecorded(alert, month)
    : withFigures(alert, found)

const buttons = ({ postcode, categories }: Alert) =>
  actions('alert', [
    button('Browse incidents', openIncidents.props({ postcode, categories })),
    button('Manage alerts', manageAlerts.props('here')),
  ])

const noneOfCategories = (alert: Alert, report: Report): Message => {
  const none = `No incidents${ofCategories(alert.categories)} were recorded near ${report.postcode} in ${monthsInWords(report.months)}.`
  const others = `There ${report.total === 1 ? 'was 1 incident in another category' : `were ${incidents(report.total)} in other categories`}.`
  return {
    text: `${none} ${others}`,
    blocks: [
      paragraph(bold(none), span(`\n${others}`)),
      ...buttons(alert),
      context(footer(report, report, null)),
    ],
  }
}

const reportOf = (alert: Alert, report: Report, shown: IncidentCounts): Message => {
  const end = [...buttons(alert), context(footer(report, shown, null))]
  const { categories } = alert
  if (categories.length > 1) {
    const of = ofCategories(categories)
    return {
      text: multiCategorySummary(report, shown, of),
      blocks: [...multiCategoryBody(report, shown, of), ...end],
    }
  }
  return {
    text: summary(report, shown, categories),
    blocks: [...reportBody(report, shown, categories), ...end],
  }
}

/** The figures behind an announcement, for its thread: the whole report, or that of the alert's categories together. */
export const thread = (alert: Alert, report: Report): Message => {
  const shown = countCategories(report, alert.categories)
  return shown.total === 0 ? noneOfCategories(alert, report) : reportOf(alert, report, shown)
}
