import type { Postcode } from '../../crime/postcode.ts'
import { openReport } from '../../report/actions.ts'
import { openComparison } from '../../report/compare/actions.ts'
import { comparing, MOST_PLACES } from '../../report/compare/comparison.ts'
import { EXAMPLE } from '../../report/failure-message.ts'
import { code, type Message, words } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { sentence } from '../../slack/ui/notice.ts'

// One row of buttons, with room for the one that compares.
const MOST_CHOICES = 20

/** Several postcodes are in the message: which of them? */
export const choiceMessage = (postcodes: readonly Postcode[]): Message => {
  const shown = postcodes.slice(0, MOST_CHOICES)
  const more = postcodes.length - shown.length
  return sentence({
    happened: `There are ${postcodes.length} postcodes in this message.`,
    next: [
      words(`Choose which to look up${more === 0 ? '.' : `: the first ${MOST_CHOICES}, and ${more} more.`}`),
    ],
    buttons: [
      ...shown.map((postcode, at) =>
        button(`Look up ${postcode}`, openReport.press({ postcode, category: null }, at)),
      ),
      ...(postcodes.length <= MOST_PLACES
        ? [button('Compare all', openComparison.press(comparing(postcodes, null)))]
        : []),
    ],
  })
}

/** None is in the message, and Slack did not open the modal that would have asked for one. */
export const noPostcodeFound = (): Message =>
  sentence({
    happened: 'No postcode was found in this message.',
    next: [words('Look one up, such as '), code(EXAMPLE), words('.')],
  })
