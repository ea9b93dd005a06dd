import { monthsInWords } from '../crime/dates.ts'
import type { Postcode } from '../crime/postcode.ts'
import type { Report } from '../crime/report.ts'
import { code, context, type Message, span } from '../slack/ui/blocks.ts'
import { button } from '../slack/ui/elements.ts'
import { capitalised, incidents, list } from '../slack/ui/format.ts'
import { mrkdwn } from '../slack/ui/mrkdwn.ts'
import { notice } from '../slack/ui/notice.ts'
import { allCategories } from './actions.ts'
import { figuresMissing, nameInText } from './breakdowns.ts'
import { EXAMPLE } from './failure-message.ts'

/** The line shown until a slow look-up is answered. */
export const lookingUp = (...postcodes: readonly Postcode[]): Message => {
  const line = `Looking up ${list(postcodes)} …`
  return { text: line, blocks: [context(mrkdwn`${line}`)] }
}

/** Answers a button of another version, whose value this one cannot read. */
export const staleButton = (): Message =>
  notice({
    happened: 'This button is from an older version of Street Crime.',
    next: [span('Look the place up again.')],
  })

/** Answers a report on categories of which the place has none in this month. What everyone sees has no button. */
export const noneOfCategories = (
  report: Report,
  categories: readonly string[],
  { withButton }: { readonly withButton: boolean },
): Message => {
  const { postcode, months, monthsMissing, total } = report
  const what = capitalised(list(categories.map(nameInText)))
  const others =
    total === 1
      ? 'There was 1 incident in another category'
      : `There were ${incidents(total)} in other categories`
  const known = months.filter((month) => !monthsMissing.includes(month))
  return notice({
    // Where the local force's figures are missing, nobody knows that there was none.
    happened:
      known.length > 0
        ? `${what}: none recorded near ${postcode} in ${monthsInWords(known)}.`
        : `${what}: no figures near ${postcode} for ${monthsInWords(months)}.`,
    next: [span(`${others}${figuresMissing(report)}.`)],
    buttons: withButton
      ? [button(`Show all crime near ${postcode}`, allCategories.props({ postcode, categories: [] }))]
      : [],
  })
}

/** In the person's conversation with the app: Slack did not open or change a view, in which nothing else can be said. */
export const viewFailed = (): Message =>
  notice({
    happened: 'Slack couldn’t show what you asked Street Crime for.',
    next: [
      span('Try again in a moment, or look the place up in a channel, for example '),
      code(EXAMPLE),
      span('.'),
    ],
  })

/** Replaces a chart where the workspace does not take one. */
export const chartsUnsupported = (): Message =>
  notice({
    happened: 'This workspace can’t show charts yet.',
    next: [span('The report has the same figures.')],
  })
