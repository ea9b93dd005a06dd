import { type Month, monthInWords, monthsInWords } from '../../../crime/dates.ts'
import { countCategories, type Report } from '../../../crime/report.ts'
import { openIncidents } from '../../../report/actions.ts'
import { categoryRows, figuresMissing } from '../../../report/breakdowns.ts'
import { footer } from '../../../report/footer.ts'
import { reportBody } from '../../../report/message.ts'
import { noneOfCategories } from '../../../report/notices.ts'
import { summary } from '../../../report/summary.ts'
import { actions, context, type Message, section } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { count, incidents, uncapitalised } from '../../../slack/ui/format.ts'
import { LIMITS } from '../../../slack/ui/limits.ts'
import { escapeWithin, joinMrkdwn, mrkdwn, user } from '../../../slack/ui/mrkdwn.ts'
import { manageAlerts } from '../actions.ts'
import { type Alert, type AlertChoice, isPersonal } from '../alert.ts'
import { forCategories } from '../format.ts'
import type { AnnouncedFigures } from '../worker/jobs.ts'

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

// For text without the report around it: that the figures are of street crime is said where no category says so.
const newFigures = (categories: readonly string[]): string =>
  categories.length === 0 ? 'New street crime figures' : `New figures${forCategories(categories)}`

const nothingRecorded = ({ postcode, categories }: Alert, month: Month): Message => {
  const rest = 'That doesn’t mean there was no crime.'
  return {
    text: `${newFigures(categories)} near ${postcode}: nothing recorded in ${monthInWords(month)}. ${rest}`,
    blocks: [
      section(
        mrkdwn`New figures${forCategories(categories)} near *${postcode}*: *nothing recorded* in *${monthInWords(month)}*. ${rest}`,
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
  const most = categories.length === 1 || shown.total === 0 ? '' : mostRecorded({ ...report, ...shown })
  const missing = figuresMissing(report)
  const text = `${newFigures(categories)} near ${postcode}: ${many} in ${months}${missing}.${most}`
  return {
    text: escapeWithin(`${text}${inThread ? ' Full figures in the thread.' : ''}`, LIMITS.messageText),
    blocks: [
      section(
        joinMrkdwn([
          mrkdwn`New figures${forCategories(categories)} near *${postcode}*: *${many}* in *${months}*${missing}.`,
          inThread ? mrkdwn`Full figures in the thread.` : null,
        ]),
      ),
    ],
  }
}

const missingForLong = ({ postcode }: Alert): Message => {
  const rest =
    'Only the British Transport Police’s are out. We’ll keep checking, and post the force’s figures here when they come out.'
  return {
    text: `The local police force’s figures near ${postcode} have been missing for 60 days. ${rest}`,
    blocks: [
      section(
        mrkdwn`*The local police force’s figures near ${postcode} have been missing for 60 days.* ${rest} To stop this alert, type ${{ mrkdwn: '`/crime alerts`' }} here.`,
      ),
    ],
  }
}

/**
 * New figures are out: how many incidents of the alert's categories, in which month. Where nothing was recorded the
 * supplier names no month: `month` is the one of the postcode's area. Or, once, that the figures have been missing for long.
 */
export const announcement = (alert: Alert, found: AnnouncedFigures, month: Month): Message => {
  if (found === 'figures missing') return missingForLong(alert)
  return found === 'nothing recorded' || found.total === 0
    ? nothingRecorded(alert, month)
    : withFigures(alert, found)
}

const buttons = ({ postcode, categories }: Alert) =>
  actions('alert', [
    button('Browse incidents', openIncidents.props({ postcode, categories })),
    button('Manage alerts', manageAlerts.props('here')),
  ])

/** The figures behind an announcement, for its thread: the whole report, or that of the alert's categories together. */
export const thread = (alert: Alert, report: Report): Message => {
  const { categories } = alert
  const shown = countCategories(report, categories)
  const { text, blocks } =
    shown.total === 0
      ? noneOfCategories(report, categories, { withButton: false })
      : { text: summary(report, shown, categories), blocks: reportBody(report, shown, categories) }
  return { text, blocks: [...blocks, ...buttons(alert), context(footer(report, shown, null))] }
}
