import type { Postcode } from '../../crime/postcode.ts'
import { comparisonOf, MAX_COMPARED_PLACES } from '../../crime/report-query.ts'
import { openComparison, openReport } from '../../report/actions.ts'
import { EXAMPLE } from '../../report/failure-message.ts'
import { code, type Message, span } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { capitalised, spelledOut } from '../../slack/ui/format.ts'
import { notice } from '../../slack/ui/notice.ts'

// An actions block takes 25 elements; one more compares.
const MAX_CHOICES = 20

/** Offers each postcode of a message that has several. */
export const choiceMessage = (postcodes: readonly Postcode[]): Message => {
  const shown = postcodes.slice(0, MAX_CHOICES)
  const remaining = postcodes.length - shown.length
  return notice({
    happened: `${capitalised(spelledOut(postcodes.length))} postcodes found.`,
    next: [
      span(
        remaining === 0
          ? 'Choose which to look up.'
          : `Choose which to look up. These are the first ${MAX_CHOICES}.`,
      ),
    ],
    buttons: [
      ...shown.map((postcode, index) =>
        button(`Look up ${postcode}`, openReport.props({ postcode, categories: [] }, index)),
      ),
      ...(postcodes.length <= MAX_COMPARED_PLACES
        ? [
            button(
              postcodes.length === 2 ? 'Compare both' : 'Compare all',
              openComparison.props(comparisonOf(postcodes)),
            ),
          ]
        : []),
    ],
  })
}

/** The message has no postcode, and Slack did not open the modal. */
export const noPostcodeFound = (): Message =>
  notice({
    happened: 'We couldn’t find a postcode in this message.',
    next: [span('Look one up, for example '), code(EXAMPLE), span('.')],
  })
