import { dayInLondon } from '../../../crime/day.ts'
import { alertHere } from '../../../report/actions.ts'
import { staleButton } from '../../../report/notices.ts'
import { actionValue, type BlockActionEvent } from '../../../slack/block-actions.ts'
import { installedIn } from '../../../slack/identity.ts'
import { type ActionContext, modalOr, type Private, privately } from '../action-reply.ts'
import { alreadyExistsMessage } from '../messages/already-exists.ts'
import { alertsUnavailable, forGuests } from '../messages/notices.ts'
import { formOf, newForm, recipientOf } from '../recipients.ts'
import { formView } from './views.ts'

/** "Alert this channel" on a report: the form, filled in; that of the alert there is, where there is one. */
export const openHere = async (
  context: ActionContext,
  pressed: BlockActionEvent,
): Promise<Private | null> => {
  const { body, element, client } = pressed
  const query = alertHere.read(actionValue(element))
  if (query === null) return privately(staleButton())
  if (await context.isVisitor(body, client)) return privately(forGuests())
  const target = recipientOf(body)
  const near = await context.alerts.near(installedIn(body), target, query.postcode)
  if (!near.ok) return privately(alertsUnavailable())
  const categories = query.category === null ? [] : [query.category]
  if (near.value === null)
    return modalOr(
      context,
      pressed,
      formView(newForm(target, { postcode: query.postcode, categories }), null),
    )
  const form = formOf(near.value, dayInLondon(context.clock()), null)
  const filled = categories.length === 0 ? form : { ...form, categories }
  return modalOr(context, pressed, formView(filled, alreadyExistsMessage(near.value, 'form')))
}

/** The empty form. */
export const openNew = async (context: ActionContext, pressed: BlockActionEvent): Promise<Private | null> =>
  (await context.isVisitor(pressed.body, pressed.client))
    ? privately(forGuests())
    : modalOr(context, pressed, formView(newForm(recipientOf(pressed.body)), null))
