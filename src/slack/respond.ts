import { settlesWithin } from '../lib/wait.ts'
import type { LogAt } from '../observability/log.ts'
import type { Message } from './ui/blocks.ts'
import type { ChartMessage } from './ui/charts.ts'
import { type Respond, RespondRejected } from './web-api/response-url.ts'

/** A reply that takes longer is preceded by a line that says so: people wait about this long before they repeat. */
export const SLOW_AFTER_MS = 2_500

/** A message, for everyone in the channel or for the one person who asked. */
export type Outgoing = { readonly message: ChartMessage; readonly inChannel: boolean }

/** A reply that is ready, or will be; `loading` is shown privately where that takes longer than SLOW_AFTER_MS. */
export type Reply<Sent extends Outgoing | null = Outgoing> = {
  readonly outgoing: Sent | Promise<Sent>
  readonly loading: () => Message
}

/** A reply that sends nothing where it has opened a modal. */
export type ReplyOrModal = Reply<Outgoing | null>

/** A private reply that is ready. */
export const readyReply = (message: Message): Reply => ({
  outgoing: { message, inChannel: false },
  loading: () => message,
})

/** A private reply that will be ready; null where it has opened a modal. */
export const privateReply = (message: Promise<Message | null>, loading: () => Message): ReplyOrModal => ({
  outgoing: message.then((it) => (it === null ? null : { message: it, inChannel: false })),
  loading,
})

export type ErrorLog = LogAt<'error'>

/** What a reply needs besides its work. */
export type ReplyContext = {
  readonly reply: Respond
  readonly log: ErrorLog
  /** What the person reads where something went wrong. */
  readonly apology: () => Message
}

const apologise = async ({ reply, log, apology }: ReplyContext, replace: boolean): Promise<void> => {
  try {
    // Without blocks: they may be what Slack did not accept.
    await reply({ text: apology().text, blocks: [] }, { replace })
  } catch (error) {
    log.error({ err: error }, 'a person was left without an answer: Slack took no reply')
  }
}

/**
 * Sends a reply, after its loading line where it is slow; with `replace` both take the place of the message whose
 * button was pressed. Never rejects: an error is logged, and the person reads the apology.
 */
export const sendReply = async (
  context: ReplyContext,
  work: () => ReplyOrModal,
  replace = false,
): Promise<void> => {
  const { reply, log } = context
  try {
    const { outgoing, loading } = work()
    // A reply from memory needs no timer.
    if (outgoing instanceof Promise && !(await settlesWithin(outgoing, SLOW_AFTER_MS))) {
      await reply(loading(), { replace }).catch((error: unknown) => {
        // The reply itself still comes.
        log.error({ err: error }, 'Slack took no loading line')
      })
    }
    const sent = await outgoing
    if (sent === null) return
    const { message, inChannel } = sent
    await reply(message, inChannel ? { inChannel } : { replace })
  } catch (error) {
    const reason = error instanceof RespondRejected ? error.reason : undefined
    log.error({ err: error, reason }, 'an answer could not be given')
    await apologise(context, replace)
  }
}

// A PGlite on a new folder takes seconds; a response_url takes answers for half an hour.
const MAX_WAIT_MS = 15_000

/** While something has to be found out before the answer is looked for. */
export const oneMoment = (): Message => ({ text: 'One moment …', blocks: [] })

/** The database's first opening: `opened` settles once it has been opened, or could not be. */
export const createDatabaseOpening = (opened: Promise<void>) => {
  const { promise: over, resolve } = Promise.withResolvers<void>()
  let isOver = false
  /** Lets nobody wait any more. */
  const end = (): void => {
    isOver = true
    resolve()
  }
  opened.then(end, end)
  const wait = () => settlesWithin(over, MAX_WAIT_MS)
  return {
    /** Answers to what needs the database: at once or, while that first opens, once it has, or after 15 s. */
    afterOpening: (work: () => ReplyOrModal): ReplyOrModal =>
      isOver ? work() : { outgoing: wait().then(() => work().outgoing), loading: oneMoment },
    /** Settles then, with whether there was anything to wait for. */
    opened: async (): Promise<boolean> => !isOver && wait(),
    end,
  }
}

export type DatabaseOpening = ReturnType<typeof createDatabaseOpening>
