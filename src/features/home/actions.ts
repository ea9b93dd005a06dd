import { type Postcode, parsePostcode } from '../../crime/postcode.ts'
import { defineAction } from '../../slack/ui/typed-action.ts'

const readPostcode = (text: string): Postcode | null => {
  const read = parsePostcode(text)
  return read.ok ? read.value : null
}

const ofPlace = (id: string) => defineAction<Postcode>(id, (postcode) => postcode, readPostcode)

/** /crime saved: looks one of the places up, as a new message. */
export const showSaved = ofPlace('saved.show')

/** On Home: shows one of the places. */
export const showPlace = ofPlace('home.place')

/** On Home: tries the shown place again. */
export const retryPlace = ofPlace('home.retry')

/** On Home: takes a place off the list. */
export const removePlace = ofPlace('home.remove')

/** On Home: puts the place that is shown on the list. */
export const addPlace = ofPlace('home.add')

/** Elements of Home that carry nothing, or whose value is one of ours. */
export const HOME = {
  /** The field, on Enter. */
  field: 'home.field',
  /** The button beside the field. */
  lookUp: 'home.look-up',
  /** Shows the list to be put in order. */
  edit: 'home.edit',
  /** Back from the list. */
  done: 'home.done',
  /** The menu of the places to compare. */
  chosen: 'home.chosen',
  /** The button beside it. */
  compare: 'home.compare',
  /** Compares the same places again, after a failure or once they are forgotten. */
  again: 'home.compare-again',
  /** Back from the comparison. */
  back: 'home.back',
  /** What to do with one place of the list: its value is "up LE1 1WA". */
  order: 'home.order',
} as const
