import { type Postcode, parsePostcode } from '../../crime/postcode.ts'
import type { Browsed } from '../../report/browse/view-state.ts'
import { failureMessage } from '../../report/failure-message.ts'
import { showPlace } from './actions.ts'
import type { Order } from './place-list.ts'
import type { Step } from './render.ts'
import type { HomeState } from './state.ts'

/** A place with all its incidents, from the first page. */
export const unfiltered = (postcode: Postcode): Browsed => ({
  state: { postcode, category: null, outcome: null, page: 1 },
  street: null,
})

// Beside the buttons of the places, which are numbered from 0 to 19.
const SUGGESTED = 91

/** What was typed into the field: the place is shown, or the field says why not and all else stays. */
export const typed = (state: HomeState, text: string, now: number): Step => {
  const read = parsePostcode(text)
  if (read.ok) return { state: { ...state, browsed: unfiltered(read.value), compared: [] } }
  const asked = { postcode: null, category: null }
  const besideField = failureMessage(read.failure, asked, now, ({ postcode }) =>
    showPlace.press(postcode, SUGGESTED),
  )
  return { state, besideField }
}

/** The value of a list's menu: what to do with which place. Null for what this version did not write. */
export const readOrder = (value: string | undefined): { order: Order; postcode: Postcode } | null => {
  const [, order, rest] = /^(up|down|remove) (.+)$/.exec(value ?? '') ?? []
  const postcode = parsePostcode(rest ?? '')
  if (!postcode.ok || (order !== 'up' && order !== 'down' && order !== 'remove')) return null
  return { order, postcode: postcode.value }
}
