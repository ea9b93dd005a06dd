import type { BlockAction } from '@slack/bolt'
import type { Postcode } from '../../crime/postcode.ts'
import { savePlace, savePlaces } from '../../report/actions.ts'
import { answerButton, answerContextOf, type ReportListenerContext } from '../../report/answer.ts'
import { incidentsLookup } from '../../report/browse/listeners.ts'
import { readView } from '../../report/browse/state.ts'
import { staleModal } from '../../report/browse/view.ts'
import { changeModal } from '../../report/lookup-modal.ts'
import { staleButton } from '../../report/notices.ts'
import { actionValue, type BlockActionEvent, type BlockActions } from '../../slack/block-actions.ts'
import {
  type IsExternalUser,
  installedIn,
  type Owner,
  ownerOf,
  type Workspace,
} from '../../slack/identity.ts'
import {
  type DatabaseOpening,
  privateReply,
  type ReplyOrModal,
  readyReply,
  sendReply,
} from '../../slack/respond.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { deletePlaces, showSaved, undoRemove } from './actions.ts'
import { deletedPlaces, notRestored, restoredPlaces } from './remove-messages.ts'
import { type SavedPlacesContext, saveAll } from './saved-place-commands.ts'
import { placesUnavailable, savingMessage, waiting } from './saved-place-messages.ts'
import type { RemovedPlace, SavedPlaceRepository } from './saved-place-repository.ts'

type PlaceButtonsContext = ReportListenerContext &
  SavedPlacesContext &
  Pick<DatabaseOpening, 'afterOpening'> & { readonly isExternalUser: IsExternalUser }

/**
 * Whose places a button saves. The payload does not tell a colleague in the same organisation from somebody of another
 * one. The latter's places are kept for their own workspace: from here they could neither list nor delete them.
 */
const saverOf = async (
  { isExternalUser }: PlaceButtonsContext,
  { body, client }: Pick<BlockActionEvent, 'body' | 'client'>,
): Promise<Owner> =>
  (await isExternalUser(body, client))
    ? { teamId: body.user.team_id ?? '', userId: body.user.id }
    : ownerOf(body)

const save = async (
  context: PlaceButtonsContext,
  event: Pick<BlockActionEvent, 'body' | 'client'>,
  value: string | undefined,
): Promise<Message> => {
  const postcode = savePlace.read(value)
  if (postcode === null) return staleButton()
  const owner = await saverOf(context, event)
  const usedIn = installedIn(event.body)
  const saved = await context.places.add(owner, postcode, { usedIn })
  return saved.ok ? savingMessage({ postcode, name: null }, saved.value) : placesUnavailable()
}

const restore = async (
  places: SavedPlaceRepository,
  owner: Owner,
  usedIn: Workspace,
  removed: readonly Pick<RemovedPlace, 'postcode' | 'index'>[],
): Promise<Message> => {
  const restored: Postcode[] = []
  for (const { postcode, index } of removed) {
    const saved = await places.add(owner, postcode, { usedIn, index })
    if (!saved.ok) return notRestored('unavailable', restored, removed.slice(restored.length))
    if (saved.value === 'full') return notRestored('full', restored, removed.slice(restored.length))
    restored.push(postcode)
  }
  // The last that was removed is put back first.
  return restoredPlaces(restored.toReversed())
}

const deleteNamed = async (
  places: SavedPlaceRepository,
  owner: Owner,
  postcodes: readonly Postcode[],
): Promise<Message> => {
  const deleted = await places.forget(owner, postcodes)
  return deleted.ok ? deletedPlaces(deleted.value) : placesUnavailable()
}

/**
 * Registers the buttons of saved places outside Home. Save place answers below its message, privately, or inside the
 * modal of incidents; a place of the list is looked up below it; Undo and Delete all are answered in their place.
 */
export const registerSavedPlaceButtons = (blockActions: BlockActions, context: PlaceButtonsContext): void => {
  const { places, afterOpening } = context
  const answer = (body: BlockAction, work: () => ReplyOrModal, replace = false): Promise<void> =>
    sendReply(answerContextOf(context, body), work, replace)

  blockActions.on(savePlace.id, (event) => {
    const { body } = event
    const saving = () => save(context, event, actionValue(event.element))
    if (body.view === undefined)
      return answer(body, () => afterOpening(() => privateReply(saving(), waiting.saving)))
    return changeModal(context, event, async (view) => {
      const browsed = readView('incidents', view)
      return browsed === null ? staleModal() : incidentsLookup(browsed, await saving())
    })
  })

  blockActions.on(savePlaces.id, (event) => {
    const { body } = event
    const comparison = savePlaces.read(actionValue(event.element))
    return answer(body, () => {
      if (comparison === null) return readyReply(staleButton())
      const saving = async () => {
        const owner = await saverOf(context, event)
        return saveAll(places, owner, comparison.postcodes, { usedIn: installedIn(body) })
      }
      return afterOpening(() => privateReply(saving(), waiting.saving))
    })
  })

  blockActions.on(showSaved.id, ({ body, element }) => {
    const postcode = showSaved.read(actionValue(element))
    return answer(body, () =>
      postcode === null
        ? readyReply(staleButton())
        : answerButton(context, { postcode, categories: [] }, body),
    )
  })

  blockActions.on(undoRemove.id, ({ body, element }) => {
    const removed = undoRemove.read(actionValue(element))
    const work = () =>
      removed === null
        ? readyReply(staleButton())
        : afterOpening(() =>
            privateReply(restore(places, ownerOf(body), installedIn(body), removed), waiting.changing),
          )
    return answer(body, work, removed !== null)
  })

  blockActions.on(deletePlaces.id, ({ body, element }) => {
    const named = deletePlaces.read(actionValue(element))
    const work = () =>
      named === null
        ? readyReply(staleButton())
        : afterOpening(() => privateReply(deleteNamed(places, ownerOf(body), named), waiting.deleting))
    return answer(body, work, named !== null)
  })
}
