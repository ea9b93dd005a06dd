import type { Owner } from '../../slack/owner.ts'
import type { Subcommand } from '../../slack/subcommand.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { forgettingPlaces, forgotten, placesUnavailable } from './messages.ts'
import type { SavedPlaceRepository } from './saved-places.ts'

const forget = async (places: SavedPlaceRepository, owner: Owner): Promise<Message> => {
  const gone = await places.forget(owner)
  return gone.ok ? forgotten(gone.value) : placesUnavailable()
}

/** /crime forget: deletes the person's own places and says, privately, which those were. */
export const forgetCommand = ({ places }: { readonly places: SavedPlaceRepository }): Subcommand => ({
  name: 'forget',
  examples: [{ type: 'forget', does: 'delete your saved places' }],
  run: ({ owner }) => ({
    loading: forgettingPlaces,
    outgoing: forget(places, owner).then((message) => ({ message, inChannel: false })),
  }),
})
