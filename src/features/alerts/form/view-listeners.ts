import type { App, SlackViewAction, ViewOutput } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { dayInLondon } from '../../../crime/dates.ts'
import { settlesWithin } from '../../../lib/wait.ts'
import type { PlaceFault } from '../../../reading/place-lines.ts'
import { apology } from '../../../report/answer.ts'
import { staleButton } from '../../../report/notices.ts'
import { askerOf, installedIn, ownerOf } from '../../../slack/identity.ts'
import type { Message } from '../../../slack/ui/blocks.ts'
import { noticeText } from '../../../slack/ui/notice.ts'
import { clientIn } from '../../../slack/web-api/client-pool.ts'
import { postDirectMessage, replaceModal } from '../../../slack/web-api/modals.ts'
import type { ActionContext } from '../action-handlers.ts'
import type { AlertResult, Attempt, PostFailed, SetUp } from '../alert.ts'
import { save, stop } from '../alert-service.ts'
import { alertResultMessage, stoppedMessage } from '../messages/alert-result.ts'
import { setUpResult } from '../messages/bulk-result.ts'
import { alertGone, alertsUnavailable, channelFull, externalUserNotice } from '../messages/notices.ts'
import { postFailedMessage } from '../messages/post-failed.ts'
import type { Actor } from '../tell.ts'
import {
  FIELDS,
  type FieldErrors,
  type Form,
  type FormMetadata,
  formAsTyped,
  readForm,
  unpackMetadata,
} from './form.ts'
import { CALLBACKS, formView, inFields, loadingView, placeLine, resultView, stopView } from './views.ts'

/** Slack waits three seconds for the ack, including the network's time. */
const ACK_WITHIN_MS = 1_500

/** The modal after a submission; while the form is open, `errors` are shown beside its fields instead. */
type NextView = { readonly view: ModalView; readonly errors?: FieldErrors }

const ackOf = ({ view, errors }: NextView) =>
  errors === undefined
    ? ({ response_action: 'update', view } as const)
    : ({ response_action: 'errors', errors: { ...errors } } as const)

type Submitted = {
  readonly form: Form
  readonly actor: Actor
  readonly attempt: Attempt
  readonly faults: readonly PlaceFault[]
}

const FINAL: readonly AlertResult['kind'][] = ['changed', 'resumed', 'gone']

/** What came of several places, above the form with what is left of its list; without it where nothing is left. */
const viewAfterSetUp = ({ form, faults }: Submitted, result: SetUp): ModalView => {
  const message = setUpResult(result, faults)
  const lines = [...faults.map(({ typed }) => typed), ...result.left.map(placeLine)]
  return lines.length === 0 ? resultView(message) : formView({ ...form, places: inFields(lines) }, message)
}

/** The result, or the form as it was filled in with a message above it: why it was not saved. */
const viewAfter = ({ clock }: ActionContext, submitted: Submitted, result: AlertResult): ModalView => {
  const { form, attempt, faults } = submitted
  if (result.kind === 'set-up' && (attempt.choices.length > 1 || faults.length > 0))
    return viewAfterSetUp(submitted, result)
  const message = alertResultMessage(result, attempt, 'modal', clock())
  if (result.kind === 'set-up' || FINAL.includes(result.kind)) return resultView(message)
  if (result.kind !== 'already-exists') return formView(form, message)
  // From here on the form edits the alert that exists already.
  const { id, postcode, name } = result.alert
  return formView({ ...form, id, places: [postcode], name: attempt.choices[0]?.name ?? name }, message)
}

/** Nobody can invite the app while a modal is open: the button to try again is posted to the person. */
const viewAfterPostFailed = async (
  context: ActionContext,
  submitted: Submitted,
  failure: PostFailed,
): Promise<ModalView> => {
  const { client, owner } = submitted.actor
  const withButton = postFailedMessage(failure, 'button')
  const isSent =
    failure.retry !== null && (await postDirectMessage(client, owner.userId, withButton, context.log))
  const message = postFailedMessage(failure, isSent ? 'direct message' : 'form')
  return formView(submitted.form, message)
}

const POSTCODE_FAILURES = ['postcode-not-found', 'not-covered', 'invalid-postcode']

const errorsAfter = (result: AlertResult, { personal }: FormMetadata): FieldErrors | undefined => {
  if (result.kind === 'channel-full' && !personal) return { [FIELDS.channel]: noticeText(channelFull) }
  if (result.kind !== 'lookup-failed' || !POSTCODE_FAILURES.includes(result.failure.kind)) return undefined
  return { [FIELDS.postcode]: 'We can’t find this postcode. Check it, or try one nearby.' }
}

