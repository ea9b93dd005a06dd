import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { ReportResult } from '../lookup/cache.ts'
import type { Asker } from '../slack/identity.ts'
import type { Message } from '../slack/ui/blocks.ts'
import { type StandingView, updateView } from '../slack/web-api/modals.ts'
import type { ReportContext } from './answer.ts'
import { failureModal, incidentsModal, loadingModal } from './browse/modal.ts'
import type { Browsed } from './browse/view-state.ts'
import { lookupFiltered } from './lookup-filtered.ts'

const viewOf = (found: ReportResult, browsed: Browsed, note: Message | null, now: number): ModalView =>
  found.ok ? incidentsModal(found.value, browsed, note) : failureModal(found.failure, browsed, now)

/** Opens the modal: at once with what memory holds, else with a loading line that is then filled. */
export const openModal = async (
  context: ReportContext,
  client: WebClient,
  triggerId: string,
  browsed: Browsed,
  asker: Asker,
): Promise<void> => {
  const known = context.lookup.get(browsed.state.postcode)
  const view = known === undefined ? loadingModal(browsed) : viewOf(known, browsed, null, context.clock())
  const { view: opened } = await client.views.open({ trigger_id: triggerId, view })
  if (known !== undefined || opened?.id === undefined) return
  const found = await lookupFiltered(context, browsed.state.postcode, asker)
  const standing = { id: opened.id, hash: opened.hash ?? '' }
  await updateView(client, standing, viewOf(found, browsed, null, context.clock()))
}

/** Shows the modal as it now should be; an expired memory means one new look-up, with a loading line. */
export const updateModal = async (
  context: ReportContext,
  client: WebClient,
  standing: StandingView,
  browsed: Browsed,
  asker: Asker,
  note: Message | null = null,
): Promise<void> => {
  const known = context.lookup.peek(browsed.state.postcode)
  if (known !== undefined) {
    await updateView(client, standing, viewOf(known, browsed, note, context.clock()))
    return
  }
  const loading = await updateView(client, standing, loadingModal(browsed))
  if (loading === null) return
  const found = await lookupFiltered(context, browsed.state.postcode, asker)
  await updateView(client, loading, viewOf(found, browsed, note, context.clock()))
}
