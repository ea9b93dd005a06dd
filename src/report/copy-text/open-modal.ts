import type { WebClient } from '@slack/web-api'
import type { ReportQuery } from '../../crime/report-query.ts'
import type { Asker } from '../../slack/identity.ts'
import { type StandingView, updateView } from '../../slack/web-api/modals.ts'
import type { ReportContext } from '../answer.ts'
import { lookupFiltered } from '../lookup-filtered.ts'
import { loadingText, textModal } from './modal.ts'

const fill = async (
  context: ReportContext,
  client: WebClient,
  standing: StandingView,
  query: ReportQuery,
  asker: Asker,
): Promise<void> => {
  const found = await lookupFiltered(context, query.postcode, asker)
  await updateView(client, standing, textModal(found, query, context.clock()))
}

/** Opens the modal: at once with what memory holds, else with a loading line that is then filled. */
export const openText = async (
  context: ReportContext,
  client: WebClient,
  triggerId: string,
  query: ReportQuery,
  asker: Asker,
): Promise<void> => {
  const known = context.lookup.get(query.postcode)
  const view = known === undefined ? loadingText(query) : textModal(known, query, context.clock())
  const { view: opened } = await client.views.open({ trigger_id: triggerId, view })
  if (known !== undefined || opened?.id === undefined) return
  await fill(context, client, { id: opened.id, hash: opened.hash ?? '' }, query, asker)
}

/** Looks up again in the modal as it stands. */
export const refillText = async (
  context: ReportContext,
  client: WebClient,
  standing: StandingView,
  query: ReportQuery,
  asker: Asker,
): Promise<void> => {
  const loading = await updateView(client, standing, loadingText(query))
  if (loading !== null) await fill(context, client, loading, query, asker)
}
