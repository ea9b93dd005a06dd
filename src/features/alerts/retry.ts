import type { BlockAction } from '@slack/bolt'
import type { BlockActionEvent } from '../../slack/block-actions.ts'
import { installedIn } from '../../slack/identity.ts'
import { type ActionContext, actorOf, type Private, privately } from './action-reply.ts'
import type { Attempt } from './actions.ts'
import { attempt } from './alert-service.ts'
import { isPersonal } from './format.ts'
import { alertResultMessage } from './messages/alert-result.ts'
import { alertGone, forGuests } from './messages/notices.ts'

/** A value that names somebody's own conversation, or an alert, is good for the person it was made for. */
const mayTry = async (
  { alerts }: ActionContext,
  body: BlockAction,
  { id, choice }: Attempt,
): Promise<boolean | 'unavailable'> => {
  if (isPersonal(choice) && choice.channelId !== body.user.id) return false
  if (id === null) return true
  const found = await alerts.find(installedIn(body), id)
  if (!found.ok) return 'unavailable'
  // Its channel is the one it moves to, or the one it is in: the button was made by the person's own step.
  return found.value !== null && (!isPersonal(found.value) || found.value.channelId === body.user.id)
}

/** Sets up or changes once more what came to nothing. */
export const tryAgain = async (
  context: ActionContext,
  { body, client }: BlockActionEvent,
  again: Attempt,
): Promise<Private> => {
  if (await context.isVisitor(body, client)) return privately(forGuests())
  const may = await mayTry(context, body, again)
  if (may === false) return privately(alertGone())
  const outcome =
    may === 'unavailable'
      ? ({ kind: 'unavailable' } as const)
      : await attempt(context, actorOf(body, client), again)
  const telling = body.channel?.id === again.choice.channelId ? 'beside the channel' : 'own conversation'
  return privately(alertResultMessage(outcome, again, telling, context.clock()))
}
