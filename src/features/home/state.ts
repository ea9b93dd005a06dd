import { z } from 'zod'
import { isKnownCategory } from '../../crime/category.ts'
import { type Postcode, readPostcode } from '../../crime/postcode.ts'
import { MAX_COMPARED_PLACES } from '../../crime/report-query.ts'
import { besideAnswer, noPlaceMessage } from '../../reading/messages.ts'
import { read } from '../../reading/reading.ts'
import type { Verb } from '../../reading/vocabulary.ts'
import {
  type Browsed,
  browseReport,
  packState,
  readView,
  type ViewPayload,
} from '../../report/browse/state.ts'
import { viewState } from '../../slack/transport/payload-schema.ts'
import { type Message, plainContext } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { readJson } from '../../slack/ui/views.ts'
import { BUTTON_NUMBER, showPlace } from './actions.ts'

/** What Home keeps in its private_metadata between two actions of a person. */
export type HomeState = {
  /** The place whose report is shown, with filters and page; null before the first look-up. */
  readonly browsed: Browsed | null
  /** The saved places stand as a list that can be put in order. */
  readonly editing: boolean
  /** The page of the saved places, from 1; beyond the last one the last is shown. */
  readonly placesPage: number
  /** The page of what other features show, from 1; beyond the last one the last is shown. */
  readonly sectionPage: number
  /** Places shown side by side in place of the report; empty where there is no comparison. */
  readonly compared: readonly Postcode[]
  /** Slugs of the comparison; none means all. */
  readonly comparedCategories: readonly string[]
}

/** Home before anything was looked up. */
export const INITIAL_STATE: HomeState = {
  browsed: null,
  editing: false,
  placesPage: 1,
  sectionPage: 1,
  compared: [],
  comparedCategories: [],
}

const stored = z.object({
  editing: z.boolean(),
  placesPage: z.int().min(1).optional().catch(undefined),
  sectionPage: z.int().min(1).optional().catch(undefined),
  compared: z.array(z.string()).max(MAX_COMPARED_PLACES).optional().catch(undefined),
  comparedCategories: z.array(z.string()).optional().catch(undefined),
})

/** The state as private_metadata: postcodes, filters, a page and a flag, nothing of the API's. */
export const packHome = (state: HomeState): string => {
  const { browsed, editing, placesPage, sectionPage, compared, comparedCategories } = state
  const browsing: unknown = browsed === null ? {} : readJson(packState(browsed.state))
  return JSON.stringify({
    ...(typeof browsing === 'object' ? browsing : {}),
    editing,
    ...(placesPage === 1 ? {} : { placesPage }),
    ...(sectionPage === 1 ? {} : { sectionPage }),
    ...(compared.length === 0 ? {} : { compared }),
    ...(comparedCategories.length === 0 ? {} : { comparedCategories }),
  })
}

/** The postcodes among texts such as the values of a menu. */
export const readPostcodes = (texts: readonly string[]): readonly Postcode[] =>
  texts.flatMap((text) => readPostcode(text) ?? [])

/** The state of a Home view; the initial one where there is no view, or its metadata cannot be read. */
export const readHome = (view: ViewPayload | undefined): HomeState => {
  if (view === undefined) return INITIAL_STATE
  const metadata = stored.safeParse(readJson(view.private_metadata))
  return {
    browsed: readView('home', view),
    editing: metadata.success && metadata.data.editing,
    placesPage: metadata.data?.placesPage ?? 1,
    sectionPage: metadata.data?.sectionPage ?? 1,
    compared: readPostcodes(metadata.data?.compared ?? []),
    comparedCategories: (metadata.data?.comparedCategories ?? []).filter(isKnownCategory),
  }
}

const openedView = z.object({
  hash: z.string().optional(),
  private_metadata: z.string(),
  state: viewState.optional(),
})

/** The view in an app_home_opened event; the SDK's type lacks its `state`. Undefined before the first publish. */
export const viewOfEvent = (
  view: unknown,
): (ViewPayload & { readonly hash?: string | undefined }) | undefined => openedView.safeParse(view).data

/** What an action leads to: the next state, and what Home says about the action. */
export type Transition = {
  readonly state: HomeState
  /** Below the postcode field. */
  readonly fieldNotice?: Message | null
  /** Below the menu of places to compare. */
  readonly compareNotice?: Message | null
  /** Below the saved places. */
  readonly placesNotice?: Message | null
  /** Below the button that saves the shown place. */
  readonly saveNotice?: Message | null
}

/** Shows a place's report in place of whatever is shown, its incidents filtered by the categories. */
export const showReport = (
  state: HomeState,
  postcode: Postcode,
  categories: readonly string[] = [],
): Transition => ({
  state: { ...state, browsed: browseReport(postcode, categories), compared: [], comparedCategories: [] },
})

const remarkNotice = (text: string): Message | null =>
  text === '' ? null : { text, blocks: [plainContext(text)] }

const ONLY_LOOKS_UP =
  'This field only looks places up. For anything else, use the buttons below or type /crime in a channel.'

// With a place these ask for its report: "what about LE1 1WA" and "list incidents LE1 1WA" too.
const LOOKS_UP: readonly (Verb | null)[] = [null, 'compare', 'help', 'categories', 'saved']

const TOO_MANY = 'You can compare up to four places: these are the first four.'

/** The field was submitted: its place is shown, or several are compared; a notice says what was not understood. */
export const submitField = (state: HomeState, text: string): Transition => {
  const reading = read(text)
  const { postcodes, categories } = reading
  const [postcode, ...others] = postcodes
  const remarks = remarkNotice(
    [
      ...(LOOKS_UP.includes(reading.verb) ? [] : [ONLY_LOOKS_UP]),
      ...(postcodes.length > MAX_COMPARED_PLACES ? [TOO_MANY] : []),
      besideAnswer({ ...reading, verb: null }),
    ]
      .join(' ')
      .trim(),
  )
  if (postcode !== undefined && others.length === 0)
    return { ...showReport(state, postcode, categories), fieldNotice: remarks }
  if (postcode !== undefined)
    return {
      state: {
        ...state,
        compared: postcodes.slice(0, MAX_COMPARED_PLACES),
        comparedCategories: categories,
      },
      fieldNotice: remarks,
    }
  const lookUp = (meant: Postcode) =>
    button(`Look up ${meant}`, showPlace.props(meant, BUTTON_NUMBER.suggestion))
  return { state, fieldNotice: noPlaceMessage(reading, '', lookUp) }
}
