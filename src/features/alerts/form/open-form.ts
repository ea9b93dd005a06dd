import { dayInLondon } from '../../../crime/day.ts'
import { unpackQuery } from '../../../report/report-query.ts'
import { staleButton } from '../../../report/stale-message.ts'
import { type Pressed, pressedValue } from '../../../slack/block-actions.ts'
import { installedIn } from '../../../slack/owner.ts'
import { alertHere } from '../../../slack/shared-actions.ts'
import { type PressContext, type Private, privately, windowOr } from '../action-reply.ts'
import { knownMessage } from '../messages/already-exists.ts'
import { alertsAway, forGuests } from '../messages/notices.ts'
import { formOf, newForm, targetOf } from '../recipients.ts'
import { formView } from './views.ts'

/** "Alert this channel" on a report: the form, filled in; that of the alert there is, where there is one. */
export const openHere = async (context: PressContext, pressed: Pressed): Promise<Private | null> => {
  const { body, element, client } = pressed
  const query = unpackQuery(alertHere.read(pressedValue(element)) ?? '')
  if (query === null) return privately(staleButton())
  if (await context.isVisitor(body, client)) return privately(forGuests())
  const target = targetOf(body)
  const near = await context.alerts.near(installedIn(body), target, query.postcode)
  if (!near.ok) return privately(alertsAway())
  const categories = query.category === null ? [] : [query.category]
  if (near.value === null)
    return windowOr(
      context,
      pressed,
      formView(newForm(target, { postcode: query.postcode, categories }), null),
    )
  const form = formOf(near.value, dayInLondon(context.clock()), null)
  const filled = categories.length === 0 ? form : { ...form, categories }
  return windowOr(context, pressed, formView(filled, knownMessage(near.value, 'form')))
}

/** The empty form. */
export const openNew = async (context: PressContext, pressed: Pressed): Promise<Private | null> =>
  (await context.isVisitor(pressed.body, pressed.client))
    ? privately(forGuests())
    : windowOr(context, pressed, formView(newForm(targetOf(pressed.body)), null))
