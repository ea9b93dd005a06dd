import type { ModalView } from '@slack/types'
import { settlesWithin } from '../lib/wait.ts'
import type { BlockActionEvent } from './block-actions.ts'
import { type DatabaseOpening, privateReply, type ReplyContext, sendReply } from './respond.ts'
import type { Message } from './ui/blocks.ts'
import { openModal, openModalWithId, postDirectMessage, replaceModal } from './web-api/modals.ts'

/** What a reply to a button needs. */
type ButtonReplyContext = ReplyContext &
  Pick<DatabaseOpening, 'afterOpening'> & {
    /** A message as a modal: a button in a view has no conversation to reply in. */
    readonly toModal: (message: Message) => ModalView
  }

/** How a button is replied to. */
export type ButtonReplyOptions = {
  readonly loading: () => Message
  /** In place of the button's message, not below it. */
  readonly replace?: boolean
  readonly needsDatabase?: boolean
}

// A trigger expires after three seconds, which include the network's time.
const MODAL_WITHIN_MS = 1_500

/**
 * Replies in the button's own modal or, on Home, in a new one, which says so where the work outlasts its trigger. Where
 * Slack opens none, or it was closed meanwhile, the reply comes as a direct message: what was done may need its Undo.
 */
const replyInModal = async (
  { log, apology, toModal }: ButtonReplyContext,
  { body, client }: BlockActionEvent,
  work: Promise<Message | null>,
  loading: () => Message,
): Promise<void> => {
  // The trigger serves once: an apology has to stand in the same modal.
  const result = work.catch((error: unknown) => {
    log.error({ err: error }, 'a button of a view could not be answered')
    return apology()
  })
  const open = body.view?.type === 'modal' ? body.view.id : null
  const isFast = await settlesWithin(result, MODAL_WITHIN_MS)
  const id = open ?? (isFast ? null : await openModalWithId(client, body.trigger_id, toModal(loading()), log))
  const message = await result
  if (message === null) return
  const isShown =
    id === null
      ? isFast && (await openModal(client, body.trigger_id, toModal(message), log))
      : await replaceModal(client, id, toModal(message), log)
  if (!isShown) await postDirectMessage(client, body.user.id, message, log)
}

/** Replies below the button's message or in its place; to a button in a view, in a modal. Null has opened one. */
export const replyToButton = async (
  context: ButtonReplyContext,
  event: BlockActionEvent,
  work: () => Promise<Message | null>,
  { loading, replace = false, needsDatabase = true }: ButtonReplyOptions,
): Promise<void> => {
  if (!event.body.response_url) return replyInModal(context, event, work(), loading)
  const answer = () => privateReply(work(), loading)
  return sendReply(context, () => (needsDatabase ? context.afterOpening(answer) : answer()), replace)
}
