import { type Month, monthInWords, monthsInWords } from '../../../crime/dates.ts'
import { type NamedPlace, placeInWords } from '../../../crime/postcode.ts'
import { countCategories, type Report } from '../../../crime/report.ts'
import { openIncidents } from '../../../report/actions.ts'
import { categoryRows, figuresMissing } from '../../../report/breakdowns.ts'
import { footer } from '../../../report/footer.ts'
import { reportBody } from '../../../report/message.ts'
import { noneOfCategories } from '../../../report/notices.ts'
import { summary } from '../../../report/summary.ts'
import { actions, context, type Message, mrkdwnMessage } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { count, incidents, uncapitalised } from '../../../slack/ui/format.ts'
import { joinMrkdwn, literal, type Mrkdwn, mrkdwn } from '../../../slack/ui/mrkdwn.ts'
import { manageAlerts } from '../actions.ts'
import type { Alert } from '../alert.ts'
import { forCategories } from '../format.ts'
import { type Announced, MISSING_FIGURES_DAYS } from '../worker/decide-digest.ts'

const newFigures = (alert: Alert): Mrkdwn => mrkdwn`New figures near *${literal(placeInWords(alert))}*`

const mostRecorded = (report: Report): Mrkdwn | null => {
  const [first] = categoryRows(report)
  return first === undefined
    ? null
    : mrkdwn`Most recorded: ${uncapitalised(first.name)}, ${count(first.count)}.`
}

const withFigures = (alert: Alert, report: Report): Message => {
  const { categories, inThread } = alert
  const shown = countCategories(report, categories)
  const many = shown.total === 0 ? 'no incidents' : incidents(shown.total)
  const what = mrkdwn`*${many}*${forCategories(categories, 'of')} in *${monthsInWords(report.months)}*${figuresMissing(report)}`
  const most = categories.length === 1 ? null : mostRecorded({ ...report, ...shown })
  const line = mrkdwn`${newFigures(alert)}: ${what}.`
  const inItsThread = inThread ? mrkdwn`Full figures in the thread.` : null
  const { blocks } = mrkdwnMessage(joinMrkdwn([line, inItsThread]))
  // A notification is read without the thread.
  return { text: mrkdwnMessage(joinMrkdwn([line, most, inItsThread])).text, blocks }
}

/**
 * New figures are out: how many incidents of the alert's categories, in which month. Where nothing was recorded the
 * supplier names no month: `month` is the one of the postcode's area.
 */
export const announcement = (alert: Alert, figures: Announced['figures'], month: Month): Message => {
  if (figures !== 'nothing recorded' && figures.total > 0) return withFigures(alert, figures)
  return mrkdwnMessage(
    mrkdwn`${newFigures(alert)}: *nothing recorded*${forCategories(alert.categories)} in *${monthInWords(month)}*. That doesn’t mean there was no crime.`,
  )
}

/** The local force's figures near a place have been missing for long. */
export const missingNotice = (place: NamedPlace): Message =>
  mrkdwnMessage(
    mrkdwn`*The local police force’s figures near ${literal(placeInWords(place))} have been missing for ${MISSING_FIGURES_DAYS} days.* Only the British Transport Police’s are out. We’ll keep checking, and post the force’s figures here when they come out. To stop this alert, type ${{ mrkdwn: '`/crime alerts`' }} here.`,
  )

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
  return { text, blocks: [...blocks, ...buttons(alert), context(footer(report, shown))] }
}