type Saved = { readonly result: AlertResult; readonly next: NextView }

const saveForm = async (context: ActionContext, submitted: Submitted): Promise<Saved> => {
  const result = await save(context, submitted.actor, submitted.attempt).catch(
    (error: unknown): AlertResult => {
      context.log.error({ err: error }, 'an alert could not be saved')
      return { kind: 'unavailable' }
    },
  )
  if (result.kind === 'post-failed')
    return { result, next: { view: await viewAfterPostFailed(context, submitted, result) } }
  const view = viewAfter(context, submitted, result)
  const errors = errorsAfter(result, submitted.form)
  return { result, next: errors === undefined ? { view } : { view, errors } }
}

/** Shows the result after the ack: in the modal or, where that was closed, as a direct message. */
const showLate = async (
  { log, clock }: ActionContext,
  { actor: { client, owner }, attempt, faults }: Submitted,
  viewId: string,
  { result, next }: Saved,
): Promise<void> => {
  if (await replaceModal(client, viewId, next.view, log)) return
  // viewAfterPostFailed has sent a direct message already.
  if (result.kind === 'post-failed') return
  const message =
    result.kind === 'set-up' && attempt.choices.length > 1
      ? setUpResult(result, faults)
      : alertResultMessage(result, attempt, 'elsewhere', clock())
  await postDirectMessage(client, owner.userId, message, log)
}

type Submission = {
  readonly ack: (answer: ReturnType<typeof ackOf>) => Promise<void>
  readonly body: SlackViewAction
  readonly view: ViewOutput
  readonly client: WebClient
}

const redraw = async (context: ActionContext, { body, client }: Submission, { home }: FormMetadata) => {
  if (home !== null) await context.redrawHome(client, ownerOf(body), home)
}

const submitForm = async (context: ActionContext, submission: Submission): Promise<void> => {
  const { ack, body, view, client } = submission
  const show = (message: Message) => ack(ackOf({ view: resultView(message) }))
  const metadata = unpackMetadata(view.private_metadata)
  if (metadata === null) return show(staleButton())
  if (await context.isExternalUser(body, client)) return show(externalUserNotice())
  const read = readForm(view, metadata, body.user.id, dayInLondon(context.clock()))
  if (!read.ok) return ack({ response_action: 'errors', errors: { ...read.failure } })
  const { choices, faults } = read.value
  const form = formAsTyped(view, metadata)
  const submitted = {
    ...{ form, faults, actor: { owner: askerOf(body), client } },
    attempt: { id: metadata.id, choices },
  }
  const saved = saveForm(context, submitted)
  if (await settlesWithin(saved, ACK_WITHIN_MS)) await ack(ackOf((await saved).next))
  else {
    await ack(ackOf({ view: loadingView(choices) }))
    await showLate(context, submitted, view.id, await saved)
  }
  await redraw(context, submission, metadata)
}

const submitStop = async (context: ActionContext, submission: Submission): Promise<void> => {
  const { ack, body, view, client } = submission
  const show = (message: Message) => ack(ackOf({ view: resultView(message) }))
  const metadata = unpackMetadata(view.private_metadata)
  if (metadata === null || metadata.id === null) return show(staleButton())
  if (await context.isExternalUser(body, client)) return show(externalUserNotice())
  const workspace = installedIn(body)
  const found = await context.alerts.find(workspace, metadata.id)
  if (!found.ok) return show(alertsUnavailable())
  if (found.value === null) return show(alertGone())
  const stopped = await stop(context, { owner: askerOf(body), client }, [metadata.id])
  if (!stopped.ok) return ack(ackOf({ view: stopView(found.value, metadata.home, alertsUnavailable()) }))
  await show(stopped.value.alerts.length === 0 ? alertGone() : stoppedMessage(stopped.value, false))
  await redraw(context, submission, metadata)
}

/** Registers the modals of alerts. An exception is acked too: a modal without an ack shows an error of Slack's. */
export const registerAlertModals = (app: App, context: ActionContext): void => {
  const on = (callbackId: string, submit: typeof submitForm): void => {
    app.view(callbackId, async ({ ack, body, view, context: authorized }) => {
      let acked = false
      const ackOnce: Submission['ack'] = async (answer) => {
        acked = true
        await ack(answer)
      }
      try {
        await submit(context, { ack: ackOnce, body, view, client: clientIn(authorized) })
      } catch (error) {
        context.log.error({ err: error }, 'a modal of alerts could not be answered')
        const sorry = apology(context.clock())
        if (!acked) await ack(ackOf({ view: resultView(sorry) }))
      }
    })
  }
  on(CALLBACKS.form, submitForm)
  on(CALLBACKS.stop, submitStop)
}
