import type { SectionBlock } from '@slack/types'
import { type Postcode, parsePostcode } from '../../crime/postcode.ts'
import { MAX_COMPARED_PLACES } from '../../crime/report-query.ts'
import {
  actions,
  type Block,
  bold,
  type Message,
  paragraph,
  plain,
  preformatted,
  span,
} from '../../slack/ui/blocks.ts'
import { button, type Choice, multiMenu, overflow } from '../../slack/ui/elements.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { notice } from '../../slack/ui/notice.ts'
import { HOME, showPlace } from './actions.ts'
import { figuresInWords, type SavedPlace } from './messages.ts'
import type { Direction } from './saved-place-repository.ts'

const heading = (): Block => paragraph(bold('Saved places'))

const figures = (places: readonly SavedPlace[]): Block[] => {
  const withReport = places.filter(({ report }) => report !== null)
  if (withReport.length === 0) return []
  const width = Math.max(...withReport.map(({ postcode }) => postcode.length))
  const lines = withReport.map((place) => `${place.postcode.padEnd(width)}  ${figuresInWords(place)}`)
  return [preformatted(lines.join('\n'))]
}

/** The saved places as a row of buttons, the shown one green, and below them the figures that are in memory. */
export const placeRow = (places: readonly SavedPlace[], shown: Postcode | null): Block[] =>
  places.length === 0
    ? []
    : [
        heading(),
        ...actions('home.places', [
          ...places.map(({ postcode }, index) =>
            button(postcode, showPlace.props(postcode, index), {
              label: `Show ${postcode}`,
              primary: postcode === shown,
            }),
          ),
          button(
            'Edit list',
            { action_id: HOME.editList, value: 'edit' },
            { label: 'Edit the saved places' },
          ),
        ]),
        ...figures(places),
      ]

/** What the menu of a row in the edited list does with its place. */
export type Order = Direction | 'remove'

/** The order and place of such a menu's value; null for a value that this version does not write. */
export const readOrder = (value: string | undefined): { order: Order; postcode: Postcode } | null => {
  const [, order, text] = /^(up|down|remove) (.+)$/.exec(value ?? '') ?? []
  const postcode = parsePostcode(text ?? '')
  if (!postcode.ok || (order !== 'up' && order !== 'down' && order !== 'remove')) return null
  return { order, postcode: postcode.value }
}

const choices = (postcode: Postcode, index: number, length: number): Choice[] => {
  const choice = (text: string, order: Order): Choice => ({ text, value: `${order} ${postcode}` })
  return [
    ...(index > 0 ? [choice('Move up', 'up')] : []),
    ...(index < length - 1 ? [choice('Move down', 'down')] : []),
    choice('Remove', 'remove'),
  ]
}

/** The saved places as a list, each with a menu that moves or removes it. */
export const placeList = (places: readonly SavedPlace[]): Block[] => [
  heading(),
  ...places.map(
    ({ postcode }, index): SectionBlock => ({
      type: 'section',
      block_id: `home.order.${index}`,
      text: plain(postcode, LIMITS.sectionText),
      accessory: overflow(HOME.order, choices(postcode, index, places.length)),
    }),
  ),
  ...actions('home.editing', [button('Done', { action_id: HOME.doneEditing, value: 'done' })]),
]

/** Said where fewer than two places are chosen. */
export const chooseMore = (): Message =>
  notice({ happened: 'Nothing to compare yet.', next: [span('Choose two to four saved places.')] })

/** The menu of saved places to compare, with its button; nothing where there is only one place. */
export const compareMenu = (places: readonly SavedPlace[], compareNotice: Message | null): Block[] =>
  places.length < 2
    ? []
    : [
        {
          type: 'input',
          block_id: HOME.comparedPlaces,
          optional: true,
          label: plain('Compare saved places', LIMITS.buttonText),
          element: multiMenu(
            HOME.comparedPlaces,
            'Two to four places',
            places.map(({ postcode }) => ({ text: postcode, value: postcode })),
            { max: MAX_COMPARED_PLACES },
          ),
        },
        ...(compareNotice?.blocks ?? []),
        ...actions('home.compare', [button('Compare', { action_id: HOME.compare, value: 'compare' })]),
      ]
