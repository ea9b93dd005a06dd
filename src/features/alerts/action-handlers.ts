import type { BlockAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { dayInLondon } from '../../crime/dates.ts'
import { alertHere } from '../../report/actions.ts'
import { staleButton } from '../../report/notices.ts'
import { actionValue, type BlockActionEvent } from '../../slack/block-actions.ts'
import type { DatabaseOpening } from '../../slack/database-opening.ts'
import type { IsExternalUser } from '../../slack/external-users.ts'
import { askerOf, installedIn, type Owner, ownerOf } from '../../slack/identity.ts'
import type { Message } from '../../slack/ui/blocks.ts'

import { type AlertAction, actOnAlert } from './actions.ts'
import {
  type Alert,
  type AlertChoice,
  type Attempt,
  choiceOf,
  isPersonal,
  mayChange,
  recipientOf,
} from './alert.ts'
import { resume, save } from './alert-service.ts'
import { type AlertsContext, existingAlertView, listAlerts, openOrExplain } from './commands.ts'
import { formOf, newForm, proposedPauseEnd } from './form/form.ts'
import { formView, stopView } from './form/views.ts'
import { alertResultMessage, type ReplyPlace } from './messages/alert-result.ts'
import { alertGone, alertsUnavailable } from './messages/notices.ts'
import { together } from './messages/parse-error.ts'

/** What buttons, menus and modals of alerts need. */
export type ActionContext = AlertsContext &
  Pick<DatabaseOpening, 'afterOpening'> & {
    /** Draws a person's Home again; `metadata` is the private_metadata of the Home that they saw. */
    readonly redrawHome: (client: WebClient, owner: Owner, metadata: string) => Promise<void>
    readonly isExternalUser: IsExternalUser
  }

/** Handles a button or menu; gives a message for the person alone, or null where it has opened a modal instead. */
export type ActionHandler = (context: ActionContext, event: BlockActionEvent) => Promise<Message | null>

const open = (context: ActionContext, { client, body }: BlockActionEvent, view: ModalView) =>
  openOrExplain(context, { client, triggerId: body.trigger_id }, view)

/** What Home keeps, to draw it again after a form that was opened there; null elsewhere. */
const homeOf = ({ view }: BlockAction): string | null =>
  view?.type === 'home' ? view.private_metadata : null

/** Manage alerts: lists those of the button's conversation. */
export const listForConversation: ActionHandler = async (context, { body, client }) => {
  const isMember = !(await context.isExternalUser(body, client))
  return listAlerts(context, installedIn(body), recipientOf(body), isMember)
}

/** Add an alert: the empty form. */
export const openEmptyForm: ActionHandler = (context, event) =>
  open(context, event, formView(newForm(recipientOf(event.body)), null))

/** "Alert this channel" on a report: the form, filled in, or the form of the existing alert. */
export const openFormFromReport: ActionHandler = async (context, event) => {
  const { body, element } = event
  const query = alertHere.read(actionValue(element))
  if (query === null) return staleButton()
  const channelId = recipientOf(body)
  const found = await context.alerts.findByPostcode(installedIn(body), channelId, query.postcode)
  if (!found.ok) return alertsUnavailable()
  const { categories, postcode } = query
  const home = homeOf(body)
  const view =
    found.value === null
      ? formView(newForm(channelId, { postcode, categories, home }), null)
      : existingAlertView(found.value, categories, context.clock(), home)
  return open(context, event, view)
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
  const home = homeOf(event.body)
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

/** The menu of an alert, which is looked up only in the workspace where the app is used: a forged id finds nothing. */
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
  // The attempt may move the alert, so neither channel has to be the button's: whoever sees the button may try again.
  return found.value !== null && (!isPersonal(found.value) || found.value.channelId === body.user.id)
}

/** Try again: repeats a failed attempt to set up or change an alert. */
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

/** Undo: sets alerts up again that were stopped by a command. */
export const setUpAgain = async (
  context: ActionContext,
  event: BlockActionEvent,
  choices: readonly AlertChoice[],
): Promise<Message> => {
  const messages: Message[] = []
  for (const choice of choices) messages.push(await retry(context, event, { id: null, choice }))
  return together(messages)
}
