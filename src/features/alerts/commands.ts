import type { ModalView } from '@slack/types'
import { dayInLondon } from '../../crime/day.ts'
import type { Postcode } from '../../crime/postcode.ts'
import { readAlertRequest } from '../../reading/read-alert-request.ts'
import type { ReportListenerContext } from '../../report/answer.ts'
import { lookingUp } from '../../report/notices.ts'
import type { Workspace } from '../../slack/identity.ts'
import { type AnswerOrModal, atOnce, privateAnswer } from '../../slack/respond.ts'
import type { CommandRequest, Subcommand } from '../../slack/subcommand.ts'
import { code, type Message, span } from '../../slack/ui/blocks.ts'
import { notice } from '../../slack/ui/notice.ts'
import { openModal } from '../../slack/web-api/modals.ts'
import { type Alert, type AlertChoice, recipientIn } from './alert.ts'
import { setUp } from './alert-service.ts'
import { formOf, newForm } from './form/form.ts'
import { formView, stopView } from './form/views.ts'
import { alertResultMessage, alreadyExistsMessage } from './messages/alert-result.ts'
import { alertList } from './messages/list.ts'
import { alertsUnavailable, cannotOpen, loadingAlerts } from './messages/notices.ts'
import { alertParseError, stopParseError } from './messages/parse-error.ts'
import type { AlertRepository } from './store/alert-repository.ts'

/** What commands and buttons of alerts need. */
export type AlertsContext = ReportListenerContext & { readonly alerts: AlertRepository }

/** Opens a modal; gives null, or a message where Slack did not open it. */
export const openOrExplain = async (
  { log }: Pick<AlertsContext, 'log'>,
  { client, triggerId }: Pick<CommandRequest, 'client' | 'triggerId'>,
  view: ModalView,
): Promise<Message | null> => ((await openModal(client, triggerId, view, log)) ? null : cannotOpen())

/** The form of an alert that exists already; `categories`, if any, replace its own. `now` in ms since the epoch. */
export const existingAlertView = (alert: Alert, categories: readonly string[], now: number): ModalView => {
  const form = formOf(alert, dayInLondon(now), null)
  const filled = categories.length === 0 ? form : { ...form, categories }
  return formView(filled, alreadyExistsMessage(alert, 'form'))
}

const setUpTyped = async (
  context: AlertsContext,
  request: CommandRequest,
  choice: AlertChoice,
): Promise<Message | null> => {
  const result = await setUp(context, request, choice)
  if (result.kind === 'already-exists') {
    const view = existingAlertView(result.alert, choice.categories, context.clock())
    if (await openModal(request.client, request.triggerId, view, context.log)) return null
  }
  return alertResultMessage(result, { id: null, choice }, 'same channel', context.clock())
}

/** /crime alert: with a place sets up at once, without one opens the form. */
const alertCommand = (context: AlertsContext): Subcommand => ({
  name: 'alert',
  examples: [
    { type: 'alert LE1 1WA', does: 'tell this channel when new figures are out' },
    { type: 'alert LE1 1WA burglary, drugs', does: 'of these categories only' },
  ],
  run: (request): AnswerOrModal => {
    const { text, conversation, owner } = request
    const channelId = recipientIn(conversation, owner.userId)
    if (text === '')
      return privateAnswer(openOrExplain(context, request, formView(newForm(channelId), null)), loadingAlerts)
    const read = readAlertRequest(text)
    if (!read.ok) return atOnce(alertParseError(read.failure, channelId))
    const choice = { ...read.value, channelId, inThread: true, pausedUntil: null }
    return privateAnswer(setUpTyped(context, request, choice), () => lookingUp(choice.postcode))
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

const listTyped = (context: AlertsContext, { owner, conversation }: CommandRequest): AnswerOrModal =>
  privateAnswer(listAlerts(context, owner, recipientIn(conversation, owner.userId), true), loadingAlerts)

/** /crime alerts: those of the channel in which it is typed. */
const listCommand = (context: AlertsContext): Subcommand => ({
  name: 'alerts',
  examples: [{ type: 'alerts', does: 'the alerts of this channel, to change or to stop' }],
  run: (request) => listTyped(context, request),
})

const noAlertFor = (postcode: Postcode): Message =>
  notice({
    happened: `There is no alert for ${postcode} here.`,
    next: [code('/crime alerts'), span(' lists those there are.')],
  })

const confirmStop = async (
  context: AlertsContext,
  request: CommandRequest,
  postcode: Postcode,
): Promise<Message | null> => {
  const { owner, conversation } = request
  const found = await context.alerts.findByPostcode(owner, recipientIn(conversation, owner.userId), postcode)
  if (!found.ok) return alertsUnavailable()
  if (found.value === null) return noAlertFor(postcode)
  return openOrExplain(context, request, stopView(found.value, null, null))
}

/** /crime stop: asks for confirmation. Without a place it lists what could be stopped. */
const stopCommand = (context: AlertsContext): Subcommand => ({
  name: 'stop',
  examples: [{ type: 'stop LE1 1WA', does: 'stop the alert for a place' }],
  run: (request) => {
    if (request.text === '') return listTyped(context, request)
    const read = readAlertRequest(request.text)
    // A channel has one alert per postcode: text after the postcode is not needed to find it.
    const named = read.ok ? read.value : read.failure
    if (!('postcode' in named)) return atOnce(stopParseError(named.failure))
    return privateAnswer(confirmStop(context, request, named.postcode), loadingAlerts)
  },
})

/** The subcommands of alerts, in the order in which help shows them. */
export const alertCommands = (context: AlertsContext): Subcommand[] => [
  alertCommand(context),
  listCommand(context),
  stopCommand(context),
]
