import type { App } from '@slack/bolt'
import { dayInLondon } from '../../../crime/dates.ts'
import { apology } from '../../../report/answer.ts'
import { askerOf, ownerOf } from '../../../slack/identity.ts'
import type { Message } from '../../../slack/ui/blocks.ts'
import { notice, noticeText } from '../../../slack/ui/notice.ts'
import {
  onSubmission,
  type SubmissionAnswer,
  type SubmissionOutcome,
  type ViewSubmission,
} from '../../../slack/view-submission.ts'
import { postDirectMessage } from '../../../slack/web-api/modals.ts'
import type { AlertResult, Unsaved } from '../alert.ts'
import { change, pause } from '../alert-service.ts'
import type { ActionContext } from '../commands.ts'
import { placesInWords } from '../format.ts'
import { alertResultMessage, alreadyExistsMessage } from '../messages/alert-result.ts'
import { postFailedMessage } from '../messages/cannot-post.ts'
import { externalUserNotice, fullNotice, STALE_FORM } from '../messages/errors.ts'
import { type ActorContext, setUp, UNKNOWN_POSTCODE } from '../set-up.ts'
import {
  FIELDS,
  type Form,
  type FormMetadata,
  type FormReading,
  placesField,
  readFields,
  readForm,
  readPause,
  unpackMetadata,
} from './form.ts'
import { FORM_CALLBACK, formView, inFields, loadingView, placeLine, resultView } from './views.ts'

type Submission = FormReading & { readonly form: Form }

const NOT_FOUND = 'We can’t find this postcode. Check it, or try one nearby.'

/** Where the channel takes no post, nobody can invite the app while a modal is open: the person gets the button. */
const outcomeOfUnsaved = async (
  { owner: { userId }, client, log, clock }: ActorContext,
  form: Form,
  result: Unsaved,
): Promise<SubmissionOutcome> => {
  const { why, retry } = result
  const message = alertResultMessage(result, userId, clock())
  const outcome = { view: formView(form, message), message }
  if (why.kind === 'post-failed') {
    const isSent = retry !== null && (await postDirectMessage(client, userId, message, log))
    const above = postFailedMessage(result, why.error, 'direct message')
    return isSent ? { view: formView(form, above), message: null } : outcome
  }
  if (why.kind === 'channel-full' && !form.personal)
    return { ...outcome, errors: { [FIELDS.channel]: noticeText(fullNotice(why.kind, false)) } }
  return why.kind === 'lookup-failed' && UNKNOWN_POSTCODE.includes(why.failure.kind)
    ? { ...outcome, errors: { [placesField(form)]: NOT_FOUND } }
    : outcome
}

/** The result, or the form as it was filled in with a message above it: what is left of its list, or was not saved. */
const outcomeOf = (
  context: ActorContext,
  { form, faults, choices }: Submission,
  result: AlertResult,
): SubmissionOutcome | Promise<SubmissionOutcome> => {
  const message = alertResultMessage(result, context.owner.userId, context.clock(), faults)
  switch (result.kind) {
    case 'unsaved':
      return outcomeOfUnsaved(context, form, result)
    case 'set-up': {
      const left = result.left.map((place) => placeLine(place, form.categories))
      const places = inFields([...faults.map(({ typed }) => typed), ...left])
      const again = { ...form, revision: form.revision + 1, places }
      return { message, view: places.length === 0 ? resultView(message) : formView(again, message) }
    }
    case 'already-exists': {
      // From here on the form edits the alert that exists already.
      const { id, postcode } = result.alert
      const { name, categories } = choices[0] ?? form
      const typed = { name: name ?? result.alert.name, categories, places: [postcode] }
      const again = { ...form, ...typed, id, revision: form.revision + 1 }
      return { message, view: formView(again, alreadyExistsMessage(result.alert, null)) }
    }
    default:
      return { message, view: result.kind === 'unavailable' ? formView(form, message) : resultView(message) }
  }
}

/** What a submitted form leads to, and what is shown until then; or what is wrong with which field. */
const submitForm = (
  context: ActorContext,
  { body, view }: ViewSubmission,
  metadata: FormMetadata,
): SubmissionAnswer => {
  const today = dayInLondon(context.clock())
  const { form } = readFields(view, metadata)
  const { id, pausing } = form
  const answer = (saved: Promise<AlertResult>, places: string, read: FormReading): SubmissionAnswer => ({
    outcome: saved
      .catch((error: unknown): AlertResult => {
        context.log.error({ err: error }, 'an alert could not be saved')
        return { kind: 'unavailable' }
      })
      .then((result) => outcomeOf(context, { form, ...read }, result)),
    loading: loadingView(
      `${id === null ? 'Setting up' : 'Saving'} the ${read.choices.length > 1 ? 'alerts' : 'alert'} for ${places} …`,
    ),
  })
  if (id !== null && pausing !== null) {
    const day = readPause(form, today)
    if (!day.ok) return { errors: day.failure }
    return answer(pause(context, id, day.value), pausing, { choices: [], faults: [] })
  }
  const read = readForm(view, metadata, body.user.id, today)
  if (!read.ok) return { errors: read.failure }
  const { choices, faults } = read.value
  const [first] = choices
  const saved =
    id === null || first === undefined
      ? setUp(context, choices, choices.length + faults.length !== 1)
      : change(context, id, first)
  return answer(saved, placesInWords(choices), read.value)
}

/** Registers the form of alerts. */
export const registerAlertForm = (app: App, context: ActionContext): void => {
  const showing = (message: Message): SubmissionOutcome => ({ view: resultView(message), message })
  const answer = { log: context.log, failed: () => showing(apology(context.clock())) }
  const instead = (message: Message): SubmissionAnswer => ({
    outcome: Promise.resolve(showing(message)),
    loading: resultView(message),
  })
  /** In a form the error stands beside its first field: what was typed stays, to be copied. */
  const stale = ({ view }: ViewSubmission): SubmissionAnswer => {
    const [field] = Object.keys(view.state.values)
    return field === undefined ? instead(notice(STALE_FORM)) : { errors: { [field]: noticeText(STALE_FORM) } }
  }
  // Earlier versions asked before they stopped an alert.
  onSubmission(app, 'alert.stop', answer, async (submission) => stale(submission))
  onSubmission(app, FORM_CALLBACK, answer, async (submission) => {
    const { body, view, client } = submission
    const metadata = unpackMetadata(view.private_metadata)
    if (metadata === null) return stale(submission)
    if (await context.isExternalUser(body, client)) return instead(externalUserNotice())
    const actor = { owner: askerOf(body), client }
    const answered = submitForm({ ...context, ...actor }, submission, metadata)
    const { home } = metadata
    if (home === null || 'errors' in answered) return answered
    return { ...answered, after: () => context.redrawHome(client, ownerOf(body), home) }
  })
}
