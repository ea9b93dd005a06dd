import { type Postcode, readPostcode } from '../../crime/postcode.ts'
import { postcodeAction } from '../../report/actions.ts'
import { defineAction } from '../../slack/ui/elements.ts'
import type { RemovedPlace } from './saved-place-repository.ts'

/** In the list of /crime saved: looks the place up, as a new message. */
export const showSaved = postcodeAction('saved.show')

/** A removed place, and where it stood in the list. */
export type PlaceToRestore = Pick<RemovedPlace, 'postcode' | 'index'>

const undoAction = (id: string) =>
  defineAction<readonly PlaceToRestore[]>(
    id,
    (removed) => removed.map(({ postcode, index }) => `${postcode};${index}`).join(','),
    (value) => {
      const removed = value.split(',').flatMap((text): PlaceToRestore[] => {
        const [typed = '', index = ''] = text.split(';')
        const postcode = readPostcode(typed)
        return postcode === null || !/^\d{1,2}$/.test(index) ? [] : [{ postcode, index: Number(index) }]
      })
      return removed.length === 0 ? null : removed
    },
  )

/** Puts removed places back where they were: "LE1 1WA;0,B1 1BB;3". */
export const undoRemove = undoAction('saved.undo')

/** The same on Home. */
export const undoRemoveOnHome = undoAction('home.undo-remove')

/** Deletes the places that /crime forget has named, and no other that was saved since: "LE1 1WA,B1 1BB". */
export const deletePlaces = defineAction<readonly Postcode[]>(
  'saved.delete-all',
  (postcodes) => postcodes.join(','),
  (value) => {
    const postcodes = value.split(',').flatMap((text) => readPostcode(text) ?? [])
    return postcodes.length === 0 ? null : postcodes
  },
)

/** On Home: shows the place. */
export const showPlace = postcodeAction('home.place')

/** On Home: looks the shown place up again after a failure. */
export const retryPlace = postcodeAction('home.retry')

/** On Home: takes the place off the saved places. */
export const removePlace = postcodeAction('home.remove')

/** On Home: saves the place that is shown. */
export const addPlace = postcodeAction('home.add')

/**
 * Numbers for buttons that carry one of these actions in other rows than the saved places' own: an action_id stands
 * once in a view, and the row takes 0 to 19.
 */
export const BUTTON_NUMBER = { compared: 80, expired: 90, suggestion: 91 } as const

/** Action ids of Home's other elements. */
export const HOME = {
  /** The postcode field, on Enter. */
  field: 'home.field',
  lookUp: 'home.look-up',
  editList: 'home.edit',
  doneEditing: 'home.done',
  /** The menu of one row in the edited list; its value is "up LE1 1WA". */
  order: 'home.order',
  /** Turns to another page of the saved places; its value is the page. */
  nextPlaces: 'home.places.next',
  previousPlaces: 'home.places.previous',
  /** The same for what other features show. */
  nextSection: 'home.section.next',
  previousSection: 'home.section.previous',
  /** The menu of places to compare. */
  comparedPlaces: 'home.chosen',
  compare: 'home.compare',
  compareAgain: 'home.compare-again',
  back: 'home.back',
} as const
