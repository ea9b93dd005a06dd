import type { Postcode } from '../../crime/postcode.ts'
import { openReport } from '../../report/actions.ts'
import { openComparison } from '../../report/compare/actions.ts'
import { comparing, MAX_COMPARED_PLACES } from '../../report/compare/comparison.ts'
import { EXAMPLE } from '../../report/failure-message.ts'
import { code, type Message, words } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { notice } from '../../slack/ui/notice.ts'

// One row of buttons, with room for the one that compares.
const MAX_CHOICES = 20

/** Several postcodes are in the message: which of them? */
export const choiceMessage = (postcodes: readonly Postcode[]): Message => {
  const shown = postcodes.slice(0, MAX_CHOICES)
  const more = postcodes.length - shown.length
  return notice({
    happened: `There are ${postcodes.length} postcodes in this message.`,
    next: [
      words(`Choose which to look up${more === 0 ? '.' : `: the first ${MAX_CHOICES}, and ${more} more.`}`),
    ],
    buttons: [
      ...shown.map((postcode, at) =>
        button(`Look up ${postcode}`, openReport.press({ postcode, category: null }, at)),
      ),
      ...(postcodes.length <= MAX_COMPARED_PLACES
        ? [button('Compare all', openComparison.press(comparing(postcodes, null)))]
        : []),
    ],
  })
}

/** None is in the message, and Slack did not open the modal that would have asked for one. */
export const noPostcodeFound = (): Message =>
  notice({
    happened: 'No postcode was found in this message.',
    next: [words('Look one up, such as '), code(EXAMPLE), words('.')],
  })
