import type { App, SlackViewAction, ViewOutput } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { dayInLondon } from '../../../crime/day.ts'
import { settlesWithin } from '../../../lib/wait.ts'
import { apology } from '../../../report/answer.ts'
import { staleButton } from '../../../report/notices.ts'
import { installedIn, ownerOf } from '../../../slack/identity.ts'
import type { Message } from '../../../slack/ui/blocks.ts'
import { asPlainText } from '../../../slack/ui/notice.ts'
import { clientIn } from '../../../slack/web-api/client-pool.ts'
import { replaceModal, tellInOwnConversation } from '../../../slack/web-api/modals.ts'
import type { ActionContext } from '../action-reply.ts'
import type { Attempt } from '../actions.ts'
import type { AlertResult } from '../alert-result.ts'
import { type Actor, attempt } from '../alert-service.ts'
import { isPersonal } from '../format.ts'
import { alertResultMessage } from '../messages/alert-result.ts'
import { alertGone, alertsUnavailable, channelFull, forGuests } from '../messages/notices.ts'
import { postFailedMessage } from '../messages/post-failed.ts'
import { stoppedByYou } from '../messages/saved.ts'
import { FIELDS, type FieldErrors, type Form, type Kept, readForm, unpackKept } from './form.ts'
import { CALLBACKS, formView, resultView, stopView, waitingView } from './views.ts'

/** Slack waits three seconds for the ack; the way there and back is part of them. */
export const ACK_WITHIN_MS = 1_500

/** The next window, and what stands beside a field of this one instead, while it is still there. */
type Step = { readonly view: ModalView; readonly errors?: FieldErrors }

const ackOf = ({ view, errors }: Step) =>
  errors === undefined
    ? ({ response_action: 'update', view } as const)
    : ({ response_action: 'errors', errors: { ...errors } } as const)

const formAfter = (kept: Kept, { choice }: Attempt, outcome: AlertResult): Form => ({
  ...kept,
  ...choice,
  channelId: isPersonal(choice) ? null : choice.channelId,
  // What is known is edited from here on, with what was chosen in its place.
  id: outcome.kind === 'known' ? outcome.alert.id : kept.id,
})

const ENDED: readonly AlertResult['kind'][] = ['set', 'changed', 'resumed', 'gone']
const OF_POSTCODE = ['postcode-not-found', 'not-covered', 'invalid-postcode']

type Submitted = {
  readonly kept: Kept
  readonly setter: Actor
  readonly attempted: Attempt
}

/** The window after an outcome: what came of it, or the form again, as it was left, and what is in its way. */
const windowAfter = (
  context: ActionContext,
  { kept, attempted }: Submitted,
  outcome: AlertResult,
): ModalView => {
  const said = alertResultMessage(outcome, attempted, 'window', context.clock())
  return ENDED.includes(outcome.kind) ? resultView(said) : formView(formAfter(kept, attempted, outcome), said)
}

/** A person cannot invite the app while a window is open: the button to try again waits outside. */
const refusedWindow = async (
  context: ActionContext,
  submitted: Submitted,
  outcome: Extract<AlertResult, { kind: 'refused' }>,
): Promise<ModalView> => {
  const { client, owner } = submitted.setter
  const outside = postFailedMessage(outcome, 'here')
  return (await tellInOwnConversation(client, owner.userId, outside, context.log))
    ? resultView(postFailedMessage(outcome, 'own conversation'))
    : windowAfter(context, submitted, outcome)
}

const besideFields = (outcome: AlertResult, kept: Kept): FieldErrors | null => {
  if (outcome.kind === 'channel-full' && !kept.personal) return { [FIELDS.channel]: asPlainText(channelFull) }
  if (outcome.kind !== 'not-looked-up' || !OF_POSTCODE.includes(outcome.failure.kind)) return null
  return { [FIELDS.postcode]: 'No figures are held for this postcode. Check it, or try one nearby.' }
}

const save = async (context: ActionContext, submitted: Submitted): Promise<AlertResult> => {
  try {
    return await attempt(context, submitted.setter, submitted.attempted)
  } catch (error) {
    context.log.error({ err: error }, 'an alert could not be saved')
    return { kind: 'unavailable' }
  }
}

type Saved = { readonly outcome: AlertResult; readonly step: Step }

