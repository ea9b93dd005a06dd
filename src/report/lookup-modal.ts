import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Postcode } from '../crime/postcode.ts'
import type { ReportResult } from '../lookup/cache.ts'
import type { Asker } from '../slack/identity.ts'
import { type StandingView, updateView } from '../slack/web-api/modals.ts'
import { lookUpReport, type ReportContext } from './answer.ts'

/** A modal that shows the result of a look-up. */
export type LookupModal = {
  readonly postcode: Postcode
  /** Shown during the look-up. */
  readonly loading: () => ModalView
  readonly loaded: (result: ReportResult) => ModalView
}

/** Opens a modal: with the result from memory, or with its loading view and then the result of one look-up. */
export const openLookupModal = async (
  context: ReportContext,
  client: WebClient,
  triggerId: string,
  { postcode, loading, loaded }: LookupModal,
  asker: Asker,
): Promise<void> => {
  const cached = context.lookup.get(postcode)
  const { view: opened } = await client.views.open({
    trigger_id: triggerId,
    view: cached === undefined ? loading() : loaded(cached),
  })
  if (cached !== undefined || opened?.id === undefined) return
  const result = await lookUpReport(context, postcode, asker)
  await updateView(client, { id: opened.id, hash: opened.hash }, loaded(result))
}

/** Updates an open modal: with the result from memory, or with its loading view and then the result of one look-up. */
export const updateLookupModal = async (
  context: ReportContext,
  client: WebClient,
  view: StandingView,
  { postcode, loading, loaded }: LookupModal,
  asker: Asker,
): Promise<void> => {
  const cached = context.lookup.peek(postcode)
  if (cached !== undefined) {
    await updateView(client, view, loaded(cached))
    return
  }
  const updated = await updateView(client, view, loading())
  if (updated === null) return
  const result = await lookUpReport(context, postcode, asker)
  await updateView(client, updated, loaded(result))
}
