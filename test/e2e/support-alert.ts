import type { App, BlockAction } from '@slack/bolt'
import type { Notify } from './support-stage.ts'
import { actions, button, input, modal, plain, words } from './support-views.ts'

const ask = modal(
  'Monthly alert',
  [
    words('When the police publish a new month for this place, the channel gets one line.'),
    input('postcode', 'Postcode', { type: 'plain_text_input', max_length: 16 }),
    input('note', 'Note', { type: 'plain_text_input' }, { optional: true, hint: plain('For yourself.') }),
    actions('more', button('Explain', 'explain')),
  ],
  { submit: plain('Set up alert'), close: plain('Cancel'), notify_on_close: true },
)
const explained = modal('What an alert is', [words('One line a month.')], { close: plain('Back') })

/** What the app answers to the next submission: errors by block, nothing, or not even an ack. */
export const script: { answer: Record<string, string> | 'close' | 'silence'; before: Promise<void> } = {
  answer: 'close',
  before: Promise.resolve(),
}

/** An app that opens a modal on /crime, pushes another on Explain, and answers submissions by the script. */
export const alertApp = (app: App, notify: Notify): void => {
  app.command('/crime', async ({ ack, command, client }) => {
    await ack()
    await client.views.open({ trigger_id: command.trigger_id, view: ask })
  })
  app.action<BlockAction>('explain', async ({ ack, body, client }) => {
    await ack()
    await client.views.push({ trigger_id: body.trigger_id, view: explained })
  })
  app.view('modal', async ({ ack, body }) => {
    notify('submission', body.view.state.values)
    await script.before
    if (script.answer === 'close') await ack()
    else if (script.answer !== 'silence') await ack({ response_action: 'errors', errors: script.answer })
  })
  app.view({ callback_id: 'modal', type: 'view_closed' }, async ({ ack, body }) => {
    await ack()
    notify('closed', body)
  })
}
