import { z } from 'zod'
import { type Postcode, parsePostcode } from '../../crime/postcode.ts'
import { packState } from '../../report/browse/state.ts'
import { type Browsed, readView, type SeenView } from '../../report/browse/view-state.ts'
import { MAX_COMPARED_PLACES } from '../../report/compare/comparison.ts'

/** What Home remembers between two of a person's steps. */
export type HomeState = {
  /** The place that is shown, with its filters and page; null before the first look-up. */
  readonly browsed: Browsed | null
  /** The saved places stand as a list, to be put in order. */
  readonly editing: boolean
  /** The places that are shown side by side, instead of the one; none: no comparison. */
  readonly compared: readonly Postcode[]
}

/** Home as nobody has touched it. */
export const UNTOUCHED: HomeState = { browsed: null, editing: false, compared: [] }

const stored = z.object({
  editing: z.boolean(),
  compared: z.array(z.string()).max(MAX_COMPARED_PLACES).optional().catch(undefined),
})

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** State as private_metadata: what the browser of incidents packs, whether the list is edited, what is compared. */
export const packHome = ({ browsed, editing, compared }: HomeState): string => {
  const browsing: unknown = browsed === null ? {} : JSON.parse(packState(browsed.state))
  return JSON.stringify({
    ...(typeof browsing === 'object' ? browsing : {}),
    editing,
    ...(compared.length === 0 ? {} : { compared }),
  })
}

/** Postcodes among texts, such as the values of a menu; what is none is left out. */
export const readPostcodes = (texts: readonly string[]): readonly Postcode[] =>
  texts.flatMap((text) => {
    const read = parsePostcode(text)
    return read.ok ? [read.value] : []
  })

/** The state of a Home view; untouched where there is none, or one that this version cannot read. */
export const readHome = (view: SeenView | undefined): HomeState => {
  if (view === undefined) return UNTOUCHED
  const read = stored.safeParse(parsed(view.private_metadata))
  return {
    browsed: readView('home', view),
    editing: read.success && read.data.editing,
    compared: readPostcodes(read.data?.compared ?? []),
  }
}

const chosen = z.object({
  selected_option: z.object({ value: z.string().optional() }).nullish(),
  value: z.string().nullish(),
})

const opened = z.object({
  hash: z.string().optional(),
  private_metadata: z.string(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), chosen)) }).optional(),
})

/** The view that app_home_opened comes with, of which the SDK's types know less than Slack sends. */
export const seenHome = (view: unknown): (SeenView & { readonly hash?: string | undefined }) | undefined =>
  opened.safeParse(view).data
