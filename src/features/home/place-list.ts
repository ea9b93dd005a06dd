import type { SectionBlock } from '@slack/types'
import type { Postcode } from '../../crime/postcode.ts'
import { actions, type Block, bold, paragraph, plain, preformatted } from '../../slack/ui/blocks.ts'
import { button, type Choice, overflow } from '../../slack/ui/elements.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { HOME, showPlace } from './actions.ts'
import { figuresInWords, type NewestFigures } from './messages.ts'
import type { Direction } from './saved-places.ts'

const heading = (): Block => paragraph(bold('Saved places'))

const figures = (places: readonly NewestFigures[]): Block[] => {
  const known = places.filter(({ report }) => report !== null)
  if (known.length === 0) return []
  const widest = Math.max(...known.map(({ postcode }) => postcode.length))
  const lines = known.map((place) => `${place.postcode.padEnd(widest)}  ${figuresInWords(place)}`)
  return [preformatted(lines.join('\n'))]
}

/** The places as a row of buttons, the shown one green; below them what memory holds of each. */
export const placeRow = (places: readonly NewestFigures[], shown: Postcode | null): Block[] =>
  places.length === 0
    ? []
    : [
        heading(),
        ...actions('home.places', [
          ...places.map(({ postcode }, at) =>
            button(postcode, showPlace.press(postcode, at), {
              label: `Show ${postcode}`,
              primary: postcode === shown,
            }),
          ),
          button('Edit list', { action_id: HOME.edit, value: 'edit' }, { label: 'Edit the saved places' }),
        ]),
        ...figures(places),
      ]

/** What one can do with a place of the list. */
export type Order = Direction | 'remove'

const choices = (postcode: Postcode, at: number, of: number): Choice[] => {
  const choice = (text: string, order: Order): Choice => ({ text, value: `${order} ${postcode}` })
  return [
    ...(at > 0 ? [choice('Move up', 'up')] : []),
    ...(at < of - 1 ? [choice('Move down', 'down')] : []),
    choice('Remove', 'remove'),
  ]
}

/** The places as a list, each with what one can do with it. */
export const placeList = (places: readonly NewestFigures[]): Block[] => [
  heading(),
  ...places.map(
    ({ postcode }, at): SectionBlock => ({
      type: 'section',
      block_id: `home.order.${at}`,
      text: plain(postcode, LIMITS.sectionText),
      accessory: overflow(HOME.order, choices(postcode, at, places.length)),
    }),
  ),
  ...actions('home.editing', [button('Done', { action_id: HOME.done, value: 'done' })]),
]