const saveAndShow = async (context: ActionContext, submitted: Submitted): Promise<Saved> => {
  const outcome = await save(context, submitted)
  if (outcome.kind === 'refused')
    return { outcome, step: { view: await refusedWindow(context, submitted, outcome) } }
  const view = windowAfter(context, submitted, outcome)
  const errors = besideFields(outcome, submitted.kept)
  return { outcome, step: errors === null ? { view } : { view, errors } }
}

/** What comes after the window has been told to wait: into it, or, where it was closed, to the person. */
const showLate = async (
  context: ActionContext,
  { setter, attempted }: Submitted,
  viewId: string,
  { outcome, step }: Saved,
): Promise<void> => {
  const { client, owner } = setter
  if (await replaceModal(client, viewId, step.view, context.log)) return
  // A refusal has been told outside already.
  if (outcome.kind === 'refused') return
  const said = alertResultMessage(outcome, attempted, 'own conversation', context.clock())
  await tellInOwnConversation(client, owner.userId, said, context.log)
}

type Submission = {
  readonly ack: (answer: ReturnType<typeof ackOf>) => Promise<void>
  readonly body: SlackViewAction
  readonly view: ViewOutput
  readonly client: WebClient
}

const redraw = async (context: ActionContext, { owner, client }: Actor, { home }: Kept): Promise<void> => {
  if (home !== null) await context.redrawHome(client, owner, home)
}

const submitForm = async (context: ActionContext, { ack, body, view, client }: Submission): Promise<void> => {
  const kept = unpackKept(view.private_metadata)
  const say = (message: Message) => ack(ackOf({ view: resultView(message) }))
  if (kept === null) return say(staleButton())
  if (await context.isVisitor(body, client)) return say(forGuests())
  const read = readForm(view, kept, body.user.id, dayInLondon(context.clock()))
  if (!read.ok) return ack({ response_action: 'errors', errors: { ...read.failure } })
  const setter = { workspace: installedIn(body), owner: ownerOf(body), client }
  const submitted = { kept, setter, attempted: { id: kept.id, choice: read.value } }
  const saved = saveAndShow(context, submitted)
  if (await settlesWithin(saved, ACK_WITHIN_MS)) await ack(ackOf((await saved).step))
  else {
    await ack(ackOf({ view: waitingView(read.value.postcode) }))
    await showLate(context, submitted, view.id, await saved)
  }
  await redraw(context, setter, kept)
}

const submitStop = async (context: ActionContext, { ack, body, view, client }: Submission): Promise<void> => {
  const kept = unpackKept(view.private_metadata)
  const say = (message: Message) => ack(ackOf({ view: resultView(message) }))
  if (kept === null || kept.id === null) return say(staleButton())
  if (await context.isVisitor(body, client)) return say(forGuests())
  const workspace = installedIn(body)
  const found = await context.alerts.find(workspace, kept.id)
  if (!found.ok) return say(alertsUnavailable())
  if (found.value === null) return say(alertGone())
  const stopped = await context.alerts.stop(workspace, kept.id)
  if (!stopped.ok) return ack(ackOf({ view: stopView(found.value, kept.home, alertsUnavailable()) }))
  await say(stopped.value === null ? alertGone() : stoppedByYou(stopped.value))
  await redraw(context, { workspace, owner: ownerOf(body), client }, kept)
}

/** Registers the windows of alerts. A defect of ours becomes its sentence, and the window does not hang. */
export const registerAlertModals = (app: App, context: ActionContext): void => {
  const on = (callbackId: string, work: typeof submitForm): void => {
    app.view(callbackId, async ({ ack, body, view, context: authorized }) => {
      let acked = false
      const once: Submission['ack'] = async (answer) => {
        acked = true
        await ack(answer)
      }
      try {
        await work(context, { ack: once, body, view, client: clientIn(authorized) })
      } catch (error) {
        context.log.error({ err: error }, 'a window of alerts could not be answered')
        const asked = { postcode: null, category: null }
        const sorry = apology(asked, context.clock())
        if (!acked) await ack(ackOf({ view: resultView(sorry) }))
      }
    })
  }
  on(CALLBACKS.form, submitForm)
  on(CALLBACKS.stop, submitStop)
}
