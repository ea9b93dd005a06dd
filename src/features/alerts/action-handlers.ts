import { dayInLondon } from '../../crime/day.ts'
import { staleButton } from '../../report/notices.ts'
import { actionValue, type BlockActionEvent } from '../../slack/block-actions.ts'
import { installedIn, ownerOf } from '../../slack/identity.ts'
import { type ActionContext, actorOf, modalOr, type Private, privately } from './action-reply.ts'
import { type AlertAction, type Attempt, actOnAlert } from './actions.ts'
import type { Alert } from './alert.ts'
import { resume } from './alert-service.ts'
import { pauseProposed } from './form/pause.ts'
import { formView, stopView } from './form/views.ts'
import { choiceOf } from './format.ts'
import { alertResultMessage } from './messages/alert-result.ts'
import { alertGone, alertsUnavailable, forGuests } from './messages/notices.ts'
import { formOf, mayChange } from './recipients.ts'

const resumeOne = async (
  context: ActionContext,
  pressed: BlockActionEvent,
  alert: Alert,
): Promise<Private> => {
  const { body, client } = pressed
  const outcome = await resume(context, actorOf(body, client), alert)
  const again: Attempt = { id: alert.id, choice: choiceOf(alert) }
  if (body.view?.type === 'home') await context.redrawHome(client, ownerOf(body), body.view.private_metadata)
  const beside = body.channel?.id === alert.channelId
  const telling = body.response_url ? (beside ? 'beside the channel' : 'own conversation') : 'window'
  return privately(alertResultMessage(outcome, again, telling, context.clock()))
}

const doDeed = (
  context: ActionContext,
  pressed: BlockActionEvent,
  alert: Alert,
  deed: AlertAction,
): Promise<Private | null> => {
  const { view } = pressed.body
  const home = view?.type === 'home' ? view.private_metadata : null
  const today = dayInLondon(context.clock())
  const form = formOf(alert, today, home)
  switch (deed) {
    case 'edit':
      return modalOr(context, pressed, formView(form, null))
    case 'pause': {
      const pausedUntil = form.pausedUntil ?? pauseProposed(today)
      return modalOr(context, pressed, formView({ ...form, pausedUntil, pausing: true }, null))
    }
    case 'stop':
      return modalOr(context, pressed, stopView(alert, home, null))
    case 'resume':
      return resumeOne(context, pressed, alert)
  }
}

/** Finds the alert in the workspace acted in, and nowhere else. */
export const runAlertAction = async (
  context: ActionContext,
  pressed: BlockActionEvent,
): Promise<Private | null> => {
  const { body, element, client } = pressed
  const asked = actOnAlert.read(actionValue(element))
  if (asked === null) return privately(staleButton())
  if (await context.isVisitor(body, client)) return privately(forGuests())
  const found = await context.alerts.find(installedIn(body), asked.id)
  if (!found.ok) return privately(alertsUnavailable())
  if (found.value === null || !mayChange(found.value, body.user.id, body.channel?.id))
    return privately(alertGone())
  return doDeed(context, pressed, found.value, asked.deed)
}
