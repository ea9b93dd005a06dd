import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { dayInLondon } from '../../crime/dates.ts'
import { type NamedPlace, type Postcode, readName } from '../../crime/postcode.ts'
import type { Result } from '../../lib/result.ts'
import { besideAnswer, noPlaceMessage, withRemarks } from '../../reading/messages.ts'
import { type Reading, typedOf } from '../../reading/reading.ts'
import type { ReportListenerContext } from '../../report/answer.ts'
import { lookingUp } from '../../report/notices.ts'
import type { IsExternalUser, Owner, Workspace } from '../../slack/identity.ts'
import { type DatabaseOpening, privateReply, type ReplyOrModal, readyReply } from '../../slack/respond.ts'
import { type CommandRequest, recipientIn, type Subcommand } from '../../slack/subcommand.ts'
import { joinMessages, type Message } from '../../slack/ui/blocks.ts'
import { openModal } from '../../slack/web-api/modals.ts'
import { type Alert, type AlertChoice, choiceFor } from './alert.ts'
import { stop } from './alert-service.ts'
import { formOf, newForm } from './form/form.ts'
import { formView } from './form/views.ts'
import { alertResultMessage, alreadyExistsMessage } from './messages/alert-result.ts'
import {
  alertParseError,
  alertsUnavailable,
  cannotOpen,
  loadingAlerts,
  noAlertFor,
  noPlaceForAlert,
  whichPlace,
} from './messages/errors.ts'
import { alertList } from './messages/list.ts'
import { idsOf, setUp } from './set-up.ts'
import type { AlertRepository } from './store/alert-repository.ts'

/** What commands and buttons of alerts need. */
export type AlertsContext = ReportListenerContext & { readonly alerts: AlertRepository }

/** What buttons, menus and modals of alerts need. */
export type ActionContext = AlertsContext &
  Pick<DatabaseOpening, 'afterOpening'> & {
    /** Draws a person's Home again; `metadata` is the private_metadata of the Home that they saw. */
    readonly redrawHome: (client: WebClient, owner: Owner, metadata: string) => Promise<void>
    readonly isExternalUser: IsExternalUser
    /** A person's saved places, which are another feature's. */
    readonly places: {
      readonly list: (owner: Owner) => Promise<Result<readonly NamedPlace[], 'unavailable'>>
    }
  }

/** Opens a modal; gives null, or a message where Slack did not open it. */
export const openOrExplain = async (
  { log }: Pick<AlertsContext, 'log'>,
  client: WebClient,
  triggerId: string | null,
  view: ModalView,
  instead = cannotOpen(),
): Promise<Message | null> => ((await openModal(client, triggerId, view, log)) ? null : instead)

/** The form of an alert that exists already; what was named with it replaces its own. `now` in ms since the epoch. */
export const existingAlertView = (
  alert: Alert,
  { categories, name }: Pick<AlertChoice, 'categories' | 'name'>,
  now: number,
  home: string | null = null,
): ModalView => {
  const form = formOf(alert, dayInLondon(now), home)
  const chosen = categories.length === 0 ? form.categories : categories
  return formView({ ...form, name: name ?? form.name, categories: chosen }, alreadyExistsMessage(alert, null))
}

const setUpTyped = async (
  context: AlertsContext,
  request: CommandRequest<Reading>,
  channelId: string,
): Promise<Message | null> => {
  const { reading, triggerId, conversation } = request
  const { postcodes, categories, failures, label } = reading
  const actor = { owner: request.owner, client: request.client() }
  // One name for several places would tell none of them apart.
  const name = postcodes.length === 1 && label !== null ? readName(label) : null
  const choices = postcodes.map((postcode) => choiceFor(channelId, { postcode, name }, categories))
  const result = await setUp({ ...context, ...actor }, choices, choices.length + failures.length !== 1)
  const faults = failures.map((failure) => ({ typed: typedOf(failure), failure }))
  const message = alertResultMessage(result, channelId, context.clock(), faults)
  if (result.kind === 'already-exists') {
    const view = existingAlertView(result.alert, { categories, name }, context.clock())
    return openOrExplain(context, actor.client, triggerId, view, message)
  }
  // The result of setting up lists them.
  const beside = result.kind === 'set-up' ? { ...reading, failures: [] } : reading
  const inForm = `To give several places names, type ${conversation.prefix}alert alone and use its form.`
  const remarks = [...(postcodes.length > 1 && label !== null ? [inForm] : []), besideAnswer(beside)]
  return withRemarks(message, remarks.join(' ').trim())
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
    const { reading, conversation, owner, client, triggerId } = request
    const { prefix } = conversation
    const channelId = recipientIn(conversation, owner.userId)
    const [failure] = reading.failures
    if (reading.postcodes.length > 0 || (failure !== undefined && failure.kind !== 'place-name')) {
      const error = alertParseError(reading, prefix)
      if (error !== null) return readyReply(error)
      return privateReply(setUpTyped(context, request, channelId), () => lookingUp(...reading.postcodes))
    }
    if (failure === undefined && triggerId === null) return readyReply(whichPlace(prefix))
    const named = { places: [failure?.typed ?? ''], categories: reading.categories }
    const note = failure === undefined ? null : noPlaceForAlert(reading, prefix)
    const view = formView(newForm(channelId, named), note)
    return privateReply(
      openOrExplain(context, client(), triggerId, view, note ?? cannotOpen()),
      loadingAlerts,
    )
  },
})

