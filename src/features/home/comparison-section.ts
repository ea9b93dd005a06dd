import type { Postcode } from '../../crime/postcode.ts'
import { comparisonBlocks, comparisonSmallPrint } from '../../report/compare/blocks.ts'
import { MAX_COMPARED_PLACES } from '../../report/compare/comparison.ts'
import { answeredOf, type Compared, mayComparePass } from '../../report/compare/results.ts'
import { lookingUp } from '../../report/loading-message.ts'
import {
  actions,
  type Block,
  bold,
  context,
  divider,
  type Message,
  paragraph,
  plain,
  words,
} from '../../slack/ui/blocks.ts'
import { button, multiMenu } from '../../slack/ui/elements.ts'
import { list } from '../../slack/ui/format.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { notice } from '../../slack/ui/notice.ts'
import { HOME, showPlace } from './actions.ts'
import type { NewestFigures } from './messages.ts'

/** What is there of the places that are compared: on its way, not all in memory any more, or an answer. */
export type ComparedOnHome = 'on its way' | 'forgotten' | Compared

/** Where fewer than two of the places are chosen. */
export const chooseMore = (): Message =>
  notice({ happened: 'Nothing to compare yet.', next: [words('Choose two to four saved places.')] })

/** The menu of saved places to compare, with its button; one place alone has nothing beside it. */
export const compareMenu = (places: readonly NewestFigures[], note: Message | null): Block[] =>
  places.length < 2
    ? []
    : [
        {
          type: 'input',
          block_id: HOME.chosen,
          optional: true,
          label: plain('Compare saved places', LIMITS.buttonText),
          element: multiMenu(
            HOME.chosen,
            'Two to four places',
            places.map(({ postcode }) => ({ text: postcode, value: postcode })),
            MAX_COMPARED_PLACES,
          ),
        },
        ...(note?.blocks ?? []),
        ...actions('home.compare', [button('Compare', { action_id: HOME.compare, value: 'compare' })]),
      ]

const back = () =>
  button('Back', { action_id: HOME.back, value: 'back' }, { label: 'Back from the comparison' })
const again = (text: string) => button(text, { action_id: HOME.again, value: 'again' })

// Beside the buttons of the places, which are numbered from 0 to 19.
const FIRST = 80

const waysOn = (compared: Compared): Block[] =>
  actions('home.compared', [
    ...answeredOf(compared).map(({ report: { postcode } }, at) =>
      button(`Report for ${postcode}`, showPlace.press(postcode, FIRST + at)),
    ),
    ...(mayComparePass(compared) ? [again('Try again')] : []),
    back(),
  ])

/** Whether figures are shown, under which the licence then stands. */
export const hasFigures = (shown: ComparedOnHome): boolean =>
  typeof shown === 'object' && answeredOf(shown).length > 0

/** The comparison in place of the report: figures, a line while they are on their way, or what is missing. */
export const comparedBlocks = (
  postcodes: readonly Postcode[],
  shown: ComparedOnHome,
  now: number,
): Block[] => {
  if (shown === 'on its way')
    return [divider(), ...lookingUp(...postcodes).blocks, ...actions('home.compared', [back()])]
  if (shown === 'forgotten')
    return [
      divider(),
      paragraph(
        bold(`Figures for ${list(postcodes)} are not all in memory.`),
        words('\nThey are kept for an hour. Compare again to see them.'),
      ),
      ...actions('home.compared', [again('Compare again'), back()]),
    ]
  const smallPrint = comparisonSmallPrint(shown, null)
  return [
    divider(),
    ...comparisonBlocks(shown, now),
    ...waysOn(shown),
    ...(smallPrint === null ? [] : [context(smallPrint)]),
  ]
}
