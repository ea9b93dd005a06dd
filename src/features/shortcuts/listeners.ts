import type { App, MessageShortcut } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { type FoundPostcodes, findPostcodes } from '../../reading/find-postcodes.ts'
import { answerQuery, apology } from '../../report/answer.ts'
import { failureMessage } from '../../report/failure-message.ts'
import type { ReportListeners } from '../../report/listeners.ts'
import { type Answer, atOnce, sendAnswer } from '../../slack/answer.ts'
import type { BlockActions } from '../../slack/block-actions.ts'
import { askerOf } from '../../slack/owner.ts'
import { canShareIn } from '../../slack/subcommand.ts'
import { inThread, threadOf } from '../../slack/web-api/threads.ts'
import { SHORTCUTS } from './actions.ts'
import { registerGlobalShortcut } from './global-shortcut.ts'
import { messageWords } from './message-text.ts'
import { choiceMessage, noPostcodeFound } from './messages.ts'
import { type Asking, askModal } from './modal.ts'

const open = async (client: WebClient, trigger_id: string, asking: Asking): Promise<void> => {
  await client.views.open({ trigger_id, view: askModal(asking) })
}

/** What the postcodes that are beyond doubt lead to; null where there are none. */
const answerTo = (
  context: ReportListeners,
  { sure }: FoundPostcodes,
  { channel, ...body }: MessageShortcut,
): Answer | null => {
  const ours = sure.flatMap((place) => (place.ok ? [place.value] : []))
  const [postcode] = ours
  if (ours.length > 1) return atOnce(choiceMessage(ours))
  if (postcode !== undefined)
    return answerQuery(context, { postcode, category: null }, askerOf(body), canShareIn(channel))
  const [elsewhere] = sure
  if (elsewhere === undefined || elsewhere.ok) return null
  const asked = { postcode: null, category: null }
  return atOnce(failureMessage(elsewhere.failure, asked, context.clock()))
}

// Messages of this app are display and never read back: the person is asked instead.
const search = ({ message }: MessageShortcut, ownBot: string | undefined): FoundPostcodes =>
  ownBot !== undefined && message.bot_id === ownBot
    ? { sure: [], doubtful: [] }
    : findPostcodes(messageWords(message))

const guessOf = ({ doubtful }: FoundPostcodes): Asking => {
  const [only, ...more] = doubtful
  return { searched: true, guess: only !== undefined && more.length === 0 ? only : null }
}

/** Registers "Look up crime here" on messages, "Look up street crime" anywhere, and the modal that asks. */
export const registerShortcuts = (app: App, presses: BlockActions, context: ReportListeners): void => {
  app.shortcut<MessageShortcut>(
    { callback_id: SHORTCUTS.here, type: 'message_action' },
    async ({ ack, body, client, context: { botId } }) => {
      await ack()
      const reply = inThread(context.reply(body.response_url), threadOf(body.message))
      const give = (work: () => Answer) =>
        sendAnswer(
          {
            reply,
            log: context.log,
            apology: () => apology({ postcode: null, category: null }, context.clock()),
          },
          work,
        )
      const found = search(body, botId)
      const answer = answerTo(context, found, body)
      if (answer !== null) return give(() => answer)
      try {
        await open(client, body.trigger_id, guessOf(found))
      } catch (error) {
        context.log.error({ err: error }, 'the modal that asks for a postcode could not be opened')
        await give(() => atOnce(noPostcodeFound()))
      }
    },
  )

  app.shortcut({ callback_id: SHORTCUTS.anywhere, type: 'shortcut' }, async ({ ack, body, client }) => {
    await ack()
    try {
      await open(client, body.trigger_id, { searched: false, guess: null })
    } catch (error) {
      // Without a channel there is nowhere to say so; the person sees that nothing opened.
      context.log.error({ err: error }, 'the modal that asks for a postcode could not be opened')
    }
  })

  registerGlobalShortcut(app, presses, context)
}
