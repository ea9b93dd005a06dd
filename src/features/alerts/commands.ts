import type { ModalView } from '@slack/types'
import { dayInLondon } from '../../crime/dates.ts'
import { readName } from '../../crime/postcode.ts'
import { besideAnswer, noPlaceMessage, withRemarks } from '../../reading/messages.ts'
import type { PlaceFailure, Reading } from '../../reading/reading.ts'
import type { ReportListenerContext } from '../../report/answer.ts'
import { lookingUp } from '../../report/notices.ts'
import type { Workspace } from '../../slack/identity.ts'
import { atOnce, privateReply, type ReplyOrModal } from '../../slack/respond.ts'
import type { CommandRequest, Subcommand } from '../../slack/subcommand.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { openModal } from '../../slack/web-api/modals.ts'
import { manageAlerts } from './actions.ts'
import { type Alert, choiceFor, recipientIn } from './alert.ts'
import { stop } from './alert-service.ts'
import { formOf, newForm } from './form/form.ts'
import { formView } from './form/views.ts'
import { alertResultMessage, alreadyExistsMessage, stoppedMessage } from './messages/alert-result.ts'
import { setUpResult } from './messages/bulk-result.ts'
import { alertList } from './messages/list.ts'
import { alertsUnavailable, cannotOpen, loadingAlerts, noAlertFor } from './messages/notices.ts'
import { alertParseError, noPlaceForAlert, whichPlace } from './messages/parse-error.ts'
import { setUp } from './set-up.ts'
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

const openTypedForm = async (
  { log }: AlertsContext,
  { client, triggerId, reading, conversation }: AlertRequest,
  channelId: string,
  typed: string,
): Promise<Message | null> => {
  const form = newForm(channelId, { places: [typed], categories: reading.categories })
  const note = noPlaceForAlert(reading, conversation.prefix)
  return (await openModal(client, triggerId, formView(form, note), log)) ? null : note
}

const typedIn = (failure: PlaceFailure): string => {
  if (failure.kind === 'not-covered') return failure.postcode
  return failure.kind === 'first-half' ? failure.outward : failure.typed
}

const setUpTyped = async (
  context: AlertsContext,
  request: AlertRequest,
  channelId: string,
): Promise<Message | null> => {
  const { reading, client, triggerId } = request
  const { postcodes, categories, failures } = reading
  // One name for several places would tell none of them apart.
  const name = postcodes.length === 1 && reading.label !== null ? readName(reading.label) : null
  const choices = postcodes.map((postcode) => choiceFor(channelId, { postcode, name }, categories))
  const result = await setUp(context, request, choices)
  if (result.kind === 'already-exists') {
    const view = existingAlertView(result.alert, categories, context.clock())
    if (await openModal(client, triggerId, view, context.log)) return null
  }
  if (result.kind === 'set-up' && postcodes.length > 1) {
    const faults = failures.map((failure) => ({ typed: typedIn(failure), failure }))
    const manage = [button('Manage alerts', manageAlerts.props('here'))]
    return withRemarks(setUpResult(result, faults, manage), besideAnswer({ ...reading, failures: [] }))
  }
  const attempt = { id: null, choices }
  const message = alertResultMessage(result, attempt, 'same channel', context.clock())
  return withRemarks(message, besideAnswer(reading))
}

/** /crime alert: with places sets up at once, without one opens the form. */
const alertCommand = (context: AlertsContext): Subcommand<Reading> => ({
  intents: ['alert'],
  examples: [
    { type: 'alert LE1 1WA', does: 'post here when new figures come out' },
    { type: 'alert LE1 1WA burglary, drugs', does: 'only for these categories' },
    { type: 'alert LE1 1WA, B1 1BB, LS1 4AP', does: 'for several places' },
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
    const error = alertParseError(reading, conversation.prefix)
    if (error !== null) return atOnce(error)
    return privateReply(setUpTyped(context, request, channelId), () => lookingUp(...reading.postcodes))
  },
})

/** The alerts of a channel, or of a person's own, as a message. */
export const listAlerts = async (
  { alerts, clock }: Pick<AlertsContext, 'alerts' | 'clock'>,
  workspace: Workspace,
  channelId: string,
  mayChange: boolean,
  { page = 1, prefix = '/crime ' } = {},
): Promise<Message> => {
  const listed = await alerts.listInChannel(workspace, channelId)
  return listed.ok
    ? alertList(listed.value, { today: dayInLondon(clock()), channelId, mayChange, page, prefix })
    : alertsUnavailable()
}

/** The rows of some postcodes, where they were named: "pause LE1 1WA". */
const listNamed = async (
  { alerts, clock }: AlertsContext,
  { owner, conversation, reading: { postcodes } }: AlertRequest,
): Promise<Message> => {
  const channelId = recipientIn(conversation, owner.userId)
  const found = await alerts.findByPostcodes(owner, channelId, postcodes)
  if (!found.ok) return alertsUnavailable()
  return found.value.length === 0
    ? noAlertFor(postcodes, conversation.prefix)
    : alertList(found.value, { today: dayInLondon(clock()), channelId, mayChange: true })
}

/** /crime alerts: those of the channel in which it is typed, or of the postcodes that are named. */
const listCommand = (context: AlertsContext): Subcommand<Reading> => ({
  intents: ['alerts'],
  examples: [{ type: 'alerts', does: 'see, change, pause or stop the alerts here' }],
  run: (request) => {
    const { owner, conversation, reading } = request
    const list =
      reading.postcodes.length > 0
        ? listNamed(context, request)
        : listAlerts(context, owner, recipientIn(conversation, owner.userId), true, conversation)
    return privateReply(list, loadingAlerts)
  },
})

const stopAll = async (context: AlertsContext, request: AlertRequest): Promise<Message> => {
  const { owner, conversation, reading } = request
  const { postcodes } = reading
  const channelId = recipientIn(conversation, owner.userId)
  const found = await context.alerts.findByPostcodes(owner, channelId, postcodes)
  if (!found.ok) return alertsUnavailable()
  const ids = found.value.map(({ id }) => id)
  const stopped = await stop(context, request, ids)
  if (!stopped.ok) return alertsUnavailable()
  const known = new Set(stopped.value.alerts.map(({ postcode }) => postcode))
  const missing = postcodes.filter((postcode) => !known.has(postcode))
  if (known.size === 0) return noAlertFor(missing, conversation.prefix)
  const done = stoppedMessage(stopped.value, true)
  if (missing.length === 0) return done
  const { text, blocks } = noAlertFor(missing, conversation.prefix)
  return { text: `${done.text} ${text}`, blocks: [...done.blocks, ...blocks] }
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
