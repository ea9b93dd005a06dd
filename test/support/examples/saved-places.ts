import {
  confirmDeleteAll,
  deletedPlaces,
  notRestored,
  removedPlaces,
  restoredPlaces,
} from '../../../src/features/home/remove-messages.ts'
import { savedPlaceCommands } from '../../../src/features/home/saved-place-commands.ts'
import {
  allSavedMessage,
  placesUnavailable,
  savedList,
  savingMessage,
  waiting,
} from '../../../src/features/home/saved-place-messages.ts'
import type { ChartMessage } from '../../../src/slack/ui/charts.ts'
import { HUNDRED, LEICESTER, placeNamed, VILLAGE, withoutReport } from '../../features/home/places.ts'
import { typedIn } from '../app/command-request.ts'
import { placesInMemory } from '../app/saved-places-in-memory.ts'
import { lookupOf } from '../lookups.ts'
import { messageExamples } from './example.ts'

const [LE1, ST20, B1] = [placeNamed('LE1 1WA'), placeNamed('ST20 0LY'), placeNamed('B1 1AA')]
const OFFICE = placeNamed('LE1 1WA', 'Head office')

const commands = savedPlaceCommands({
  places: placesInMemory().places,
  lookup: lookupOf(() => {
    throw new Error('nothing is looked up here')
  }).lookup,
})

/** The answer to a command that names no place to save or to remove. */
const withoutPlace = (text: string): ChartMessage => {
  const request = typedIn(text)
  const command = commands.find(({ intents }) => intents.includes(request.reading.intent))
  const outgoing = command?.run(request).outgoing
  if (outgoing === undefined || outgoing === null || outgoing instanceof Promise)
    throw new Error(`"${text}" names a place`)
  return outgoing.message
}

/** The messages about a person's saved places. */
export const savedPlaceExamples = messageExamples('saved-places', {
  list: [
    '/crime saved, two of three looked up in the last hour',
    savedList([LEICESTER, VILLAGE, withoutReport('B1 1AA')]),
  ],
  'list-full': ['/crime saved, as many as there may be', savedList(HUNDRED)],
  'saved-with-name': ['/crime save LE1 1WA Head office', savingMessage(OFFICE, 'saved')],
  'list-empty': ['/crime saved, none', savedList([])],
  saved: ['/crime save LE1 1WA', savingMessage(LE1, 'saved')],
  'already-saved': ['/crime save LE1 1WA, saved before', savingMessage(LE1, 'exists')],
  full: ['/crime save LE1 1WA with a hundred places saved', savingMessage(LE1, 'full')],
  'not-installed': [
    'Save place by a guest whose own workspace does not have the app',
    savingMessage(LE1, 'not-installed'),
  ],
  'saved-all': [
    '/crime save LE1 1WA, ST20 0LY',
    allSavedMessage([
      { ...LE1, saving: 'saved' },
      { ...ST20, saving: 'exists' },
    ]),
  ],
  'saved-some': [
    '/crime save LE1 1WA, ST20 0LY, B1 1AA, of which one fits',
    allSavedMessage([
      { ...LE1, saving: 'saved' },
      { ...ST20, saving: 'full' },
      { ...B1, saving: 'full' },
    ]),
  ],
  'saved-none': [
    '/crime save LE1 1WA, ST20 0LY with a hundred places saved',
    allSavedMessage([
      { ...LE1, saving: 'full' },
      { ...ST20, saving: 'full' },
    ]),
  ],
  'removed-with-name': [
    '/crime remove LE1 1WA, saved as Head office',
    removedPlaces([{ ...OFFICE, index: 0 }], [], []),
  ],
  removed: [
    '/crime remove LE1 1WA, two places left',
    removedPlaces([{ ...LE1, index: 0 }], [], [VILLAGE, withoutReport('B1 1AA')]),
  ],
  'removed-last': ['/crime forget LE1 1WA, none left', removedPlaces([{ ...LE1, index: 0 }], [], [])],
  'removed-some': [
    '/crime remove LE1 1WA, ST20 0LY, B1 1AA, the last not saved',
    removedPlaces(
      [
        { ...ST20, index: 0 },
        { ...LE1, index: 0 },
      ],
      [B1.postcode],
      [],
    ),
  ],
  'not-there': [
    '/crime remove LE1 1WA, not saved',
    removedPlaces([], [LE1.postcode], [withoutReport('B1 1AA')]),
  ],
  restored: ['Undo below a removed place', restoredPlaces([LE1.postcode])],
  'restored-all': ['Undo below removed places', restoredPlaces([LE1.postcode, ST20.postcode])],
  'restored-in-part': [
    'Undo below two removed places, with room for one',
    notRestored('full', [LE1.postcode], [{ ...ST20, index: 1 }]),
  ],
  'restored-not': [
    'Undo below a removed place, the database away',
    notRestored('unavailable', [], [{ ...LE1, index: 0 }]),
  ],
  'forget-question': ['/crime forget, three places', confirmDeleteAll([LE1, ST20, B1])],
  'forget-question-one': ['/crime forget, one place', confirmDeleteAll([LE1])],
  'forget-nothing': ['/crime forget, no places', confirmDeleteAll([])],
  deleted: ['Delete all below the question', deletedPlaces([LE1, ST20, B1])],
  'deleted-one': ['Delete all below the question, one place', deletedPlaces([LE1])],
  'deleted-full': ['Delete all below the question, as many as there may be', deletedPlaces(HUNDRED)],
  'save-which-place': ['/crime save', withoutPlace('save')],
  'save-place-name': ['/crime save leicester', withoutPlace('save leicester')],
  'save-suggestion': ['/crime save LE1 IWA', withoutPlace('save LE1 IWA')],
  'remove-suggestion': ['/crime remove LE1 IWA', withoutPlace('remove LE1 IWA')],
  unavailable: ['/crime saved while the database is unavailable', placesUnavailable()],
  reading: ['/crime saved that takes more than about 2.5 seconds', waiting.reading()],
})
