import type { ModalView } from '@slack/types'
import { dayInLondon } from '../../crime/dates.ts'
import type { Postcode } from '../../crime/postcode.ts'
import { besideAnswer, noPlaceMessage, withRemarks } from '../../reading/messages.ts'
import type { Reading } from '../../reading/reading.ts'
import type { ReportListenerContext } from '../../report/answer.ts'
import { lookingUp } from '../../report/notices.ts'
import type { Workspace } from '../../slack/identity.ts'
import { atOnce, privateReply, type ReplyOrModal } from '../../slack/respond.ts'
import type { CommandRequest, Subcommand } from '../../slack/subcommand.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { openModal } from '../../slack/web-api/modals.ts'
import { type Alert, type AlertChoice, isPersonal, recipientIn } from './alert.ts'
import { setUp } from './alert-service.ts'
import { formOf, newForm } from './form/form.ts'
import { formView } from './form/views.ts'
import {
  alertResultMessage,
  alreadyExistsMessage,
  stoppedMessage,
  withUndo,
} from './messages/alert-result.ts'
import { stopNotice } from './messages/channel-posts.ts'
import { alertList } from './messages/list.ts'
import { alertsUnavailable, cannotOpen, loadingAlerts, noAlertFor } from './messages/notices.ts'
import { alertParseError, noPlaceForAlert, together, whichPlace } from './messages/parse-error.ts'
import type { AlertRepository } from './store/alert-repository.ts'

/** What commands and buttons of alerts need. */
export type AlertsContext = ReportListenerContext & { readonly alerts: AlertRepository }

type AlertRequest = CommandRequest<Reading>

/** Opens a modal; gives null, or a message where Slack did not open it. */
export const openOrExplain = async (
  { log }: Pick<AlertsContext, 'log'>,
  { client, triggerId }: Pick<AlertRequest, 'client' | 'triggerId'>,
  view: ModalView,
): Promise<Message | null> => ((await openModal(client, triggerId, view, log)) ? null : cannotOpen())

/** The form of an alert that exists already; `categories`, if any, replace its own. `now` in ms since the epoch. */
export const existingAlertView = (
  alert: Alert,
  categories: readonly string[],
  now: number,
  home: string | null = null,
): ModalView => {
  const form = formOf(alert, dayInLondon(now), home)
  const filled = categories.length === 0 ? form : { ...form, categories }
  return formView(filled, alreadyExistsMessage(alert, 'form'))
}

const setUpTyped = async (
  context: AlertsContext,
  request: AlertRequest,
  choice: AlertChoice,
): Promise<Message | null> => {
  const result = await setUp(context, request, choice)
  if (result.kind === 'already-exists') {
    const view = existingAlertView(result.alert, choice.categories, context.clock())
    if (await openModal(request.client, request.triggerId, view, context.log)) return null
  }
  return alertResultMessage(result, { id: null, choice }, 'same channel', context.clock())
}

const openTypedForm = async (
  { log }: AlertsContext,
  { client, triggerId, reading, conversation }: AlertRequest,
  channelId: string,
  typed: string,
): Promise<Message | null> => {
  const form = newForm(channelId, { postcode: typed, categories: reading.categories })
  const note = noPlaceForAlert(reading, channelId, conversation.prefix)
  return (await openModal(client, triggerId, formView(form, note), log)) ? null : note
}

const setUpAll = async (
  context: AlertsContext,
  request: AlertRequest,
  channelId: string,
): Promise<Message | null> => {
  const { postcodes, categories } = request.reading
  const remarks = besideAnswer(request.reading)
  const messages: Message[] = []
  for (const postcode of postcodes) {
    const choice = { postcode, categories, channelId, inThread: true, pausedUntil: null }
    if (postcodes.length === 1) {
      const message = await setUpTyped(context, request, choice)
      return message === null ? null : withRemarks(message, remarks)
    }
    const result = await setUp(context, request, choice)
    messages.push(alertResultMessage(result, { id: null, choice }, 'same channel', context.clock()))
  }
  return withRemarks(together(messages), remarks)
}

/** /crime alert: with places sets up at once, without one opens the form. */
const alertCommand = (context: AlertsContext): Subcommand<Reading> => ({
  intents: ['alert'],
  examples: [
    { type: 'alert LE1 1WA', does: 'tell this channel when new figures come out' },
    { type: 'alert LE1 1WA burglary, drugs', does: 'only for these categories' },
  ],
  run: (request): ReplyOrModal => {
    const { reading, conversation, owner } = request
    const channelId = recipientIn(conversation, owner.userId)
    const [failure] = reading.failures
    if (request.triggerId === null && reading.postcodes.length === 0 && failure === undefined)
      return atOnce(whichPlace(conversation.prefix))
    if (reading.postcodes.length === 0 && (failure === undefined || failure.kind === 'place-name')) {
      const form =
        failure === undefined
          ? openOrExplain(context, request, formView(newForm(channelId), null))
          : openTypedForm(context, request, channelId, failure.typed)
      return privateReply(form, loadingAlerts)
    }
    const error = alertParseError(reading, channelId, conversation.prefix)
    if (error !== null) return atOnce(error)
    return privateReply(setUpAll(context, request, channelId), () => lookingUp(...reading.postcodes))
  },
})

