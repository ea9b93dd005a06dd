import type { AllMiddlewareArgs, App, BlockAction } from '@slack/bolt'
import { type Comparison, MAX_COMPARED_PLACES } from '../../crime/report-query.ts'
import { isGreeting, isThanks } from '../../reading/greetings-and-thanks.ts'
import { type Reading, read } from '../../reading/reading.ts'
import { answerContextOf, answerQuery, answerTyped, type ReportListenerContext } from '../../report/answer.ts'
import { answerComparison } from '../../report/compare/answer.ts'
import { staleButton } from '../../report/notices.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf, hasOtherHomeWorkspace, type IsExternalUser } from '../../slack/identity.ts'
import {
  type ErrorLog,
  oneMoment,
  type Reply,
  type ReplyOrModal,
  readyReply,
  sendReply,
} from '../../slack/respond.ts'
import { type Subcommand, subcommandFor } from '../../slack/subcommand.ts'
import { clientIn } from '../../slack/web-api/client-pool.ts'
import { type Respond, threadOfAction } from '../../slack/web-api/response-url.ts'
import { onlyForMembers, shared, shareHere, shareQuestion, welcome } from './messages.ts'
import { postAnswer } from './post-answer.ts'
import { type Question, readQuestion } from './question.ts'
import type { SeenEvents } from './seen-events.ts'

/** What mentions and the app's conversation need; `subcommands` is the table of /crime. */
type ConversationContext = ReportListenerContext & {
  readonly subcommands: readonly Subcommand<Reading>[]
  readonly seenEvents: SeenEvents
  readonly isExternalUser: IsExternalUser
}

type Client = ReturnType<typeof clientIn>

const prefixOf = ({ isDirect }: Question): string => (isDirect ? '' : '@Street Crime ')

const canBeShared = ({ postcodes }: Reading): boolean =>
  postcodes.length > 0 && postcodes.length <= MAX_COMPARED_PLACES

const runSubcommand = (
  { subcommands }: ConversationContext,
  reading: Reading,
  question: Question,
  client: Client,
): ReplyOrModal => {
  const { channelId, isDirect, from } = question
  return subcommandFor(subcommands, reading).run({
    reading,
    // Of a mention's channel Slack gives no name: the app is a member of it, so it can be shared with.
    conversation: { id: channelId, name: isDirect ? 'directmessage' : '', prefix: prefixOf(question) },
    owner: askerOf(from),
    client: () => client,
    triggerId: null,
  })
}

const CHANGES_NOTHING: readonly Reading['intent'][] = ['look-up', 'help']

const answerQuestion = (context: ConversationContext, question: Question, client: Client): ReplyOrModal => {
  const { text, isDirect, thread, from } = question
  if (isGreeting(text)) return readyReply(welcome(prefixOf(question)))
  const reading = read(text)
  if (!isDirect && reading.verb === 'share' && canBeShared(reading))
    return readyReply(shareQuestion(reading, thread !== null))
  const run = (): ReplyOrModal => runSubcommand(context, reading, question, client)
  if (CHANGES_NOTHING.includes(reading.intent) || !hasOtherHomeWorkspace(from)) return run()
  const checked = context
    .isExternalUser(from, client)
    .then((isExternal) => (isExternal ? readyReply(onlyForMembers()) : run()))
  return { outgoing: checked.then(({ outgoing }) => outgoing), loading: oneMoment }
}

type EventArgs = Pick<AllMiddlewareArgs, 'context'> & { readonly body: unknown }

// A database that is out of order is no reason to leave somebody without an answer.
const isNew = ({ seenEvents, log }: ConversationContext, eventId: string): Promise<boolean> =>
  seenEvents.isNew(eventId).catch((error: unknown) => {
    log.error({ err: error }, 'an event could not be noted as seen: it may be answered twice')
    return true
  })

/** Answers a mention or a message once, however often Slack sends it. Thanks are not answered. */
const handleEvent =
  (context: ConversationContext) =>
  async ({ body, context: authorized }: EventArgs): Promise<void> => {
    const question = readQuestion(body, authorized.botUserId)
    if (question === null || isThanks(question.text)) return
    if (question.isDirect) context.ownConversations.add(question.channelId)
    if (!(await isNew(context, question.eventId))) return
    const client = clientIn(authorized)
    const asked = {
      teamId: askerOf(question.from).teamId,
      reply: postAnswer({ client, log: context.log }, question),
    }
    await answerTyped(context, asked, () => answerQuestion(context, question, client))
  }

const shareAnswer = (context: ConversationContext, comparison: Comparison, body: BlockAction): Reply => {
  const { postcodes, categories } = comparison
  const [postcode, ...others] = postcodes
  const format = { audience: 'channel', sharedBy: body.user.id } as const
  return postcode !== undefined && others.length === 0
    ? answerQuery(context, { postcode, categories }, askerOf(body), format)
    : answerComparison(context, comparison, askerOf(body), format)
}

/** Responds in place of the question that was asked; what is for everyone goes into its thread, where it has one. */
const replyToShare =
  (reply: Respond, thread: string | null, log: ErrorLog): Respond =>
  async (message, { inChannel = false } = {}) => {
    if (!inChannel) return reply(message, { replace: true })
    await reply(message, { inChannel, ...(thread === null ? {} : { threadTs: thread }) })
    await reply(shared(), { replace: true }).catch((error: unknown) => {
      // It is shared all the same.
      log.error({ err: error }, 'a question that was answered could not be replaced')
    })
  }

/** Registers mentions of the app, messages in its conversation, and the button by which a mention's answer is shared. */
export const registerConversation = (
  app: App,
  blockActions: BlockActions,
  context: ConversationContext,
): void => {
  const handle = handleEvent(context)
  app.event('app_mention', handle)
  app.event('message', handle)
  blockActions.on(shareHere.id, async ({ body, element }) => {
    const comparison = shareHere.read(actionValue(element))
    const reply = replyToShare(context.reply(body.response_url), threadOfAction(body), context.log)
    await sendReply(
      { ...answerContextOf(context, body), reply },
      () => (comparison === null ? readyReply(staleButton()) : shareAnswer(context, comparison, body)),
      true,
    )
  })
}
