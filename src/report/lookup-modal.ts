import type { ViewOutput } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Postcode } from '../crime/postcode.ts'
import type { ReportQuery } from '../crime/report-query.ts'
import type { ReportResult } from '../lookup/cache.ts'
import type { BlockActionEvent } from '../slack/block-actions.ts'
import { type Asker, askerOf } from '../slack/identity.ts'
import { sendReply } from '../slack/respond.ts'
import { postDirectMessage, type StandingView, updateView } from '../slack/web-api/modals.ts'
import {
  answerButton,
  answerContextOf,
  lookUpReport,
  type ReportContext,
  type ReportListenerContext,
} from './answer.ts'
import { viewFailed } from './notices.ts'

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

/** Opens a modal about a report from a button or menu; where Slack does not open it, answers with the report itself. */
export const openModalOrReport = async (
  context: ReportListenerContext,
  { body, client }: BlockActionEvent,
  query: ReportQuery,
  modal: LookupModal,
): Promise<void> => {
  try {
    await openLookupModal(context, client, body.trigger_id, modal, askerOf(body))
  } catch (error) {
    context.log.error({ err: error }, 'a modal about a report could not be opened')
    // Slack takes a trigger for three seconds only. The report needs none.
    await sendReply(answerContextOf(context, body, query), () => answerButton(context, query, body))
  }
}

/** Changes the modal of a pressed element. Where Slack does not take the change, the person is told in a message. */
export const changeModal = async (
  context: ReportListenerContext,
  { body, client }: BlockActionEvent,
  change: (view: ViewOutput) => Promise<LookupModal | ModalView> | LookupModal | ModalView,
): Promise<void> => {
  const { view } = body
  if (view === undefined) return
  try {
    const next = await change(view)
    if ('loading' in next) await updateLookupModal(context, client, view, next, askerOf(body))
    else await updateView(client, view, next)
  } catch (error) {
    context.log.error({ err: error }, 'a modal about a report could not be changed')
    await postDirectMessage(client, body.user.id, viewFailed(), context.log)
  }
}
