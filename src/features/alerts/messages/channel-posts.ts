import { type Month, monthInWords, monthsInWords } from '../../../crime/dates.ts'
import { placeInWords } from '../../../crime/postcode.ts'
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
import { escapeText, escapeWithin, joinMrkdwn, literal, mrkdwn } from '../../../slack/ui/mrkdwn.ts'
import { manageAlerts } from '../actions.ts'
import type { Alert } from '../alert.ts'
import { forCategories } from '../format.ts'
import type { AnnouncedFigures } from '../worker/decide-digest.ts'

// For text without the report around it: that the figures are of street crime is said where no category says so.
const newFigures = (categories: readonly string[]): string =>
  categories.length === 0 ? 'New street crime figures' : `New figures${forCategories(categories)}`

const nothingRecorded = (alert: Alert, month: Month): Message => {
  const { categories } = alert
  const place = placeInWords(alert)
  const rest = 'That doesn’t mean there was no crime.'
  return {
    text: `${newFigures(categories)} near ${escapeText(place)}: nothing recorded in ${monthInWords(month)}. ${rest}`,
    blocks: [
      section(
        mrkdwn`New figures${forCategories(categories)} near *${literal(place)}*: *nothing recorded* in *${monthInWords(month)}*. ${rest}`,
      ),
    ],
  }
}

const mostRecorded = (report: Report): string => {
  const [first] = categoryRows(report)
  return first === undefined ? '' : ` Most recorded: ${uncapitalised(first.name)}, ${count(first.count)}.`
}

const withFigures = (alert: Alert, report: Report): Message => {
  const { categories, inThread } = alert
  const place = placeInWords(alert)
  const shown = countCategories(report, categories)
  const months = monthsInWords(report.months)
  const many = shown.total === 0 ? 'no incidents' : incidents(shown.total)
  const most = categories.length === 1 || shown.total === 0 ? '' : mostRecorded({ ...report, ...shown })
  const missing = figuresMissing(report)
  const text = `${newFigures(categories)} near ${place}: ${many} in ${months}${missing}.${most}`
  return {
    text: escapeWithin(`${text}${inThread ? ' Full figures in the thread.' : ''}`, LIMITS.messageText),
    blocks: [
      section(
        joinMrkdwn([
          mrkdwn`New figures${forCategories(categories)} near *${literal(place)}*: *${many}* in *${months}*${missing}.`,
          inThread ? mrkdwn`Full figures in the thread.` : null,
        ]),
      ),
    ],
  }
}

const missingForLong = (alert: Alert): Message => {
  const place = placeInWords(alert)
  const rest =
    'Only the British Transport Police’s are out. We’ll keep checking, and post the force’s figures here when they come out.'
  return {
    text: `The local police force’s figures near ${escapeText(place)} have been missing for 60 days. ${rest}`,
    blocks: [
      section(
        mrkdwn`*The local police force’s figures near ${literal(place)} have been missing for 60 days.* ${rest} To stop this alert, type ${{ mrkdwn: '`/crime alerts`' }} here.`,
      ),
    ],
  }
}

/**
 * New figures are out: how many incidents of the alert's categories, in which month. Where nothing was recorded the
 * supplier names no month: `month` is the one of the postcode's area. Or, once, that the figures have been missing for long.
 */
export const announcement = (alert: Alert, found: AnnouncedFigures, month: Month | null): Message => {
  if (found === 'figures missing' || month === null) return missingForLong(alert)
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
export const thread = (alert: Alert, unnamed: Report): Message => {
  const { categories, name } = alert
  const report = { ...unnamed, name }
  const shown = countCategories(report, categories)
  const { text, blocks } =
    shown.total === 0
      ? noneOfCategories(report, categories, { withButton: false })
      : { text: summary(report, shown, categories), blocks: reportBody(report, shown, categories) }
  return { text, blocks: [...blocks, ...buttons(alert), context(footer(report, shown, null))] }
}
