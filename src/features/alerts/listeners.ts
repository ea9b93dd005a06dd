import type { App } from '@slack/bolt'
import { settlesWithin } from '../../lib/wait.ts'
import { alertHere } from '../../report/actions.ts'
import { apology } from '../../report/answer.ts'
import { staleButton } from '../../report/notices.ts'
import { actionValue, type BlockActionEvent, type BlockActions } from '../../slack/block-actions.ts'
import { privateReply, sendReply } from '../../slack/respond.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import type { Action } from '../../slack/ui/elements.ts'
import { openModal, replaceModal } from '../../slack/web-api/modals.ts'
import { respondInThread } from '../../slack/web-api/response-url.ts'
import {
  type ActionContext,
  type ActionHandler,
  addPlacesField,
  handleAlertAction,
  listForConversation,
  openEmptyForm,
  openFormFromReport,
  retryAttempt,
  setUpSavedPlaces,
  setUpSuggested,
  turnPage,
  undo,
} from './action-handlers.ts'
import {
  actOnAlert,
  addAlert,
  addField,
  alertSavedPlaces,
  manageAlerts,
  openPlace,
  retryAlert,
  setUpHere,
  turnList,
  undoStop,
} from './actions.ts'
import { openChosenPlace, registerDigestMenu } from './digest-menu.ts'
import { registerAlertModals } from './form/view-listeners.ts'
import { resultView } from './form/views.ts'
import { externalUserNotice, loadingAlerts, settingUp } from './messages/notices.ts'

type ReplyOptions = {
  readonly loading?: () => Message
  readonly replace?: boolean
  readonly needsDatabase?: boolean
}

// A trigger expires after three seconds, which include the network's time.
const MODAL_WITHIN_MS = 1_500

/** Replies to a button on Home in a modal, which says so where the work takes longer than its trigger lives. */
const replyInModal = async (
  { log }: ActionContext,
  { body, client }: BlockActionEvent,
  work: Promise<Message | null>,
  loading: () => Message,
): Promise<void> => {
  if (await settlesWithin(work, MODAL_WITHIN_MS)) {
    const message = await work
    if (message !== null) await openModal(client, body.trigger_id, resultView(message), log)
    return
  }
  const opened = await client.views.open({ trigger_id: body.trigger_id, view: resultView(loading()) })
  const message = await work
  if (message !== null) await replaceModal(client, opened.view?.id ?? '', resultView(message), log)
}

/** Replies below the button's message or in its place; to a button on Home, in a modal. */
const reply = async (
  context: ActionContext,
  event: BlockActionEvent,
  work: () => Promise<Message | null>,
  { loading = loadingAlerts, replace = false, needsDatabase = true }: ReplyOptions = {},
): Promise<void> => {
  const { log } = context
  const { body, client } = event
  const sorry = () => apology(context.clock())
  if (body.response_url) {
    const respond = respondInThread(context, body)
    const answer = () => privateReply(work(), loading)
    return sendReply(
      { reply: respond, log, apology: sorry },
      () => (needsDatabase ? context.afterOpening(answer) : answer()),
      replace,
    )
  }
  try {
    await replyInModal(context, event, work(), loading)
  } catch (error) {
    log.error({ err: error }, 'a button of an alert on Home could not be answered')
    await openModal(client, body.trigger_id, resultView(sorry()), log)
  }
}

const forMembers =
  (handle: ActionHandler): ActionHandler =>
  async (context, event) =>
    (await context.isExternalUser(event.body, event.client)) ? externalUserNotice() : handle(context, event)

const registerAlertActions = (blockActions: BlockActions, context: ActionContext): void => {
  const on = (id: string, handle: ActionHandler, options: ReplyOptions = {}): void =>
    blockActions.on(id, (event) => reply(context, event, () => handle(context, event), options))
  const inPlace = { replace: true }
  on(manageAlerts.id, listForConversation)
  on(turnList.id, turnPage, inPlace)
  on(addAlert.id, forMembers(openEmptyForm), { needsDatabase: false })
  on(alertHere.id, forMembers(openFormFromReport))
  on(actOnAlert.id, forMembers(handleAlertAction))
  on(setUpHere.id, forMembers(setUpSuggested), { ...inPlace, loading: settingUp })
  on(alertSavedPlaces.id, forMembers(setUpSavedPlaces), { loading: settingUp })
  blockActions.on(addField.id, (event) => addPlacesField(context, event))
  const onValue = <Value>(
    action: Action<Value>,
    handle: (context: ActionContext, event: BlockActionEvent, value: Value) => Promise<Message>,
  ): void =>
    on(
      action.id,
      forMembers(async (_, event) => {
        const value = action.read(actionValue(event.element))
        return value === null ? staleButton() : handle(context, event, value)
      }),
      { ...inPlace, loading: settingUp },
    )
  blockActions.on(openPlace.id, (event) => openChosenPlace(context, event))
  onValue(retryAlert, retryAttempt)
  onValue(undoStop, undo)
}

/** Registers the buttons, menus and modals of alerts. */
export const registerAlerts = (app: App, blockActions: BlockActions, context: ActionContext): void => {
  registerAlertActions(blockActions, context)
  registerAlertModals(app, context)
  registerDigestMenu(app, context)
}
