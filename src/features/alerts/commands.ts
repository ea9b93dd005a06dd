import { dayInLondon } from '../../crime/day.ts'
import { readAlertRequest } from '../../reading/read-alert-request.ts'
import type { ReportListeners } from '../../report/listeners.ts'
import { lookingUp } from '../../report/loading-message.ts'
import { type AnswerOrModal, atOnce, type Outgoing } from '../../slack/respond.ts'
import type { CommandRequest, Subcommand } from '../../slack/subcommand.ts'
import { code, type Message, words } from '../../slack/ui/blocks.ts'
import { notice } from '../../slack/ui/notice.ts'
import { openModal } from '../../slack/web-api/modals.ts'
import type { Alert, AlertChoice } from './alert.ts'
import { setUp } from './alert-service.ts'
import type { AlertRepository } from './alerts.ts'
import type { Form } from './form/form.ts'
import { formView, stopView } from './form/views.ts'
import { alertResultMessage } from './messages/alert-result.ts'
import { alreadyExistsMessage } from './messages/already-exists.ts'
import { alertList } from './messages/list.ts'
import { alertsUnavailable, cannotOpen, lookingAtAlerts } from './messages/notices.ts'
import { alertParseError, stopParseError } from './messages/parse-error.ts'
import { formOf, newForm, recipientIn, workspaceOf } from './recipients.ts'

/** What people's steps with alerts need. */
export type AlertsContext = ReportListeners & { readonly alerts: AlertRepository }

const privately = (message: Message): Outgoing => ({ message, inChannel: false })

/** A window in place of an answer, or the message where Slack did not open it. */
const orSay = async (opened: Promise<boolean>, message: Message): Promise<Outgoing | null> =>
  (await opened) ? null : privately(message)

// Named again it opens filled in: with what was typed, or, where no category was, as it stands.
const openKnown = (
  { log, clock }: AlertsContext,
  { client, triggerId }: CommandRequest,
  alert: Alert,
  typed: AlertChoice,
  instead: Message,
): Promise<Outgoing | null> => {
  const form: Form = formOf(alert, dayInLondon(clock()), null)
  const filled = typed.categories.length === 0 ? form : { ...form, categories: typed.categories }
  return orSay(
    openModal(client, triggerId, formView(filled, alreadyExistsMessage(alert, 'form')), log),
    instead,
  )
}

const setUpTyped = async (
  context: AlertsContext,
  request: CommandRequest,
  choice: AlertChoice,
): Promise<Outgoing | null> => {
  const { owner, client } = request
  const outcome = await setUp(context, { workspace: workspaceOf(owner), owner, client }, choice)
  const said = alertResultMessage(outcome, { id: null, choice }, 'beside the channel', context.clock())
  return outcome.kind === 'known' ? openKnown(context, request, outcome.alert, choice, said) : privately(said)
}

/** /crime alert: with a place sets up at once, without opens the form. */
export const alertCommand = (context: AlertsContext): Subcommand => ({
  name: 'alert',
  examples: [
    { type: 'alert LE1 1WA', does: 'tell this channel when new figures are out' },
    { type: 'alert LE1 1WA burglary, drugs', does: 'of these categories only' },
  ],
  run: (request): AnswerOrModal => {
    const { text, conversation, owner, client, triggerId } = request
    const channelId = recipientIn(conversation, owner.userId)
    if (text === '') {
      const opened = openModal(client, triggerId, formView(newForm(channelId), null), context.log)
      return { loading: lookingAtAlerts, outgoing: orSay(opened, cannotOpen()) }
    }
    const watched = readAlertRequest(text)
    if (!watched.ok) return atOnce(alertParseError(watched.failure, channelId))
    const choice = { ...watched.value, channelId, inThread: true, pausedUntil: null }
    return {
      loading: () => lookingUp(choice.postcode),
      outgoing: setUpTyped(context, request, choice),
    }
  },
})

/** The alerts of a channel, or of a person's own, as a message. */
export const listOf = async (
  { alerts, clock }: Pick<AlertsContext, 'alerts' | 'clock'>,
  workspace: Parameters<AlertRepository['inChannel']>[0],
  channelId: string,
  mayChange: boolean,
): Promise<Message> => {
  const listed = await alerts.inChannel(workspace, channelId)
  return listed.ok
    ? alertList(listed.value, { today: dayInLondon(clock()), channelId, mayChange })
    : alertsUnavailable()
}

const listTyped = (context: AlertsContext, { owner, conversation }: CommandRequest): AnswerOrModal => {
  const list = listOf(context, workspaceOf(owner), recipientIn(conversation, owner.userId), true)
  return { loading: lookingAtAlerts, outgoing: list.then(privately) }
}

/** /crime alerts: those of the channel in which it is typed. */
export const listCommand = (context: AlertsContext): Subcommand => ({
  name: 'alerts',
  examples: [{ type: 'alerts', does: 'the alerts of this channel, to change or to stop' }],
  run: (request) => listTyped(context, request),
})

const noneFor = (postcode: string): Message =>
  notice({
    happened: `There is no alert for ${postcode} here.`,
    next: [code('/crime alerts'), words(' lists those there are.')],
  })

const askToStop = async (
  { alerts, log }: AlertsContext,
  { owner, client, triggerId }: CommandRequest,
  channelId: string,
  postcode: Alert['postcode'],
): Promise<Outgoing | null> => {
  const near = await alerts.near(workspaceOf(owner), channelId, postcode)
  if (!near.ok) return privately(alertsUnavailable())
  if (near.value === null) return privately(noneFor(postcode))
  return orSay(openModal(client, triggerId, stopView(near.value, null, null), log), cannotOpen())
}

/** /crime stop: asks first. Without a place it lists what could be stopped. */
export const stopCommand = (context: AlertsContext): Subcommand => ({
  name: 'stop',
  examples: [{ type: 'stop LE1 1WA', does: 'stop the alert for a place' }],
  run: (request) => {
    if (request.text === '') return listTyped(context, request)
    const read = readAlertRequest(request.text)
    // There is one alert a place, so what stands behind the place names nothing.
    const named = read.ok ? read.value : read.failure
    if (!('postcode' in named)) return atOnce(stopParseError(named.failure))
    const { postcode } = named
    const channelId = recipientIn(request.conversation, request.owner.userId)
    return { loading: lookingAtAlerts, outgoing: askToStop(context, request, channelId, postcode) }
  },
})

/** What /crime gains, in the order in which help shows it. */
export const alertCommands = (context: AlertsContext): Subcommand[] => [
  alertCommand(context),
  listCommand(context),
  stopCommand(context),
]
