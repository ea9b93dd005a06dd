import type { ViewOutput } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Postcode } from '../crime/postcode.ts'
import type { ReportQuery } from '../crime/report-query.ts'
import type { ReportResult } from '../lookup/cache.ts'
import type { BlockActionEvent } from '../slack/block-actions.ts'
import { type Asker, askerOf } from '../slack/identity.ts'
import { type Reply, sendReply } from '../slack/respond.ts'
import { postDirectMessage, type StandingView, updateView } from '../slack/web-api/modals.ts'
import { answerContextOf, lookUpReport, type ReportContext, type ReportListenerContext } from './answer.ts'
import { viewFailed } from './notices.ts'

/** A modal that shows what was found by one look-up a place. */
export type LookupModal = {
  readonly postcodes: readonly Postcode[]
  /** Shown during the look-ups. */
  readonly loading: () => ModalView
  /** Null where memory does not hold all of it. */
  readonly inMemory: (context: ReportContext) => ModalView | null
  readonly lookedUp: (context: ReportContext, asker: Asker) => Promise<ModalView>
}

/** The modal of one report; `loaded` is given the time too, in ms since the epoch. */
export const lookupModal = (
  postcode: Postcode,
  loading: () => ModalView,
  loaded: (result: ReportResult, now: number) => ModalView,
): LookupModal => ({
  postcodes: [postcode],
  loading,
  inMemory: ({ lookup, clock }) => {
    const cached = lookup.peek(postcode)
    return cached === undefined ? null : loaded(cached, clock())
  },
  lookedUp: async (context, asker) => loaded(await lookUpReport(context, postcode, asker), context.clock()),
})

/** Shows a modal as `show` does: from memory, or its loading view and then what was looked up. */
const showLookup = async (
  context: ReportContext,
  client: WebClient,
  { inMemory, loading, lookedUp }: LookupModal,
  asker: Asker,
  show: (view: ModalView) => Promise<StandingView | null>,
): Promise<void> => {
  const cached = inMemory(context)
  const shown = await show(cached ?? loading())
  if (cached === null && shown !== null) await updateView(client, shown, await lookedUp(context, asker))
}

const opening =
  (client: WebClient, triggerId: string) =>
  async (view: ModalView): Promise<StandingView | null> => {
    const { view: opened } = await client.views.open({ trigger_id: triggerId, view })
    return opened?.id === undefined ? null : { id: opened.id, hash: opened.hash }
  }

/** Opens a modal from a button or menu; where Slack does not open it, answers with `instead`. An apology retries `query`. */
export const openModalOr = async (
  context: ReportListenerContext,
  { body, client }: BlockActionEvent,
  modal: LookupModal,
  instead: () => Reply,
  query?: ReportQuery,
): Promise<void> => {
  try {
    // For the metrics, which count `get` and not `peek`.
    if (modal.inMemory(context) !== null) for (const postcode of modal.postcodes) context.lookup.get(postcode)
    await showLookup(context, client, modal, askerOf(body), opening(client, body.trigger_id))
  } catch (error) {
    context.log.error({ err: error }, 'a modal about a report could not be opened')
    // Slack takes a trigger for three seconds only. A message needs none.
    await sendReply(answerContextOf(context, body, query), instead)
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
    const show = (changed: ModalView) => updateView(client, view, changed)
    if ('loading' in next) await showLookup(context, client, next, askerOf(body), show)
    else await show(next)
  } catch (error) {
    context.log.error({ err: error }, 'a modal about a report could not be changed')
    await postDirectMessage(client, body.user.id, viewFailed(), context.log)
  }
}
