import { type Postcode, parsePostcode } from '../../crime/postcode.ts'
import { defineAction } from '../../slack/ui/typed-action.ts'

/** The shortcuts, as manifest.yml names them. */
export const SHORTCUTS = {
  /** On a message: looks up the postcodes in it. */
  here: 'look_up_here',
  /** Anywhere: asks for a postcode. */
  anywhere: 'look_up',
} as const

/** The modal that asks, and its field. */
export const ASK = { view: 'ask', field: 'ask.field' } as const

const canonical = (text: string): Postcode | null => {
  const read = parsePostcode(text)
  return read.ok && read.value === text ? read.value : null
}

const ofPlace = (id: string) => defineAction<Postcode>(id, (postcode) => postcode, canonical)

/** In the modal: looks up again after a failure. */
export const retryAsked = ofPlace('ask.retry')

/** In the modal: from the report to its incidents. */
export const browseAsked = ofPlace('ask.browse')
