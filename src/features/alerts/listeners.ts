import type { App } from '@slack/bolt'
import { alertHere } from '../../report/actions.ts'
import { apology } from '../../report/answer.ts'
import { lookingUp, staleButton } from '../../report/notices.ts'
import { actionValue, type BlockActionEvent, type BlockActions } from '../../slack/block-actions.ts'
import { privateReply, sendReply } from '../../slack/respond.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { openModal } from '../../slack/web-api/modals.ts'
import { respondInThread } from '../../slack/web-api/threads.ts'
import {
  type ActionContext,
  type ActionHandler,
  handleAlertAction,
  listForConversation,
  openEmptyForm,
  openFormFromReport,
  retry,
  setUpAgain,
} from './action-handlers.ts'
import { actOnAlert, addAlert, manageAlerts, retryAlert, undoStop } from './actions.ts'
import { registerAlertModals } from './form/view-listeners.ts'
import { resultView } from './form/views.ts'
import { externalUserNotice, loadingAlerts } from './messages/notices.ts'

type ReplyOptions = {
  readonly loading?: () => Message
  readonly replace?: boolean
  readonly needsDatabase?: boolean
}

/** Replies below the button's message or in its place; to a button on Home, in a modal. */
const reply = async (
  context: ActionContext,
  { body, client }: BlockActionEvent,
  work: () => Promise<Message | null>,
  { loading = loadingAlerts, replace = false, needsDatabase = true }: ReplyOptions = {},
): Promise<void> => {
  const { log } = context
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
    const message = await work()
    if (message !== null) await openModal(client, body.trigger_id, resultView(message), log)
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
  const on = (id: string, handle: ActionHandler, options?: ReplyOptions): void =>
    blockActions.on(id, (event) => reply(context, event, () => handle(context, event), options))
  on(manageAlerts.id, listForConversation)
  on(addAlert.id, forMembers(openEmptyForm), { needsDatabase: false })
  on(alertHere.id, forMembers(openFormFromReport))
  on(actOnAlert.id, forMembers(handleAlertAction))
  blockActions.on(retryAlert.id, (event) => {
    const attempt = retryAlert.read(actionValue(event.element))
    if (attempt === null) return reply(context, event, async () => staleButton())
    const handle = forMembers(() => retry(context, event, attempt))
    const loading = () => lookingUp(attempt.choice.postcode)
    return reply(context, event, () => handle(context, event), { loading, replace: true })
  })
  blockActions.on(undoStop.id, (event) => {
    const choices = undoStop.read(actionValue(event.element))
    if (choices === null) return reply(context, event, async () => staleButton())
    const handle = forMembers(() => setUpAgain(context, event, choices))
    const loading = () => lookingUp(...choices.map(({ postcode }) => postcode))
    return reply(context, event, () => handle(context, event), { loading, replace: true })
  })
}

/** Registers the buttons, menus and modals of alerts. */
export const registerAlerts = (app: App, blockActions: BlockActions, context: ActionContext): void => {
  registerAlertActions(blockActions, context)
  registerAlertModals(app, context)
}