/** The alerts of a channel, or of a person's own: all of them by page, or those of some postcodes. */
export const listAlerts = async (
  { alerts, clock }: Pick<AlertsContext, 'alerts' | 'clock'>,
  workspace: Workspace,
  channelId: string,
  { mayChange = true, page = 1, prefix = '/crime ', postcodes = [] as readonly Postcode[] } = {},
): Promise<Message> => {
  const named = postcodes.length > 0
  const listed = named
    ? await alerts.findByPostcodes(workspace, channelId, postcodes)
    : await alerts.listInChannel(workspace, channelId)
  if (!listed.ok) return alertsUnavailable()
  if (named && listed.value.length === 0) return noAlertFor(postcodes, prefix)
  return alertList(listed.value, { today: dayInLondon(clock()), channelId, mayChange, page, prefix })
}

/** Says beside an answer which postcodes are none. Other words, such as "here", are no postcode that was meant. */
const withSlips = async (answer: Promise<Message>, { failures, ...reading }: Reading): Promise<Message> => {
  const slips = failures.filter(({ kind }) => kind !== 'place-name')
  return withRemarks(await answer, besideAnswer({ ...reading, failures: slips, remarks: [] }))
}

/** /crime alerts: those of the channel in which it is typed, or of the postcodes that are named. */
const listCommand = (context: AlertsContext): Subcommand<Reading> => ({
  intents: ['alerts'],
  examples: [{ type: 'alerts', does: 'see, change, pause or stop the alerts here' }],
  run: ({ owner, conversation, reading }) => {
    const asked = { prefix: conversation.prefix, postcodes: reading.postcodes }
    const list = listAlerts(context, owner, recipientIn(conversation, owner.userId), asked)
    return privateReply(withSlips(list, reading), loadingAlerts)
  },
})

const stopTyped = async (context: AlertsContext, request: CommandRequest<Reading>): Promise<Message> => {
  const { owner, conversation } = request
  const { postcodes } = request.reading
  const channelId = recipientIn(conversation, owner.userId)
  const found = await context.alerts.findByPostcodes(owner, channelId, postcodes)
  if (!found.ok) return alertsUnavailable()
  const result = await stop({ ...context, owner, client: request.client() }, idsOf(found.value))
  if (result.kind === 'unavailable') return alertsUnavailable()
  const stopped = result.kind === 'stopped' ? result.alerts : []
  const missing = postcodes.filter((one) => !stopped.some(({ postcode }) => postcode === one))
  const done = stopped.length === 0 ? [] : [alertResultMessage(result, channelId, context.clock())]
  const parts = [...done, ...(missing.length === 0 ? [] : [noAlertFor(missing, conversation.prefix)])]
  return joinMessages(parts)
}

/** /crime stop: stops at once, tells the channel, and offers Undo. */
const stopCommand = (context: AlertsContext): Subcommand<Reading> => ({
  intents: ['stop'],
  examples: [{ type: 'stop LE1 1WA', does: 'stop the alert for a place, with Undo' }],
  run: (request) =>
    request.reading.postcodes.length === 0
      ? readyReply(noPlaceMessage(request.reading, `${request.conversation.prefix}stop `))
      : privateReply(withSlips(stopTyped(context, request), request.reading), loadingAlerts),
})

/** The subcommands of alerts, in the order in which help shows them. */
export const alertCommands = (context: AlertsContext): Subcommand<Reading>[] => [
  alertCommand(context),
  listCommand(context),
  stopCommand(context),
]
