import { type Postcode, placeInWords, readPostcode } from '../../crime/postcode.ts'
import { MAX_COMPARED_PLACES } from '../../crime/report-query.ts'
import {
  actions,
  type Block,
  bold,
  type Message,
  paragraph,
  row,
  section,
  span,
} from '../../slack/ui/blocks.ts'
import { button, type Choice, multiMenu, overflow } from '../../slack/ui/elements.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { notice } from '../../slack/ui/notice.ts'
import { pageOf, rangeLine, turnButtons } from '../../slack/ui/pages.ts'
import { field } from '../../slack/ui/views.ts'
import { HOME, showPlace } from './actions.ts'
import type { SavedPlace } from './saved-place-messages.ts'
import type { Direction } from './saved-place-repository.ts'

/** Saved places on one page: with more, their buttons would push a report far down on a phone. */
const PAGE_SIZE = 10

/** A page of the saved places; beyond the last one, the last. */
const placesPage = (places: readonly SavedPlace[], asked: number) => {
  const page = pageOf(places.length, asked, PAGE_SIZE)
  return {
    shown: places.slice(page.start, page.start + page.length),
    from: page.start,
    range: rangeLine(page, 'saved places'),
    buttons: turnButtons(page, [HOME.nextPlaces, HOME.previousPlaces], (text) => `${text} of saved places`),
  }
}

/** The saved places that a page shows. */
export const placesOn = (places: readonly SavedPlace[], asked: number): readonly SavedPlace[] =>
  placesPage(places, asked).shown

/** The button that edits the list: the one above it, or another by its own action id. */
export const editButton = (action_id: string = HOME.editList) =>
  button('Edit list', { action_id, value: 'edit' }, { label: 'Edit the saved places' })

/** The saved places as a row of buttons, the shown one green. What is done with the row stands beside and below it. */
export const placeRow = (places: readonly SavedPlace[], shown: Postcode | null, asked = 1): Block[] => {
  if (places.length === 0) return []
  const page = placesPage(places, asked)
  return [
    section(mrkdwn`*Saved places*`, { block_id: 'home.places.heading', accessory: editButton() }),
    ...actions(
      'home.places',
      page.shown.map((place, index) =>
        button(placeInWords(place), showPlace.props(place.postcode, index), {
          label: `Show ${placeInWords(place)}`,
          primary: place.postcode === shown,
        }),
      ),
    ),
    ...page.range,
    ...actions('home.places.pages', page.buttons),
  ]
}

/** What the menu of a row in the edited list does with its place. */
export type Order = Direction | 'remove'

/** The order and place of such a menu's value; null for a value that this version does not write. */
export const readOrder = (value: string | undefined): { order: Order; postcode: Postcode } | null => {
  const [, order, text] = /^(up|down|remove) (.+)$/.exec(value ?? '') ?? []
  const postcode = readPostcode(text ?? '')
  if (postcode === null || (order !== 'up' && order !== 'down' && order !== 'remove')) return null
  return { order, postcode }
}

// A menu has no label for screen readers, so its choices name the row.
const choices = (postcode: Postcode, index: number, length: number): Choice[] => {
  const choice = (text: string, order: Order): Choice => ({ text, value: `${order} ${postcode}` })
  return [
    ...(index > 0 ? [choice(`Move ${postcode} up`, 'up')] : []),
    ...(index < length - 1 ? [choice(`Move ${postcode} down`, 'down')] : []),
    choice(`Remove ${postcode}`, 'remove'),
  ]
}

/** The saved places as a list, each with a menu that moves or removes it. */
export const placeList = (places: readonly SavedPlace[], asked = 1): Block[] => {
  const page = placesPage(places, asked)
  return [
    paragraph(bold('Saved places')),
    ...page.shown.map((place, index) =>
      row(
        `home.order.${index}`,
        placeInWords(place),
        overflow(HOME.order, choices(place.postcode, page.from + index, places.length)),
      ),
    ),
    ...page.range,
    ...actions('home.editing', [
      button('Done', { action_id: HOME.doneEditing, value: 'done' }),
      ...page.buttons,
    ]),
  ]
}

/** Said where fewer than two places are chosen. */
export const chooseMore = (): Message =>
  notice({ happened: 'Nothing to compare yet.', next: [span('Choose two to four saved places.')] })

/** The menu of saved places to compare, with its button; nothing where there is only one place. */
export const compareMenu = (places: readonly SavedPlace[], compareNotice: Message | null): Block[] =>
  places.length < 2
    ? []
    : [
        field(
          'Compare saved places',
          multiMenu(
            HOME.comparedPlaces,
            'Two to four places',
            places.map((place) => ({ text: placeInWords(place), value: place.postcode })),
            { max: MAX_COMPARED_PLACES },
          ),
        ),
        ...(compareNotice?.blocks ?? []),
        ...actions('home.compare', [button('Compare', { action_id: HOME.compare, value: 'compare' })]),
      ]
