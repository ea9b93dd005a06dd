import { settlesWithin } from '../lib/wait.ts'
import type { Message } from './ui/blocks.ts'
import type { ChartMessage } from './ui/charts.ts'
import { type Respond, RespondRejected } from './web-api/response-url.ts'

/** After this long without an answer one line says that it is under way. Source: DESIGN.md, rule 5. */
export const SLOW_AFTER_MS = 2_500

/** A message and for whom it is: everyone in the channel, or only the person who asked. */
export type Outgoing = { readonly message: ChartMessage; readonly inChannel: boolean }

/** An answer that is there at once, or on its way; `loading` is shown privately meanwhile if that takes long. */
export type Answer<Sent extends Outgoing | null = Outgoing> = {
  readonly outgoing: Sent | Promise<Sent>
  readonly loading: () => Message
}

/** An answer that sends nothing where a window that was opened says it all. */
export type AnswerOrModal = Answer<Outgoing | null>

/** A private answer that is there at once. */
export const atOnce = (message: Message): Answer => ({
  outgoing: { message, inChannel: false },
  loading: () => message,
})

/** Where errors go that no one but the operator can do anything about. */
export type AnswerLog = { readonly error: (fields: object, message: string) => void }

/** What an answer needs besides its work. */
export type AnswerContext = {
  readonly reply: Respond
  readonly log: AnswerLog
  /** What a person reads when there is no other answer. */
  readonly apology: () => Message
}

const apologise = async ({ reply, log, apology }: AnswerContext, replace: boolean): Promise<void> => {
  try {
    // Without blocks: whatever Slack did not like about the answer, it takes a line of text.
    await reply({ text: apology().text, blocks: [] }, { replace })
  } catch (error) {
    log.error({ err: error }, 'a person was left without an answer: Slack took no reply')
  }
}

/**
 * Sends an answer, preceded by its loading line where it takes longer than SLOW_AFTER_MS; with `replace`
 * both stand in place of the message whose button was pressed. Never rejects: what goes wrong is logged, and the person
 * is told in words of ours.
 */
export const sendAnswer = async (
  context: AnswerContext,
  work: () => AnswerOrModal,
  replace = false,
): Promise<void> => {
  const { reply, log } = context
  try {
    const { outgoing, loading } = work()
    // What memory answers needs no timer.
    if (outgoing instanceof Promise && !(await settlesWithin(outgoing, SLOW_AFTER_MS))) {
      await reply(loading(), { replace }).catch((error: unknown) => {
        // The answer itself still comes; the line before it is only a courtesy.
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
