import { type NamedPlace, type Postcode, readName } from '../../crime/postcode.ts'
import type { Lookup } from '../../lookup/lookup.ts'
import { besideAnswer, noPlaceMessage, withRemarks } from '../../reading/messages.ts'
import type { Reading } from '../../reading/reading.ts'
import { savePlace } from '../../report/actions.ts'
import type { Owner, Workspace } from '../../slack/identity.ts'
import { privateReply, readyReply } from '../../slack/respond.ts'
import type { Subcommand } from '../../slack/subcommand.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { list } from '../../slack/ui/format.ts'
import { quoted } from '../../slack/ui/notice.ts'
import { confirmDeleteAll, removedPlaces } from './remove-messages.ts'
import {
  allSavedMessage,
  placesUnavailable,
  type SavedPlace,
  type SavedPlaces,
  savedList,
  savingMessage,
  waiting,
} from './saved-place-messages.ts'
import type { RemovedPlace, SavedPlaceRepository, SaveResult } from './saved-place-repository.ts'

/** What a person's saved places need. */
export type SavedPlacesContext = { readonly places: SavedPlaceRepository; readonly lookup: Lookup }

/** Places with the reports that memory holds: no token is spent. */
export const withFigures = (
  { lookup }: Pick<SavedPlacesContext, 'lookup'>,
  places: readonly NamedPlace[],
): readonly SavedPlace[] =>
  places.map((place) => {
    const result = lookup.peek(place.postcode)
    return { ...place, report: result?.ok === true ? result.value : null }
  })

const savedPlacesOf = async (context: SavedPlacesContext, owner: Owner): Promise<SavedPlaces> => {
  const listed = await context.places.list(owner)
  return listed.ok ? withFigures(context, listed.value) : 'unavailable'
}

const listMessage = async (context: SavedPlacesContext, owner: Owner, prefix: string): Promise<Message> => {
  const places = await savedPlacesOf(context, owner)
  return places === 'unavailable' ? placesUnavailable() : savedList(places, prefix)
}

const couldNot = (change: 'save' | 'remove', postcodes: readonly Postcode[]): string =>
  `We couldn’t ${change} ${list(postcodes)}. Saved places aren’t available at the moment.`

/** Saves places in order, and says what came of it. A name is used only for one place: several would look alike. */
export const saveAll = async (
  places: SavedPlaceRepository,
  owner: Owner,
  postcodes: readonly Postcode[],
  { label = null, ...options }: { readonly label?: string | null; readonly usedIn?: Workspace } = {},
): Promise<Message> => {
  const name = postcodes.length === 1 && label !== null ? readName(label) : null
  const results: (NamedPlace & { saving: SaveResult })[] = []
  for (const [at, postcode] of postcodes.entries()) {
    const saved = await places.add(owner, postcode, { name, ...options })
    if (!saved.ok)
      return at === 0
        ? placesUnavailable()
        : withRemarks(allSavedMessage(results), couldNot('save', postcodes.slice(at)))
    // The same holds for every place.
    if (saved.value === 'not-installed') return savingMessage({ postcode, name }, saved.value)
    results.push({ postcode, name, saving: saved.value })
  }
  const [only, ...others] = results
  return only !== undefined && others.length === 0
    ? savingMessage(only, only.saving)
    : allSavedMessage(results)
}

const removeAll = async (
  context: SavedPlacesContext,
  owner: Owner,
  postcodes: readonly Postcode[],
): Promise<Message> => {
  const removed: RemovedPlace[] = []
  const missing: Postcode[] = []
  for (const [at, postcode] of postcodes.entries()) {
    const place = await context.places.remove(owner, postcode)
    if (!place.ok)
      return removed.length === 0
        ? placesUnavailable()
        : withRemarks(removedPlaces(removed, missing, []), couldNot('remove', postcodes.slice(at)))
    if (place.value === null) missing.push(postcode)
    // The last that was removed is put back first.
    else removed.unshift(place.value)
  }
  const left = await savedPlacesOf(context, owner)
  return removedPlaces(removed, missing, left === 'unavailable' ? [] : left)
}

const askToDeleteAll = async ({ places }: SavedPlacesContext, owner: Owner): Promise<Message> => {
  const listed = await places.list(owner)
  if (!listed.ok) return placesUnavailable()
  // Nothing is left to ask about, but rows that the list leaves out may be.
  if (listed.value.length === 0 && !(await places.forget(owner, [])).ok) return placesUnavailable()
  return confirmDeleteAll(listed.value)
}

/** What could not be saved or removed, since no postcode was named; a slip can be saved by its button. */
const noPlace = (reading: Reading, prefix: string): Message => {
  const { intent } = reading
  const save = (meant: Postcode) => button(`Save ${meant}`, savePlace.props(meant))
  const place = { ...reading, categories: [] }
  return noPlaceMessage(place, `${prefix}${intent} `, intent === 'save' ? save : undefined)
}

/** The answer, and beside it the places and the name that it leaves out. */
const withLeftOut = async (answer: Promise<Message>, reading: Reading): Promise<Message> => {
  const { intent, label, postcodes } = reading
  const places = besideAnswer({ ...reading, verb: null, remarks: [] })
  const name =
    intent === 'save' && label !== null && postcodes.length > 1
      ? `We didn’t use the name ${quoted(label)}. To name a place, save it on its own.`
      : ''
  return withRemarks(await answer, `${places} ${name}`.trim())
}

/** /crime saved, save, remove and forget: a person's own places, answered privately. */
export const savedPlaceCommands = (context: SavedPlacesContext): Subcommand<Reading>[] => [
  {
    intents: ['saved'],
    examples: [{ type: 'saved', does: 'your saved places' }],
    run: ({ owner, conversation }) =>
      privateReply(listMessage(context, owner, conversation.prefix), waiting.reading),
  },
  {
    intents: ['save'],
    examples: [
      { type: 'save LE1 1WA', does: 'save a place to your Home tab' },
      { type: 'save LE1 1WA Head office', does: 'save it with a name' },
    ],
    run: ({ owner, reading, conversation }) =>
      reading.postcodes.length === 0
        ? readyReply(noPlace(reading, conversation.prefix))
        : privateReply(
            withLeftOut(saveAll(context.places, owner, reading.postcodes, reading), reading),
            waiting.saving,
          ),
  },
  {
    intents: ['remove', 'forget'],
    examples: [
      { type: 'remove LE1 1WA', does: 'remove a saved place' },
      { type: 'forget', does: 'delete all your saved places' },
    ],
    run: ({ owner, reading, conversation }) => {
      if (reading.intent === 'forget') return privateReply(askToDeleteAll(context, owner), waiting.reading)
      return reading.postcodes.length === 0
        ? readyReply(noPlace(reading, conversation.prefix))
        : privateReply(withLeftOut(removeAll(context, owner, reading.postcodes), reading), waiting.changing)
    },
  },
]
