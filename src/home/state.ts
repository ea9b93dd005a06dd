import { z } from 'zod'
import { packState } from '../report/browse/state.ts'
import { type Browsed, readView, type SeenView } from '../report/browse/view-state.ts'

/** What Home remembers between two of a person's steps. */
export type HomeState = {
  /** The place that is shown, with its filters and page; null before the first look-up. */
  readonly browsed: Browsed | null
  /** The saved places stand as a list, to be put in order. */
  readonly editing: boolean
}

/** Home as nobody has touched it. */
export const UNTOUCHED: HomeState = { browsed: null, editing: false }

const stored = z.object({ editing: z.boolean() })

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** State as private_metadata: what the browser of incidents packs, and whether the list is being edited. */
export const packHome = ({ browsed, editing }: HomeState): string => {
  const browsing: unknown = browsed === null ? {} : JSON.parse(packState(browsed.state))
  return JSON.stringify({ ...(typeof browsing === 'object' ? browsing : {}), editing })
}

/** The state of a Home view; untouched where there is none, or one that this version cannot read. */
export const readHome = (view: SeenView | undefined): HomeState => {
  if (view === undefined) return UNTOUCHED
  const read = stored.safeParse(parsed(view.private_metadata))
  return { browsed: readView('home', view), editing: read.success && read.data.editing }
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
