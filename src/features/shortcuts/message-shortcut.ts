import type { App, MessageShortcut } from '@slack/bolt'
import type { Postcode } from '../../crime/postcode.ts'
import { comparisonOf, MAX_COMPARED_PLACES } from '../../crime/report-query.ts'
import { placeNotice } from '../../reading/messages.ts'
import { type Reading, read } from '../../reading/reading.ts'
import { openComparison, openReport } from '../../report/actions.ts'
import { answerQuery, apology, type ReportListenerContext } from '../../report/answer.ts'
import { EXAMPLE } from '../../report/failure-message.ts'
import { askerOf } from '../../slack/identity.ts'
import { type Reply, readyReply, sendReply } from '../../slack/respond.ts'
import { code, type Message, span } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { capitalised, spelledOut } from '../../slack/ui/format.ts'
import { notice } from '../../slack/ui/notice.ts'
import { clientIn } from '../../slack/web-api/client-pool.ts'
import { inThread, threadOf } from '../../slack/web-api/response-url.ts'
import { messageText } from './message-text.ts'
import { postcodeModal, type SearchedMessage } from './modal.ts'

// An actions block takes 25 elements; one more compares.
const MAX_CHOICES = 20

/** Offers each postcode of a message that has several. */
export const choiceMessage = (postcodes: readonly Postcode[]): Message => {
  const shown = postcodes.slice(0, MAX_CHOICES)
  const remaining = postcodes.length - shown.length
  return notice({
    happened: `${capitalised(spelledOut(postcodes.length))} postcodes found.`,
    next: [
      span(
        remaining === 0
          ? 'Choose which to look up.'
          : `Choose which to look up. These are the first ${MAX_CHOICES}.`,
      ),
    ],
    buttons: [
      ...shown.map((postcode, index) =>
        button(`Look up ${postcode}`, openReport.props({ postcode, categories: [] }, index)),
      ),
      ...(postcodes.length <= MAX_COMPARED_PLACES
        ? [
            button(
              postcodes.length === 2 ? 'Compare both' : 'Compare all',
              openComparison.props(comparisonOf(postcodes)),
            ),
          ]
        : []),
    ],
  })
}

/** The message has no postcode, and Slack did not open the modal. */
export const noPostcodeFound = (): Message =>
  notice({
    happened: 'We couldn’t find a postcode in this message.',
    next: [span('Look one up, for example '), code(EXAMPLE), span('.')],
  })

/** The answer to the postcodes that are beyond doubt in a message; null where there are none. */
const answerFor = (
  context: ReportListenerContext,
  { postcodes, failures }: Reading,
  { channel, ...body }: MessageShortcut,
): Reply | null => {
  const [postcode] = postcodes
  if (postcodes.length > 1) return readyReply(choiceMessage(postcodes))
  if (postcode !== undefined)
    return answerQuery(context, { postcode, categories: [] }, askerOf(body), {
      audience: context.ownConversations.audienceOf(channel),
      sharedBy: null,
    })
  const [elsewhere] = failures
  return elsewhere === undefined ? null : readyReply(notice(placeNotice(elsewhere, 'LE1 1WA')))
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
        await send(() => readyReply(noPostcodeFound()))
      }
    },
  )
}
