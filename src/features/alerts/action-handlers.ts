import type { BlockAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { dayInLondon } from '../../crime/dates.ts'
import { alertHere } from '../../report/actions.ts'
import { staleButton } from '../../report/notices.ts'
import { actionValue, type BlockActionEvent } from '../../slack/block-actions.ts'
import { askerOf, type IsExternalUser, installedIn, type Owner, ownerOf } from '../../slack/identity.ts'
import type { DatabaseOpening } from '../../slack/respond.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { replaceModal } from '../../slack/web-api/modals.ts'

import { type AlertAction, actOnAlert, addField, setUpHere, turnList } from './actions.ts'
import {
  type Alert,
  type AlertChoice,
  type AlertResult,
  type Attempt,
  choiceFor,
  choiceOf,
  keptUnder,
  mayChange,
  type Retry,
  recipientOf,
} from './alert.ts'
import { resume, retry } from './alert-service.ts'
import { type AlertsContext, existingAlertView, listAlerts, openOrExplain } from './commands.ts'
import { formAsTyped, formOf, MAX_FIELDS, newForm, proposedPauseEnd, unpackMetadata } from './form/form.ts'
import { formView, stopView } from './form/views.ts'
import type { SavedPlacesOf } from './home-section.ts'
import { alertResultMessage, type ReplyPlace, restoredMessage } from './messages/alert-result.ts'
import { alertGone, alertsUnavailable } from './messages/notices.ts'
import { setUp } from './set-up.ts'

/** What buttons, menus and modals of alerts need. */
export type ActionContext = AlertsContext &
  Pick<DatabaseOpening, 'afterOpening'> & {
    /** Draws a person's Home again; `metadata` is the private_metadata of the Home that they saw. */
    readonly redrawHome: (client: WebClient, owner: Owner, metadata: string) => Promise<void>
    readonly isExternalUser: IsExternalUser
    /** A person's saved places, which are another feature's. */
    readonly places: { readonly list: SavedPlacesOf }
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
  const { categories, postcode } = query
  const found = await context.alerts.findByPostcodes(installedIn(body), channelId, [postcode])
  if (!found.ok) return alertsUnavailable()
  const [alert] = found.value
  const view =
    alert === undefined
      ? formView(newForm(channelId, { places: [postcode], categories, home: homeOf(body) }), null)
      : existingAlertView(alert, categories, context.clock(), homeOf(body))
  return open(context, event, view)
}

const resumeAlert = async (
  context: ActionContext,
  event: BlockActionEvent,
  alert: Alert,
): Promise<Message> => {
  const { body, client } = event
  const result = await resume(context, { owner: askerOf(body), client }, alert)
  const attempt: Attempt = { id: alert.id, choices: [choiceOf(alert)] }
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

/** Turns to another page of a conversation's list. */
export const turnPage: ActionHandler = async (context, { body, client, element }) => {
  const page = turnList.read(actionValue(element))
  if (page === null) return staleButton()
  const isMember = !(await context.isExternalUser(body, client))
  return listAlerts(context, installedIn(body), recipientOf(body), isMember, { page })
}

const resultMessage = (
  { clock }: ActionContext,
  { body }: BlockActionEvent,
  result: AlertResult,
  choices: readonly AlertChoice[] = choicesOf(result),
): Message => {
  const place = body.channel?.id === choices[0]?.channelId ? 'same channel' : 'elsewhere'
  const id = result.kind === 'post-failed' ? result.attempt.id : null
  return alertResultMessage(result, { id, choices }, body.response_url ? place : 'modal', clock())
}

const choicesOf = (result: AlertResult): readonly AlertChoice[] => {
  if (result.kind === 'set-up') return [...result.alerts, ...result.existing, ...result.left]
  if (result.kind === 'post-failed') return result.attempt.choices
  return 'alert' in result ? [result.alert] : []
}

/** Try again: repeats a failed attempt to set up or change alerts; what was chosen is kept for an hour. */
export const retryAttempt = async (
  context: ActionContext,
  event: BlockActionEvent,
  what: Retry,
): Promise<Message> => {
  const { body, client } = event
  const hidden = await context.alerts.listHidden(installedIn(body), keptUnder(what))
  const result = await retry(context, { owner: askerOf(body), client }, what)
  return resultMessage(context, event, result, hidden.ok ? hidden.value : [])
}

/** Undo: puts alerts back that were stopped by a command. */
export const undo = async (
  context: ActionContext,
  event: BlockActionEvent,
  batch: string,
): Promise<Message> => {
  const actor = { owner: askerOf(event.body), client: event.client }
  const result = await retry(context, actor, { how: 'put-back', batch }, 'restored')
  if (result.kind !== 'set-up' || result.alerts.length === 0 || result.left.length > 0)
    return resultMessage(context, event, result)
  return restoredMessage(result.alerts)
}

/** Sets up what a slip was meant for. */
export const setUpSuggested: ActionHandler = async (context, event) => {
  const { body, client, element } = event
  const query = setUpHere.read(actionValue(element))
  if (query === null) return staleButton()
  const choices = [choiceFor(recipientOf(body), { ...query, name: null }, query.categories)]
  const result = await setUp(context, { owner: askerOf(body), client }, choices)
  return resultMessage(context, event, result, choices)
}

/** Sets up an alert of the person's own for each of their saved places, and draws Home again. */
export const setUpSavedPlaces: ActionHandler = async (context, event) => {
  const { body, client } = event
  const owner = askerOf(body)
  const saved = await context.places.list(ownerOf(body))
  if (!saved.ok) return alertsUnavailable()
  const choices = saved.value.map((place) => choiceFor(owner.userId, place))
  const result = await setUp(context, { owner, client }, choices)
  if (body.view?.type === 'home') await context.redrawHome(client, ownerOf(body), body.view.private_metadata)
  return resultMessage(context, event, result, choices)
}

/** Another field for places in the form, which keeps what was typed. */
export const addPlacesField = async (
  { log }: ActionContext,
  { body, client, element }: BlockActionEvent,
): Promise<void> => {
  const { view } = body
  const fields = addField.read(actionValue(element))
  const metadata = view === undefined ? null : unpackMetadata(view.private_metadata)
  if (view === undefined || fields === null || metadata === null) return
  const form = formAsTyped(view, metadata)
  const places = [...form.places, ''].slice(0, MAX_FIELDS)
  await replaceModal(client, view.id, formView({ ...form, places }, null), log)
}
