import type { WebClient } from '@slack/web-api'
import type { ErrorLog } from '../../slack/respond.ts'
import type { ChartMessage } from '../../slack/ui/charts.ts'
import { postDirectMessage } from '../../slack/web-api/modals.ts'
import { classifyPostError, slackErrorOf } from '../../slack/web-api/post-errors.ts'
import type { Respond } from '../../slack/web-api/response-url.ts'
import { blockErrorOf } from '../../slack/web-api/text-fallback.ts'
import { cannotAnswerThere } from './messages.ts'
import type { Question } from './question.ts'

type Caller = { readonly client: WebClient; readonly log: ErrorLog }

const contentOf = ({ text, blocks }: ChartMessage) => ({ text, blocks: [...blocks] })

const threadArgument = (thread: string | null) => (thread === null ? {} : { thread_ts: thread })

/**
 * Answers a mention where it stands, to the person alone; two messages where the first is "Looking up …", since Slack
 * changes no ephemeral one. Where Slack does not let the app post, the person reads why in the app's own conversation.
 */
const answerMention = ({ client, log }: Caller, { channelId, thread, from: { user } }: Question): Respond => {
  let isRefused = false
  return async (message) => {
    if (isRefused) return
    try {
      await client.chat.postEphemeral({
        channel: channelId,
        user: user.id,
        ...contentOf(message),
        ...threadArgument(thread),
      })
    } catch (error) {
      const { kind } = classifyPostError(error)
      // A failure that passes, or blocks that Slack refuses: something else may still be posted there.
      if (kind === 'temporary' || kind === 'rate-limited' || blockErrorOf(error) !== null) throw error
      isRefused = true
      log.error({ reason: slackErrorOf(error) }, 'a mention could not be answered where it stands')
      await postDirectMessage(client, user.id, cannotAnswerThere(kind === 'refused'), log)
    }
  }
}

/** Answers in the app's own conversation; what follows "Looking up …" takes its place. */
const answerDirectly = ({ client, log }: Caller, { channelId, thread }: Question): Respond => {
  let posted: string | undefined
  return async (message) => {
    const sent = { channel: channelId, ...contentOf(message) }
    if (posted !== undefined) {
      try {
        await client.chat.update({ ...sent, ts: posted })
        return
      } catch (error) {
        // The person may have deleted it meanwhile.
        if (slackErrorOf(error) !== 'message_not_found') throw error
        log.error({ reason: 'message_not_found' }, 'a line to be replaced is gone: posted anew')
      }
    }
    const { ts } = await client.chat.postMessage({
      ...sent,
      ...threadArgument(thread),
      // No previews of the pages that a report links to.
      unfurl_links: false,
      unfurl_media: false,
    })
    posted = ts
  }
}

/** How a question is answered over the Web API: where it was asked, in its thread where it has one. */
export const postAnswer = (context: Caller, question: Question): Respond =>
  question.isDirect ? answerDirectly(context, question) : answerMention(context, question)
