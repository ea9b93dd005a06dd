import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { dayInLondon } from '../../crime/dates.ts'
import type { ReportQuery } from '../../crime/report-query.ts'
import { alertHere } from '../../report/actions.ts'
import { apology } from '../../report/answer.ts'
import { staleButton } from '../../report/notices.ts'
import { actionValue, type BlockActionEvent, type BlockActions } from '../../slack/block-actions.ts'
import { type ButtonReplyOptions, replyToButton } from '../../slack/button-reply.ts'
import { askerOf, installedIn, ownerOf } from '../../slack/identity.ts'
import { recipientOf } from '../../slack/subcommand.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import type { Action } from '../../slack/ui/elements.ts'
import { replaceModal } from '../../slack/web-api/modals.ts'
import { respondInThread } from '../../slack/web-api/response-url.ts'
import {
  type AlertAction,
  actOnAlert,
  addAlert,
  addField,
  alertSavedPlaces,
  manageAlerts,
  openPlace,
  retryAlert,
  setUpHere,
  turnList,
} from './actions.ts'
import { type AlertResult, choiceFor, mayChange, type Retry } from './alert.ts'
import { resume, retry, stop } from './alert-service.ts'
import { type ActionContext, existingAlertView, listAlerts, openOrExplain } from './commands.ts'
import { openChosenPlace, registerDigestMenu } from './digest-menu.ts'
import { formOf, MAX_FIELDS, newForm, pauseFormOf, readFields, unpackMetadata } from './form/form.ts'
import { registerAlertForm } from './form/view-listeners.ts'
import { formView, resultView } from './form/views.ts'
import { alertResultMessage } from './messages/alert-result.ts'
import {
  alertGone,
  alertsUnavailable,
  externalUserNotice,
  loadingAlerts,
  settingUp,
} from './messages/errors.ts'
import { setUp } from './set-up.ts'

/** Handles a button or menu by its value; gives a message for the person alone, or null where it has opened a modal. */
type ActionHandler<Value> = (
  context: ActionContext,
  event: BlockActionEvent,
  value: Value,
) => Promise<Message | null>

/** The context of what the person does. */
const asActor = (context: ActionContext, { body, client }: BlockActionEvent) => ({
  ...context,
  ...{ owner: askerOf(body), client },
})

const open = (context: ActionContext, { client, body }: BlockActionEvent, view: ModalView) =>
  openOrExplain(context, client, body.trigger_id, view)

/** What Home keeps, to draw it again after a modal that was opened there; null elsewhere. */
const homeOf = ({ body: { view } }: BlockActionEvent): string | null => {
  if (view === undefined) return null
  return view.type === 'home' ? view.private_metadata : (unpackMetadata(view.private_metadata)?.home ?? null)
}

/** What came of something, with Home drawn again. */
const resultOf = async (
  context: ActionContext,
  event: BlockActionEvent,
  work: Promise<AlertResult>,
): Promise<Message> => {
  const result = await work
  const home = homeOf(event)
  if (home !== null) await context.redrawHome(event.client, ownerOf(event.body), home)
  return alertResultMessage(result, recipientOf(event.body), context.clock())
}

/** A page of the alerts of the button's conversation. */
const listHere: ActionHandler<number> = async (context, { body, client }, page) => {
  const isMember = !(await context.isExternalUser(body, client))
  return listAlerts(context, installedIn(body), recipientOf(body), { mayChange: isMember, page })
}

/** "Alert this channel" on a report: the form, filled in, or the form of the existing alert. */
const openFormFromReport: ActionHandler<ReportQuery> = async (context, event, query) => {
  const channelId = recipientOf(event.body)
  const { categories, postcode } = query
  const found = await context.alerts.findByPostcodes(installedIn(event.body), channelId, [postcode])
  if (!found.ok) return alertsUnavailable()
  const [alert] = found.value
  const home = homeOf(event)
  const view =
    alert === undefined
      ? formView(newForm(channelId, { places: [postcode], categories, home }), null)
      : existingAlertView(alert, { categories, name: null }, context.clock(), home)
  return open(context, event, view)
}

