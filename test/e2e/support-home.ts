import type { App, BlockAction } from '@slack/bolt'
import type { View } from '@slack/types'
import type { Notify } from './support-stage.ts'
import { actions, button, category, home, input, option, plain, words } from './support-views.ts'

const field = input(
  'ask',
  'Postcode',
  {
    type: 'plain_text_input',
    action_id: 'postcode',
    placeholder: plain('For example, LE1 1WA'),
    max_length: 16,
  },
  { dispatch_action: true },
)
const more = {
  type: 'overflow',
  action_id: 'more',
  options: [option('Move up'), option('Move down'), option('Remove', 'Remove', 'from the saved places')],
}
const link = {
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'link', url: 'https://www.openstreetmap.org/', text: 'Abbey Street', style: { bold: true } },
      ],
    },
  ],
}

/** Home with a line that says what was last done, and enough below it to scroll. */
const homeAfter = (line: string, pages: boolean): View =>
  home([
    field,
    actions('go', button('Look up', 'look-up', { style: 'primary' }), category),
    words(line),
    { type: 'section', block_id: 'place', text: plain('ST20 0LY'), accessory: more },
    link,
    ...Array.from({ length: 40 }, (_, at) => words(`Incident ${at + 1}`)),
    actions('pages', ...(pages ? [button('Next page', 'next')] : []), button('Previous page', 'previous')),
  ])

/** What holds back what the app publishes when its Home is opened. */
export const gate: { opening: Promise<void> } = { opening: Promise.resolve() }

/** An app whose Home says what was last done in it. */
export const homeApp = (app: App, notify: Notify): void => {
  app.event('app_home_opened', async ({ event, client }) => {
    notify('home', event)
    if (event.tab !== 'home') return
    await gate.opening
    await client.views.publish({ user_id: event.user, view: homeAfter('Nothing yet.', true) })
  })
  app.action<BlockAction>(/.*/, async ({ ack, body, action, client }) => {
    await ack()
    notify('action', action)
    const values = body.view?.state.values
    const seen = `${action.type} ${action.action_id} ${values?.ask?.postcode?.value} ${values?.go?.category?.selected_option?.value}`
    await client.views.publish({ user_id: body.user.id, view: homeAfter(seen, action.action_id !== 'next') })
  })
}
