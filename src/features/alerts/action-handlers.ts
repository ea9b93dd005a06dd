import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { dayInLondon } from '../../crime/day.ts'
import { alertHere } from '../../report/actions.ts'
import { staleButton } from '../../report/notices.ts'
import { actionValue, type BlockActionEvent } from '../../slack/block-actions.ts'
import type { IsExternalUser } from '../../slack/external-users.ts'
import { askerOf, installedIn, type Owner, ownerOf } from '../../slack/identity.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { openModal } from '../../slack/web-api/modals.ts'
import { type AlertAction, actOnAlert } from './actions.ts'
import { type Alert, type Attempt, choiceOf, isPersonal, mayChange, recipientOf } from './alert.ts'
import { resume, save } from './alert-service.ts'
import { type AlertsContext, listAlerts } from './commands.ts'
import { formOf, newForm, proposedPauseEnd } from './form/form.ts'
import { formView, stopView } from './form/views.ts'
import { alertResultMessage, alreadyExistsMessage, type ReplyPlace } from './messages/alert-result.ts'
import { alertGone, alertsUnavailable, cannotOpen } from './messages/notices.ts'

/** What buttons, menus and modals of alerts need. */
export type ActionContext = AlertsContext & {
  /** Draws a person's Home again; `metadata` is the private_metadata of the Home they had in front of them. */
  readonly redrawHome: (client: WebClient, owner: Owner, metadata: string) => Promise<void>
  readonly isExternalUser: IsExternalUser
}

/** Acts on a button or menu, and answers the person alone; null where a modal that it opened says it all. */
export type ActionHandler = (context: ActionContext, event: BlockActionEvent) => Promise<Message | null>

const open = async (
  { log }: ActionContext,
  { client, body }: BlockActionEvent,
  view: ModalView,
): Promise<Message | null> => ((await openModal(client, body.trigger_id, view, log)) ? null : cannotOpen())

/** Manage alerts: those of the conversation in which the button stands. */
export const listForConversation: ActionHandler = async (context, { body, client }) => {
  const isMember = !(await context.isExternalUser(body, client))
  return listAlerts(context, installedIn(body), recipientOf(body), isMember)
}

/** Add an alert: the empty form. */
export const openEmptyForm: ActionHandler = (context, event) =>
  open(context, event, formView(newForm(recipientOf(event.body)), null))

/** "Alert this channel" on a report: the form, filled in; that of the existing alert, where there is one. */
export const openFormFromReport: ActionHandler = async (context, event) => {
  const { body, element } = event
  const query = alertHere.read(actionValue(element))
  if (query === null) return staleButton()
  const channelId = recipientOf(body)
  const found = await context.alerts.findByPostcode(installedIn(body), channelId, query.postcode)
  if (!found.ok) return alertsUnavailable()
  const { categories } = query
  if (found.value === null)
    return open(context, event, formView(newForm(channelId, { postcode: query.postcode, categories }), null))
  const form = formOf(found.value, dayInLondon(context.clock()), null)
  const filled = categories.length === 0 ? form : { ...form, categories }
  return open(context, event, formView(filled, alreadyExistsMessage(found.value, 'form')))
}

const resumeAlert = async (
  context: ActionContext,
  event: BlockActionEvent,
  alert: Alert,
): Promise<Message> => {
  const { body, client } = event
  const result = await resume(context, { owner: askerOf(body), client }, alert)
  const attempt: Attempt = { id: alert.id, choice: choiceOf(alert) }
  if (body.view?.type === 'home') await context.redrawHome(client, ownerOf(body), body.view.private_metadata)
  const inChannel: ReplyPlace = body.channel?.id === alert.channelId ? 'same channel' : 'elsewhere'
  return alertResultMessage(result, attempt, body.response_url ? inChannel : 'modal', context.clock())
}

const actOn = (
  context: ActionContext,
  event: BlockActionEvent,
  alert: Alert,
  action: AlertAction,
): Promise<Message | null> => {
  const { view } = event.body
  const home = view?.type === 'home' ? view.private_metadata : null
  const today = dayInLondon(context.clock())
  const form = formOf(alert, today, home)
  switch (action) {
    case 'edit':
      return open(context, event, formView(form, null))
    case 'pause': {
      const pausedUntil = form.pausedUntil ?? proposedPauseEnd(today)
      return open(context, event, formView({ ...form, pausedUntil, pausing: true }, null))
    }
    case 'stop':
      return open(context, event, stopView(alert, home, null))
    case 'resume':
      return resumeAlert(context, event, alert)
  }
}

/** The menu of an alert. The alert is looked for in the workspace acted in, and nowhere else. */
export const handleAlertAction: ActionHandler = async (context, event) => {
  const { body, element } = event
  const chosen = actOnAlert.read(actionValue(element))
  if (chosen === null) return staleButton()
  const found = await context.alerts.find(installedIn(body), chosen.id)
  if (!found.ok) return alertsUnavailable()
  return found.value === null || !mayChange(found.value, body.user.id, body.channel?.id)
    ? alertGone()
    : actOn(context, event, found.value, chosen.action)
}

// A value may be forged: one that names a person's own conversation, or their alert, works for that person only.
const mayRetry = async (
  { alerts }: ActionContext,
  { body }: BlockActionEvent,
  { id, choice }: Attempt,
): Promise<boolean | 'unavailable'> => {
  if (isPersonal(choice) && choice.channelId !== body.user.id) return false
  if (id === null) return true
  const found = await alerts.find(installedIn(body), id)
  if (!found.ok) return 'unavailable'
  // An alert of a channel may be on its way to another one: whoever sees the button may try again.
  return found.value !== null && (!isPersonal(found.value) || found.value.channelId === body.user.id)
}

/** Try again: sets up or changes once more. */
export const retry = async (
  context: ActionContext,
  event: BlockActionEvent,
  attempt: Attempt,
): Promise<Message> => {
  const { body, client } = event
  const allowed = await mayRetry(context, event, attempt)
  if (allowed === false) return alertGone()
  const result =
    allowed === 'unavailable'
      ? ({ kind: 'unavailable' } as const)
      : await save(context, { owner: askerOf(body), client }, attempt)
  const place = body.channel?.id === attempt.choice.channelId ? 'same channel' : 'elsewhere'
  return alertResultMessage(result, attempt, place, context.clock())
}
