import type { Lookup } from '../../lookup/lookup.ts'
import { savePlace } from '../../report/actions.ts'
import { answerQuery, apology, type ReportListenerContext } from '../../report/answer.ts'
import { incidentsLookup } from '../../report/browse/modal.ts'
import { readView } from '../../report/browse/state.ts'
import { updateLookupModal } from '../../report/lookup-modal.ts'
import { staleButton, viewFailed } from '../../report/notices.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf, installedIn, type Owner, ownerOf, type Workspace } from '../../slack/identity.ts'
import { type Answer, atOnce, sendAnswer } from '../../slack/respond.ts'
import { canShareIn, type Subcommand } from '../../slack/subcommand.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { postDirectMessage } from '../../slack/web-api/modals.ts'
import { respondInThread } from '../../slack/web-api/threads.ts'
import { showSaved } from './actions.ts'
import {
  deletedPlaces,
  deletingPlaces,
  placesUnavailable,
  readingPlaces,
  type SavedPlaces,
  savedList,
  savingMessage,
  savingPlace,
} from './messages.ts'
import type { SavedPlaceRepository } from './saved-place-repository.ts'

const NO_QUERY = { postcode: null, categories: [] }

/** What reading a person's places needs. */
export type SavedPlacesContext = { readonly places: SavedPlaceRepository; readonly lookup: Lookup }

/** A person's places with the reports that memory holds: no token is spent. */
export const savedPlacesOf = async (
  { places, lookup }: SavedPlacesContext,
  owner: Owner,
): Promise<SavedPlaces> => {
  const listed = await places.list(owner)
  if (!listed.ok) return 'unavailable'
  return listed.value.map((postcode) => {
    const result = lookup.peek(postcode)
    return { postcode, report: result?.ok === true ? result.value : null }
  })
}

const answerPrivately = (loading: () => Message, message: Promise<Message>): Answer => ({
  loading,
  outgoing: message.then((message) => ({ message, inChannel: false })),
})

const listMessage = async (context: SavedPlacesContext, owner: Owner): Promise<Message> => {
  const places = await savedPlacesOf(context, owner)
  return places === 'unavailable' ? placesUnavailable() : savedList(places)
}

/** /crime saved: lists the person's places, privately. */
export const savedCommand = (context: SavedPlacesContext): Subcommand => ({
  name: 'saved',
  examples: [{ type: 'saved', does: 'your saved places' }],
  run: ({ owner }) => answerPrivately(readingPlaces, listMessage(context, owner)),
})

const deleteAll = async (places: SavedPlaceRepository, owner: Owner): Promise<Message> => {
  const deleted = await places.forget(owner)
  return deleted.ok ? deletedPlaces(deleted.value) : placesUnavailable()
}

/** /crime forget: deletes the person's places, and says privately which those were. */
export const forgetCommand = ({ places }: { readonly places: SavedPlaceRepository }): Subcommand => ({
  name: 'forget',
  examples: [{ type: 'forget', does: 'delete your saved places' }],
  run: ({ owner }) => answerPrivately(deletingPlaces, deleteAll(places, owner)),
})

const save = async (
  places: SavedPlaceRepository,
  owner: Owner,
  usedIn: Workspace,
  value: string | undefined,
): Promise<Message> => {
  const postcode = savePlace.read(value)
  if (postcode === null) return staleButton()
  const saved = await places.add(owner, postcode, usedIn)
  return saved.ok ? savingMessage(postcode, saved.value) : placesUnavailable()
}

/**
 * Registers the buttons of saved places outside Home. Save place answers below its message, privately, or inside the
 * modal of incidents. A place in the list of /crime saved is looked up below that list.
 */
export const registerSavedPlaces = (
  blockActions: BlockActions,
  context: ReportListenerContext & SavedPlacesContext,
): void => {
  const answerContext = { log: context.log, apology: () => apology(NO_QUERY, context.clock()) }
  blockActions.on(savePlace.id, async ({ body, element, client }) => {
    const saving = save(context.places, ownerOf(body), installedIn(body), actionValue(element))
    const { view } = body
    if (view === undefined) {
      const reply = respondInThread(context, body)
      await sendAnswer({ ...answerContext, reply }, () => answerPrivately(savingPlace, saving))
      return
    }
    const browsed = readView('incidents', view)
    try {
      if (browsed === null) return
      const modal = incidentsLookup(browsed, context.clock, await saving)
      await updateLookupModal(context, client, view, modal, askerOf(body))
    } catch (error) {
      context.log.error({ err: error }, 'a place could not be saved from the incidents')
      await postDirectMessage(client, body.user.id, viewFailed(), context.log)
    }
  })

  blockActions.on(showSaved.id, async ({ body, element }) => {
    const postcode = showSaved.read(actionValue(element))
    const query = { postcode, categories: [] }
    const apologyForPlace = () => apology(query, context.clock())
    await sendAnswer(
      { reply: context.reply(body.response_url), log: context.log, apology: apologyForPlace },
      () => {
        if (postcode === null) return atOnce(staleButton())
        const canShare = body.channel !== undefined && canShareIn(body.channel)
        return answerQuery(context, { postcode, categories: [] }, askerOf(body), canShare)
      },
    )
  })
}
