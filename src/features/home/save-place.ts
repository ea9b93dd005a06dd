import { parsePostcode } from '../../crime/postcode.ts'
import { apology } from '../../report/answer.ts'
import { readView } from '../../report/browse/view-state.ts'
import type { ReportListeners } from '../../report/listeners.ts'
import { updateModal } from '../../report/lookup-modal.ts'
import { staleButton } from '../../report/notices.ts'
import { sendAnswer } from '../../slack/answer.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf, type Owner, ownerOf } from '../../slack/owner.ts'
import { savePlace } from '../../slack/shared-actions.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { respondInThread } from '../../slack/web-api/threads.ts'
import { placesUnavailable, savingMessage, savingPlace } from './messages.ts'
import type { SavedPlaceRepository } from './saved-places.ts'

const save = async (
  places: SavedPlaceRepository,
  owner: Owner,
  value: string | undefined,
): Promise<Message> => {
  const postcode = parsePostcode(savePlace.read(value) ?? '')
  if (!postcode.ok) return staleButton()
  const saved = await places.add(owner, postcode.value)
  return saved.ok ? savingMessage(postcode.value, saved.value) : placesUnavailable()
}

/** Registers Save place: in a message it answers privately, in the modal it says so in its place. */
export const registerSavePlace = (
  presses: BlockActions,
  context: ReportListeners & { places: SavedPlaceRepository },
): void => {
  presses.on(savePlace.id, async ({ body, element, client }) => {
    const saving = save(context.places, ownerOf(body), actionValue(element))
    const { view } = body
    if (view === undefined) {
      const asked = { postcode: null, category: null }
      const answer = { reply: respondInThread(context, body), log: context.log }
      const outgoing = saving.then((message) => ({ message, inChannel: false }))
      await sendAnswer({ ...answer, apology: () => apology(asked, context.clock()) }, () => ({
        outgoing,
        loading: savingPlace,
      }))
      return
    }
    const browsed = readView('incidents', view)
    try {
      if (browsed !== null) await updateModal(context, client, view, browsed, askerOf(body), await saving)
    } catch (error) {
      context.log.error({ err: error }, 'a place could not be saved from the incidents')
    }
  })
}
