import { type Month, monthInWords, monthsInWords } from '../../../crime/month.ts'
import { countCategories, type Report } from '../../../crime/report.ts'
import { categoryRows, insideSentence } from '../../../report/breakdowns.ts'
import { type Message, section } from '../../../slack/ui/blocks.ts'
import { count, incidents } from '../../../slack/ui/format.ts'
import { LIMITS } from '../../../slack/ui/limits.ts'
import { escapeWithin, joinMrkdwn, mrkdwn } from '../../../slack/ui/mrkdwn.ts'
import type { Alert } from '../alert.ts'
import { ofCategories } from '../format.ts'

const nothingRecorded = ({ postcode, categories }: Alert, month: Month): Message => {
  const what = `nothing${categories.length === 0 ? '' : ofCategories(categories)} is recorded`
  return {
    text: `New street crime figures near ${postcode}: ${what} in ${monthInWords(month)}. That is not the same as no crime.`,
    blocks: [
      section(
        mrkdwn`New figures near *${postcode}*: *${what}* in *${monthInWords(month)}*. That is not the same as no crime.`,
      ),
    ],
  }
}

const mostRecorded = (report: Report): string => {
  const [first] = categoryRows(report)
  return first === undefined ? '' : ` Most recorded: ${insideSentence(first.name)}, ${count(first.count)}.`
}

const withFigures = (alert: Alert, report: Report): Message => {
  const { postcode, categories, inThread } = alert
  const shown = countCategories(report, categories)
  const months = monthsInWords(report.months)
  const many = shown.total === 0 ? 'no incidents' : incidents(shown.total)
  const of = ofCategories(categories)
  const spoken = `New street crime figures near ${postcode}: ${many}${of} in ${months}.${
    categories.length === 1 || shown.total === 0 ? '' : mostRecorded({ ...report, ...shown })
  }`
  return {
    text: escapeWithin(`${spoken}${inThread ? ' The figures are in the thread.' : ''}`, LIMITS.messageText),
    blocks: [
      section(
        joinMrkdwn([
          mrkdwn`New figures near *${postcode}*: *${many}*${of} in *${months}*.`,
          inThread ? mrkdwn`Details in the thread.` : null,
        ]),
      ),
    ],
  }
}

/**
 * The one line that new figures are out: how many incidents of what is watched, in which month. A place without
 * results has no month of its own: `month` is the one that is announced. Source: wireframes, alert-line.json.
 */
export const announcement = (alert: Alert, found: Report | 'nothing recorded', month: Month): Message =>
  found === 'nothing recorded' || found.total === 0
    ? nothingRecorded(alert, month)
    : withFigures(alert, found)
