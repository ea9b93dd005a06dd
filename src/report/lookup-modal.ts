import type { ViewOutput } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Postcode } from '../crime/postcode.ts'
import type { ReportQuery } from '../crime/report-query.ts'
import { createKeyedMutex } from '../lib/keyed-mutex.ts'
import type { ReportResult } from '../lookup/cache.ts'
import type { BlockActionEvent } from '../slack/block-actions.ts'
import { type Asker, askerOf } from '../slack/identity.ts'
import { type Reply, sendReply } from '../slack/respond.ts'
import { type OpenView, postDirectMessage, updateView } from '../slack/web-api/modals.ts'
import { answerContextOf, lookUpReport, type ReportContext, type ReportListenerContext } from './answer.ts'
import { viewFailed } from './notices.ts'

/** A modal that needs one look-up for each of its places. */
export type LookupModal = {
  readonly postcodes: readonly Postcode[]
  /** Shown during the look-ups. */
  readonly loading: () => ModalView
  /** The filled modal; null where memory does not hold the figures of all places. */
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

/** Why a modal was not filled, and whether the modal itself says that. */
type Unfilled = { readonly error: unknown; readonly isTold: boolean }

/**
 * Fills a modal that shows `loading`, unless it is gone or shows something newer. Null unless that fails; then the modal
 * says so, as well as Slack lets it. Never rejects.
 */
export const fillModal = async (
  client: WebClient,
  shown: OpenView,
  loading: ModalView,
  filled: () => Promise<ModalView>,
): Promise<Unfilled | null> => {
  try {
    await updateView(client, shown, await filled())
    return null
  } catch (error) {
    // It would say "Looking up …" for ever.
    const failed = { ...loading, blocks: [...viewFailed().blocks] }
    const told = await updateView(client, shown, failed).catch(() => null)
    return { error, isTold: told !== null }
  }
}

type Fill = () => Promise<Unfilled | null>

/** Shows a modal and fills it. What keeps it from being shown is not told by the modal. */
const showAndFill = async (show: () => Promise<Fill | null>): Promise<Unfilled | null> => {
  try {
    const fill = await show()
    return fill === null ? null : await fill()
  } catch (error) {
    return { error, isTold: false }
  }
}

/** Shows a modal by `show`: filled from memory or, while it looks up, loading. Gives what fills it then, or null. */
const showFirst = async (
  context: ReportContext,
  client: WebClient,
  { inMemory, loading, lookedUp }: LookupModal,
  asker: Asker,
  show: (view: ModalView) => Promise<OpenView | null>,
): Promise<Fill | null> => {
  const cached = inMemory(context)
  const shown = await show(cached ?? loading())
  if (cached !== null || shown === null) return null
  return () => fillModal(client, shown, loading(), () => lookedUp(context, asker))
}

const opening =
  (client: WebClient, triggerId: string) =>
  async (view: ModalView): Promise<OpenView | null> => {
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
  const unfilled = await showAndFill(async () => {
    // For the metrics, which count `get` and not `peek`.
    if (modal.inMemory(context) !== null) for (const postcode of modal.postcodes) context.lookup.get(postcode)
    return showFirst(context, client, modal, askerOf(body), opening(client, body.trigger_id))
  })
  if (unfilled === null) return
  context.log.error({ err: unfilled.error }, 'a modal about a report could not be opened')
  // A trigger expires after three seconds; a message needs none.
  await sendReply(answerContextOf(context, body, query), instead)
}

// Of two quick actions the later one holds what both menus show, so its view must be the last.
const inOrder = createKeyedMutex()

/**
 * Changes the modal of a pressed element, in the order of a person's actions. Where Slack does not take the change, the
 * person is told once: in the modal or, where Slack does not take that either, in a message.
 */
export const changeModal = async (
  context: ReportListenerContext,
  { body, client }: BlockActionEvent,
  change: (view: ViewOutput) => Promise<LookupModal | ModalView> | LookupModal | ModalView,
): Promise<void> => {
  const { view } = body
  if (view === undefined) return
  const unfilled = await showAndFill(() =>
    inOrder(view.id, async () => {
      const next = await change(view)
      // Without the hash, which an earlier action may have changed already: what the person did last counts.
      const show = (changed: ModalView) => updateView(client, { id: view.id }, changed)
      if ('loading' in next) return showFirst(context, client, next, askerOf(body), show)
      await show(next)
      return null
    }),
  )
  if (unfilled === null) return
  context.log.error({ err: unfilled.error }, 'a modal about a report could not be changed')
  if (!unfilled.isTold) await postDirectMessage(client, body.user.id, viewFailed(), context.log)
}
