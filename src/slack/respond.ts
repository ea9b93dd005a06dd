import { settlesWithin } from '../lib/wait.ts'
import type { Message } from './ui/blocks.ts'
import type { ChartMessage } from './ui/charts.ts'
import { type Respond, RespondRejected } from './web-api/response-url.ts'

/** An answer that takes longer is preceded by a line that says so: people wait about this long before they repeat. */
export const SLOW_AFTER_MS = 2_500

/** A message, for everyone in the channel or for the one person who asked. */
export type Outgoing = { readonly message: ChartMessage; readonly inChannel: boolean }

/** An answer that is ready, or will be; `loading` is shown privately where that takes longer than SLOW_AFTER_MS. */
export type Answer<Sent extends Outgoing | null = Outgoing> = {
  readonly outgoing: Sent | Promise<Sent>
  readonly loading: () => Message
}

/** An answer that sends nothing where it has opened a modal. */
export type AnswerOrModal = Answer<Outgoing | null>

/** A private answer that is ready. */
export const atOnce = (message: Message): Answer => ({
  outgoing: { message, inChannel: false },
  loading: () => message,
})

/** A private answer that will be ready; null where it has opened a modal. */
export const privateAnswer = (message: Promise<Message | null>, loading: () => Message): AnswerOrModal => ({
  outgoing: message.then((it) => (it === null ? null : { message: it, inChannel: false })),
  loading,
})

/** The part of the log that an answer needs; pino's logger fits. */
export type AnswerLog = { readonly error: (fields: object, message: string) => void }

/** What an answer needs besides its work. */
export type AnswerContext = {
  readonly reply: Respond
  readonly log: AnswerLog
  /** What the person reads where something went wrong. */
  readonly apology: () => Message
}

const apologise = async ({ reply, log, apology }: AnswerContext, replace: boolean): Promise<void> => {
  try {
    // Without blocks: they may be what Slack did not accept.
    await reply({ text: apology().text, blocks: [] }, { replace })
  } catch (error) {
    log.error({ err: error }, 'a person was left without an answer: Slack took no reply')
  }
}

/**
 * Sends an answer, after its loading line where it is slow; with `replace` both take the place of the message whose
 * button was pressed. Never rejects: an error is logged, and the person reads the apology.
 */
export const sendAnswer = async (
  context: AnswerContext,
  work: () => AnswerOrModal,
  replace = false,
): Promise<void> => {
  const { reply, log } = context
  try {
    const { outgoing, loading } = work()
    // An answer from memory needs no timer.
    if (outgoing instanceof Promise && !(await settlesWithin(outgoing, SLOW_AFTER_MS))) {
      await reply(loading(), { replace }).catch((error: unknown) => {
        // The answer itself still comes.
        log.error({ err: error }, 'Slack took no loading line')
      })
    }
    const answer = await outgoing
    if (answer === null) return
    const { message, inChannel } = answer
    await reply(message, inChannel ? { inChannel } : { replace })
  } catch (error) {
    const reason = error instanceof RespondRejected ? error.reason : undefined
    log.error({ err: error, reason }, 'an answer could not be given')
    await apologise(context, replace)
  }
}
