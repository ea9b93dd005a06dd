import type { BlockAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { apology } from '../../report/answer.ts'
import type { BlockActionEvent } from '../../slack/block-actions.ts'
import type { IsExternalUser } from '../../slack/external-users.ts'
import { installedIn, type Owner, ownerOf } from '../../slack/identity.ts'
import { type Answer, sendAnswer } from '../../slack/respond.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { openModal } from '../../slack/web-api/modals.ts'
import { respondInThread } from '../../slack/web-api/threads.ts'
import type { Actor } from './alert-service.ts'
import type { AlertsContext } from './commands.ts'
import { resultView } from './form/views.ts'
import { cannotOpen, lookingAtAlerts } from './messages/notices.ts'

/** What presses need beside: who may only read; and Home is drawn again after what is done there. */
export type ActionContext = AlertsContext & {
  /** Draws a person's Home again; `metadata` is the private_metadata of the Home they had in front of them. */
  readonly redrawHome: (client: WebClient, owner: Owner, metadata: string) => Promise<void>
  readonly isVisitor: IsExternalUser
}

const NOTHING = { postcode: null, category: null }

/** A message for one person: it may stand in a window too. */
export type Private = { readonly message: Message; readonly inChannel: false }

/** What is said to them, or nothing, where a window says it all. */
export type PrivateAnswer = Answer<Private | null>

/** For the person alone. */
export const privately = (message: Message): Private => ({ message, inChannel: false })

/** Answers below the message, or in its place; on Home, which has no way to answer, in a window. */
export const answer = async (
  context: ActionContext,
  { body, client }: BlockActionEvent,
  work: () => PrivateAnswer,
  replace = false,
): Promise<void> => {
  if (body.response_url) {
    const reply = respondInThread(context, body)
    const sorry = () => apology(NOTHING, context.clock())
    return sendAnswer({ reply, log: context.log, apology: sorry }, work, replace)
  }
  try {
    const said = await work().outgoing
    if (said !== null) await openModal(client, body.trigger_id, resultView(said.message), context.log)
  } catch (error) {
    context.log.error({ err: error }, 'a step with an alert on Home could not be answered')
    const sorry = resultView(apology(NOTHING, context.clock()))
    await openModal(client, body.trigger_id, sorry, context.log)
  }
}

/** A window in place of an answer, or that it could not be opened. */
export const modalOr = async (
  context: ActionContext,
  pressed: BlockActionEvent,
  view: ModalView,
): Promise<Private | null> =>
  (await openModal(pressed.client, pressed.body.trigger_id, view, context.log))
    ? null
    : privately(cannotOpen())

/** An answer that is on its way. */
export const later = (outgoing: Promise<Private | null>): PrivateAnswer => ({
  loading: lookingAtAlerts,
  outgoing,
})

/** Who pressed, as the one who sets up or changes. */
export const actorOf = (body: BlockAction, client: WebClient): Actor => ({
  workspace: installedIn(body),
  owner: ownerOf(body),
  client,
})
