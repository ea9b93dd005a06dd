import type { App, SlackViewAction, ViewOutput } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { settlesWithin } from '../lib/wait.ts'
import type { ErrorLog } from './respond.ts'
import type { Message } from './ui/blocks.ts'
import { clientIn } from './web-api/client-pool.ts'
import { postDirectMessage, replaceModal } from './web-api/modals.ts'

/** Slack waits three seconds for the ack, including the network's time. */
const ACK_WITHIN_MS = 1_500

/** What is wrong with which field, to be shown beside it. */
export type FieldErrors = Readonly<Record<string, string>>

/** A modal that was submitted. */
export type ViewSubmission = {
  readonly body: SlackViewAction
  readonly view: ViewOutput
  readonly client: WebClient
}

/**
 * What a submission leads to: the modal, or while it is open the errors beside its fields; and the message for who has
 * closed it, null where they have one already.
 */
export type SubmissionOutcome = {
  readonly view: ModalView
  readonly errors?: FieldErrors
  readonly message: Message | null
}

/** Errors beside the fields; or the outcome, what is shown until it is there, and what is done after it was shown. */
export type SubmissionAnswer =
  | { readonly errors: FieldErrors }
  | {
      readonly outcome: Promise<SubmissionOutcome>
      readonly loading: ModalView
      readonly after?: () => Promise<void>
    }

const ackOf = ({ view, errors }: Omit<SubmissionOutcome, 'message'>) =>
  errors === undefined
    ? ({ response_action: 'update', view } as const)
    : ({ response_action: 'errors', errors: { ...errors } } as const)

/**
 * Answers the modals with a callback id. An outcome that is late replaces the loading view or, where that was closed, comes
 * as a direct message. After a defect the modal is `failed()`: one without an ack would show an error of Slack's.
 */
export const onSubmission = (
  app: App,
  callbackId: string,
  { log, failed }: { readonly log: ErrorLog; readonly failed: () => SubmissionOutcome },
  submit: (submission: ViewSubmission) => Promise<SubmissionAnswer>,
): void => {
  app.view(callbackId, async ({ ack, body, view, context }) => {
    const client = clientIn(context)
    const afterDefect = (error: unknown): SubmissionOutcome => {
      log.error({ err: error }, 'a modal that was submitted could not be answered')
      return failed()
    }
    const answer = await submit({ body, view, client }).catch((error: unknown): SubmissionAnswer => {
      const outcome = afterDefect(error)
      return { outcome: Promise.resolve(outcome), loading: outcome.view }
    })
    if ('errors' in answer) return ack({ response_action: 'errors', errors: { ...answer.errors } })
    const outcome = answer.outcome.catch(afterDefect)
    if (await settlesWithin(outcome, ACK_WITHIN_MS)) await ack(ackOf(await outcome))
    else {
      await ack(ackOf({ view: answer.loading }))
      const { view: late, message } = await outcome
      const isShown = await replaceModal(client, view.id, late, log)
      if (!isShown && message !== null) await postDirectMessage(client, body.user.id, message, log)
    }
    await answer.after?.()
  })
}
