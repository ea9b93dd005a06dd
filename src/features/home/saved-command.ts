import type { Lookup } from '../../lookup/lookup.ts'
import { answerQuery, apology } from '../../report/answer.ts'
import type { ReportListeners } from '../../report/listeners.ts'
import { staleButton } from '../../report/notices.ts'
import { atOnce, sendAnswer } from '../../slack/answer.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf, type Owner } from '../../slack/owner.ts'
import { canShareIn, type Subcommand } from '../../slack/subcommand.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { showSaved } from './actions.ts'
import { lookingAtPlaces, placesUnavailable, savedList } from './messages.ts'
import type { SavedPlaceRepository } from './saved-places.ts'

const listFor = async (places: SavedPlaceRepository, lookup: Lookup, owner: Owner): Promise<Message> => {
  const listed = await places.list(owner)
  if (!listed.ok) return placesUnavailable()
  const known = listed.value.map((postcode) => {
    const found = lookup.peek(postcode)
    return { postcode, report: found?.ok === true ? found.value : null }
  })
  return savedList(known)
}

/** /crime saved: the person's own places, privately. */
export const savedCommand = (context: { places: SavedPlaceRepository; lookup: Lookup }): Subcommand => ({
  name: 'saved',
  examples: [{ type: 'saved', does: 'your saved places' }],
  run: ({ owner }) => ({
    loading: lookingAtPlaces,
    outgoing: listFor(context.places, context.lookup, owner).then((message) => ({
      message,
      inChannel: false,
    })),
  }),
})

/** Registers the buttons of the list: each looks its place up, below the list. */
export const registerSavedList = (presses: BlockActions, context: ReportListeners): void => {
  presses.on(showSaved.id, async ({ body, element }) => {
    const postcode = showSaved.read(actionValue(element))
    const asked = { postcode, category: null }
    const answer = { reply: context.reply(body.response_url), log: context.log }
    await sendAnswer({ ...answer, apology: () => apology(asked, context.clock()) }, () =>
      postcode === null
        ? atOnce(staleButton())
        : answerQuery(
            context,
            { postcode, category: null },
            askerOf(body),
            body.channel !== undefined && canShareIn(body.channel),
          ),
    )
  })
}
