import { type NamedPlace, type Postcode, placeInWords } from '../../crime/postcode.ts'
import { code, type Message, span } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { list } from '../../slack/ui/format.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { cutEscaped } from '../../slack/ui/mrkdwn.ts'
import { notice } from '../../slack/ui/notice.ts'
import { deletePlaces, type PlaceToRestore, undoRemove, undoRemoveOnHome } from './actions.ts'
import { listPlaces, mostSaved, type SavedPlace, savedList } from './saved-place-messages.ts'
import type { RemovedPlace } from './saved-place-repository.ts'

// Alerts post to a whole channel, so they outlive the places of whoever set them up.
const ALERTS_STAY = [
  span('Your alerts aren’t affected. To stop one, type '),
  code('/crime alerts'),
  span(' in its channel.'),
]

/** Asks before all of a person's places are deleted. */
export const confirmDeleteAll = (places: readonly NamedPlace[]): Message =>
  places.length === 0
    ? notice({
        happened: 'You have no saved places.',
        next: [span('There’s nothing to delete. '), ...ALERTS_STAY],
      })
    : notice({
        happened:
          places.length === 1
            ? `Delete ${listPlaces(places)} from your saved places?`
            : `Delete ${places.length === 2 ? 'both' : `all ${places.length} of`} your saved places?`,
        next: places.length === 1 ? ALERTS_STAY : [span(`They are ${listPlaces(places)}. `), ...ALERTS_STAY],
        buttons: [
          button(
            places.length === 1 ? 'Delete' : 'Delete all',
            deletePlaces.props(places.map(({ postcode }) => postcode)),
          ),
        ],
      })

/** Which of a person's places were deleted. */
export const deletedPlaces = (places: readonly NamedPlace[]): Message => {
  if (places.length === 0) return notice({ happened: 'There was nothing left to delete.', next: ALERTS_STAY })
  if (places.length === 1)
    return notice({ happened: `Deleted ${listPlaces(places)} from your saved places.`, next: ALERTS_STAY })
  return notice({
    happened: `Deleted your ${places.length} saved places.`,
    next: [span(`They were ${listPlaces(places)}. `), ...ALERTS_STAY],
  })
}

/** Places were removed, the last first, with the way back; below them the places that are left. */
export const removedPlaces = (
  removed: readonly RemovedPlace[],
  missing: readonly Postcode[],
  left: readonly SavedPlace[],
): Message => {
  const [isNot, areNot] = removed.length === 0 ? ['isn’t', 'aren’t'] : ['wasn’t', 'weren’t']
  const notThere = `${list(missing)} ${missing.length === 1 ? isNot : areNot} in your saved places.`
  const first =
    removed.length === 0
      ? notice({ happened: notThere, next: [] })
      : notice({
          happened: `Removed ${listPlaces(removed.toReversed())} from your saved places.`,
          next: missing.length === 0 ? [] : [span(notThere)],
          buttons: [button('Undo', undoRemove.props(removed))],
        })
  if (left.length === 0) return first
  const rest = savedList(left)
  return {
    text: cutEscaped(`${first.text} ${rest.text}`, LIMITS.messageText),
    blocks: [...first.blocks, ...rest.blocks],
  }
}

/** On Home: a place was removed, with the way back. */
export const removedOnHome = (removed: RemovedPlace): Message =>
  notice({
    happened: `Removed ${placeInWords(removed)} from your saved places.`,
    next: [],
    buttons: [button('Undo', undoRemoveOnHome.props([removed]))],
  })

/** Places are back where they were. */
export const restoredPlaces = (places: readonly Postcode[]): Message =>
  notice({
    happened: `${list(places)} ${places.length === 1 ? 'is' : 'are'} back in your saved places.`,
    next: [],
  })

/** Why a place cannot be put back, though it may be later: the database is away, or others took its room. */
type NotRestored = 'unavailable' | 'full'

const UNAVAILABLE = 'Saved places aren’t available at the moment.'
const LATER = 'Press Undo again in a few minutes'

/** Some places could not be put back, which can be tried again. */
export const notRestored = (
  why: NotRestored,
  restored: readonly Postcode[],
  rest: readonly PlaceToRestore[],
): Message => {
  const back = restored.length === 0 ? '' : `${restoredPlaces(restored).text} `
  const remaining = list(rest.map(({ postcode }) => postcode))
  const again = why === 'full' ? 'Remove another place on the Street Crime Home tab, then press Undo' : LATER
  return notice({
    happened: why === 'full' ? mostSaved() : UNAVAILABLE,
    next: [span(`${back}${again} to bring back ${remaining}.`)],
    buttons: [button('Undo', undoRemove.props(rest))],
  })
}

/** On Home: a place could not be put back while the database is away. */
export const notRestoredOnHome = (place: PlaceToRestore): Message =>
  notice({
    happened: UNAVAILABLE,
    next: [span(`${LATER} to bring back ${place.postcode}.`)],
    buttons: [button('Undo', undoRemoveOnHome.props([place]))],
  })