/** The alerts of a channel, or of a person's own, as a message. */
export const listAlerts = async (
  { alerts, clock }: Pick<AlertsContext, 'alerts' | 'clock'>,
  workspace: Workspace,
  channelId: string,
  mayChange: boolean,
): Promise<Message> => {
  const listed = await alerts.listInChannel(workspace, channelId)
  return listed.ok
    ? alertList(listed.value, { today: dayInLondon(clock()), channelId, mayChange })
    : alertsUnavailable()
}

/** The rows of some postcodes, where they were named: "pause LE1 1WA". */
const listNamed = async (
  { alerts, clock }: AlertsContext,
  { owner, conversation, reading }: AlertRequest,
): Promise<Message> => {
  const channelId = recipientIn(conversation, owner.userId)
  const listed = await alerts.listInChannel(owner, channelId)
  if (!listed.ok) return alertsUnavailable()
  const named = listed.value.filter(({ postcode }) => reading.postcodes.includes(postcode))
  const [first] = reading.postcodes
  return named.length === 0 && first !== undefined
    ? noAlertFor(first)
    : alertList(named, { today: dayInLondon(clock()), channelId, mayChange: true })
}

/** /crime alerts: those of the channel in which it is typed, or of the postcodes that are named. */
const listCommand = (context: AlertsContext): Subcommand<Reading> => ({
  intents: ['alerts'],
  examples: [{ type: 'alerts', does: 'see, change, pause or stop this channel’s alerts' }],
  run: (request) => {
    const { owner, conversation, reading } = request
    const list =
      reading.postcodes.length > 0
        ? listNamed(context, request)
        : listAlerts(context, owner, recipientIn(conversation, owner.userId), true)
    return privateReply(list, loadingAlerts)
  },
})

const tellChannel = async (
  { log }: AlertsContext,
  { client, owner }: AlertRequest,
  alert: Alert,
): Promise<void> => {
  if (isPersonal(alert)) return
  const { text, blocks } = stopNotice(alert, owner.userId)
  try {
    await client.chat.postMessage({ channel: alert.channelId, text, blocks: [...blocks] })
  } catch (error) {
    // The alert is stopped all the same.
    log.error({ err: error }, 'a channel could not be told that its alert is stopped')
  }
}

/** The alert that was stopped, or why there is none. */
const stopOne = async (
  context: AlertsContext,
  request: AlertRequest,
  postcode: Postcode,
): Promise<{ readonly stopped: Alert[]; readonly message: Message }> => {
  const notStopped = (message: Message) => ({ stopped: [], message })
  const { alerts } = context
  const { owner, conversation } = request
  const found = await alerts.findByPostcode(owner, recipientIn(conversation, owner.userId), postcode)
  if (!found.ok) return notStopped(alertsUnavailable())
  if (found.value === null) return notStopped(noAlertFor(postcode))
  const deleted = await alerts.delete(owner, found.value.id)
  if (!deleted.ok) return notStopped(alertsUnavailable())
  if (deleted.value === null) return notStopped(noAlertFor(postcode))
  await tellChannel(context, request, deleted.value)
  return { stopped: [deleted.value], message: stoppedMessage(deleted.value) }
}

const stopAll = async (context: AlertsContext, request: AlertRequest): Promise<Message> => {
  const messages: Message[] = []
  const stopped: Alert[] = []
  for (const postcode of request.reading.postcodes) {
    const one = await stopOne(context, request, postcode)
    messages.push(one.message)
    stopped.push(...one.stopped)
  }
  return withUndo(together(messages), stopped)
}

/** /crime stop: stops at once, tells the channel, and offers Undo. */
const stopCommand = (context: AlertsContext): Subcommand<Reading> => ({
  intents: ['stop'],
  examples: [{ type: 'stop LE1 1WA', does: 'stop the alert for a place, with Undo' }],
  run: (request) =>
    request.reading.postcodes.length === 0
      ? atOnce(noPlaceMessage(request.reading, `${request.conversation.prefix}stop `))
      : privateReply(stopAll(context, request), loadingAlerts),
})

/** The subcommands of alerts, in the order in which help shows them. */
export const alertCommands = (context: AlertsContext): Subcommand<Reading>[] => [
  alertCommand(context),
  listCommand(context),
  stopCommand(context),
]
