import type { App, MessageShortcut } from '@slack/bolt'
import { placeNotice } from '../../reading/messages.ts'
import { type Reading, read } from '../../reading/reading.ts'
import { answerQuery, apology, type ReportListenerContext } from '../../report/answer.ts'
import { EXAMPLE } from '../../report/failure-message.ts'
import { askerOf } from '../../slack/identity.ts'
import { atOnce, type Reply, sendReply } from '../../slack/respond.ts'
import { notice } from '../../slack/ui/notice.ts'
import { clientIn } from '../../slack/web-api/client-pool.ts'
import { inThread, threadOf } from '../../slack/web-api/threads.ts'
import { messageText } from './message-text.ts'
import { choiceMessage, noPostcodeFound } from './messages.ts'
import { postcodeModal, type SearchedMessage } from './modal.ts'

/** The answer to the postcodes that are beyond doubt in a message; null where there are none. */
const answerFor = (
  context: ReportListenerContext,
  { postcodes, failures }: Reading,
  { channel, ...body }: MessageShortcut,
): Reply | null => {
  const [postcode] = postcodes
  if (postcodes.length > 1) return atOnce(choiceMessage(postcodes))
  if (postcode !== undefined)
    return answerQuery(
      context,
      { postcode, categories: [] },
      askerOf(body),
      context.ownConversations.audienceOf(channel),
    )
  const [elsewhere] = failures
  return elsewhere === undefined ? null : atOnce(notice(placeNotice(elsewhere, EXAMPLE)))
}

// The app's own messages hold figures and examples, which are display and never read back.
const readMessage = ({ message }: MessageShortcut, appBotId: string | undefined): Reading =>
  read(appBotId !== undefined && message.bot_id === appBotId ? '' : messageText(message), { freeText: true })

const searchedMessage = ({ possible: [possible, ...others] }: Reading): SearchedMessage => ({
  searched: true,
  possible: possible !== undefined && others.length === 0 ? possible : null,
})

/** Registers "Look up crime here" on messages: answers the postcodes in one, or opens the modal that asks. */
export const registerMessageShortcut = (app: App, context: ReportListenerContext): void => {
  app.shortcut<MessageShortcut>(
    // The callback id stands in manifest.yml.
    { callback_id: 'look_up_here', type: 'message_action' },
    async ({ ack, body, context: authorized }) => {
      await ack()
      const reply = inThread(context.reply(body.response_url), threadOf(body.message))
      const send = (work: () => Reply) =>
        sendReply({ reply, log: context.log, apology: () => apology(context.clock()) }, work)
      const reading = readMessage(body, authorized.botId)
      const answer = answerFor(context, reading, body)
      if (answer !== null) return send(() => answer)
      try {
        await clientIn(authorized).views.open({
          trigger_id: body.trigger_id,
          view: postcodeModal(searchedMessage(reading)),
        })
      } catch (error) {
        context.log.error({ err: error }, 'the modal that asks for a postcode could not be opened')
        await send(() => atOnce(noPostcodeFound()))
      }
    },
  )
}