/** The menu of an alert, which is looked up only in the workspace where the app is used: a forged id finds nothing. */
const handleAlertAction: ActionHandler<{ readonly action: AlertAction; readonly id: string }> = async (
  context,
  event,
  { action, id },
) => {
  const { body } = event
  const found = await context.alerts.find(installedIn(body), id)
  if (!found.ok) return alertsUnavailable()
  const alert = found.value
  if (alert === null || !mayChange(alert, body.user.id, body.channel?.id)) return alertGone()
  const home = homeOf(event)
  const today = dayInLondon(context.clock())
  switch (action) {
    case 'edit':
      return open(context, event, formView(formOf(alert, today, home), null))
    case 'pause':
      return open(context, event, formView(pauseFormOf(alert, today, home), null))
    case 'stop':
      return resultOf(context, event, stop(asActor(context, event), [id]))
    case 'resume':
      return resultOf(context, event, resume(asActor(context, event), [alert]))
  }
}

/** Try again, and Undo: sets up, changes or puts back what is kept for an hour. */
const retryAttempt: ActionHandler<Retry> = (context, event, what) =>
  resultOf(context, event, retry(asActor(context, event), what))

/** Sets up what a slip was meant for. */
const setUpSuggested: ActionHandler<ReportQuery> = (context, event, query) => {
  const choice = choiceFor(recipientOf(event.body), { ...query, name: null }, query.categories)
  return resultOf(context, event, setUp(asActor(context, event), [choice]))
}

/** Sets up an alert of the person's own for each of their saved places. */
const setUpSavedPlaces: ActionHandler<string> = async (context, event) => {
  const saved = await context.places.list(ownerOf(event.body))
  if (!saved.ok) return alertsUnavailable()
  const choices = saved.value.map((place) => choiceFor(event.body.user.id, place))
  return resultOf(context, event, setUp(asActor(context, event), choices, true))
}

/** Another field for places in the form, which keeps what was typed. */
const addPlacesField = async ({ log }: ActionContext, event: BlockActionEvent): Promise<void> => {
  const { view } = event.body
  const metadata = view === undefined ? null : unpackMetadata(view.private_metadata)
  if (view === undefined || metadata === null) return
  const { form } = readFields(view, metadata)
  const places = [...form.places, ''].slice(0, MAX_FIELDS)
  await replaceModal(event.client, view.id, formView({ ...form, places }, null), log)
}

type ActionOptions = Partial<ButtonReplyOptions> & {
  /** An external user may use it too. */
  readonly forEverybody?: boolean
}

const registerAlertActions = (blockActions: BlockActions, context: ActionContext): void => {
  const on = <Value>(
    action: Action<Value>,
    handle: ActionHandler<Value>,
    { forEverybody = false, ...options }: ActionOptions = {},
  ): void =>
    blockActions.on(action.id, (event) => {
      const { body, client, element } = event
      const answer = async () => {
        if (!forEverybody && (await context.isExternalUser(body, client))) return externalUserNotice()
        const value = action.read(actionValue(element))
        return value === null ? staleButton() : handle(context, event, value)
      }
      const replyContext = {
        ...context,
        reply: respondInThread(context, body),
        apology: () => apology(context.clock()),
        toModal: (message: Message) => resultView(message, homeOf(event)),
      }
      return replyToButton(replyContext, event, answer, { loading: loadingAlerts, ...options })
    })
  on(manageAlerts, (_, event) => listHere(context, event, 1), { forEverybody: true })
  on(turnList, listHere, { forEverybody: true, replace: true })
  const emptyForm = ({ body }: BlockActionEvent) => formView(newForm(recipientOf(body)), null)
  on(addAlert, (_, event) => open(context, event, emptyForm(event)), { needsDatabase: false })
  on(alertHere, openFormFromReport)
  on(actOnAlert, handleAlertAction)
  on(setUpHere, setUpSuggested, { replace: true, loading: settingUp })
  on(alertSavedPlaces, setUpSavedPlaces, { loading: settingUp })
  on(retryAlert, retryAttempt, { replace: true, loading: settingUp })
  blockActions.on(addField.id, (event) => addPlacesField(context, event))
  blockActions.on(openPlace.id, (event) => openChosenPlace(context, event))
}

/** Registers the buttons, menus and modals of alerts. */
export const registerAlerts = (app: App, blockActions: BlockActions, context: ActionContext): void => {
  registerAlertActions(blockActions, context)
  registerAlertForm(app, context)
  registerDigestMenu(app, context)
}
