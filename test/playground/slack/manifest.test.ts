import { expect, onTestFinished, test } from 'vitest'
import { type Manifest, startSlack } from '../../../playground/slack/slack.ts'
import { buttonMessage, priya, tokens } from './bare-app.ts'
import { openModal } from './modal-app.ts'
import * as make from './views.ts'
import { callAs, lastPayload } from './web-client.ts'

const { user } = priya
const full = {
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    slash_commands: [{ command: '/crime' }],
    shortcuts: [
      { type: 'global', callback_id: 'look' },
      { type: 'message', callback_id: 'read' },
    ],
  },
  oauth_config: { scopes: { bot: ['commands', 'chat:write', 'im:write'] } },
  settings: {
    event_subscriptions: { bot_events: ['app_home_opened'] },
    interactivity: {
      is_enabled: true,
      message_menu_options_url: 'https://example.com/slack/events',
    },
  },
} satisfies Manifest

const start = async (manifest?: Manifest) => {
  const slack = await startSlack({ ...tokens, ...(manifest ? { manifest } : {}) })
  onTestFinished(slack.close)
  return slack
}
const sent = (slack: Awaited<ReturnType<typeof start>>) =>
  slack.traffic.filter((it) => it.direction === 'to app').map((it) => it.what)

test('what a manifest has is sent', async () => {
  const slack = await start(full)
  await slack.command({ ...priya, text: '' })
  await slack.openHome({ user })
  await slack.shortcut({ user, callbackId: 'look' })
  expect(lastPayload(slack)).toMatchObject({
    type: 'shortcut',
    callback_id: 'look',
    trigger_id: expect.any(String),
  })
  expect(sent(slack)).toEqual(['/crime', 'app_home_opened', 'shortcut'])
  expect(slack.rejections).toEqual([])
})

test('what it has not is not', async () => {
  const slack = await start({})
  await slack.command({ ...priya, text: '' })
  expect(slack.messages(priya.channel, user)[0]).toMatchObject({ from: 'slackbot', visibleTo: user })
  expect(slack.messages(priya.channel, user)[0]?.text).toContain('`/crime` is not a valid command')
  await expect(slack.openHome({ user })).rejects.toThrow('no Home tab')
  await slack.openHome({ user, tab: 'messages' })
  await slack.shortcut({ user, callbackId: 'look' })
  const view = make.home([make.divider])
  expect(await callAs(slack)('views.publish', { user_id: user, view })).toMatchObject({
    error: 'not_enabled',
  })
  expect(sent(slack)).toEqual([])
  expect(slack.rejections.map((it) => it.what)).toEqual(['app_home_opened', 'shortcut', 'views.publish'])
})

test('its scopes are what the token may do', async () => {
  const slack = await start({ ...full, oauth_config: { scopes: { bot: ['commands'] } } })
  const call = callAs(slack)
  expect(await call('chat.postMessage', { channel: user, text: 'x' })).toMatchObject({
    error: 'missing_scope',
    needed: 'chat:write',
    provided: 'commands',
  })
  expect(await call('conversations.open', { users: user })).toMatchObject({ needed: 'im:write' })
})

test('without a Messages tab the app has no conversation with anyone', async () => {
  const slack = await start({ ...full, features: { ...full.features, app_home: { home_tab_enabled: true } } })
  expect(await callAs(slack)('chat.postMessage', { channel: user, text: 'x' })).toMatchObject({
    error: 'messages_tab_disabled',
  })
})

test('with interactivity off an action is not sent', async () => {
  const slack = await start({ ...full, settings: { interactivity: { is_enabled: false } } })
  slack.workspace.invite(priya.channel)
  const { ts } = await callAs(slack)('chat.postMessage', { channel: priya.channel, ...buttonMessage('one') })
  expect(await slack.press({ ...priya, ts, actionId: 'share' })).toMatchObject({ outcome: 'unreachable' })
  expect(slack.rejections).toMatchObject([{ what: 'block_actions' }])
})

test.each([
  ['with', full.settings.interactivity, 1],
  ['without', { is_enabled: true }, 0],
])('over HTTP, options are asked for only %s a message_menu_options_url', async (_, interactivity, asked) => {
  const manifest: Manifest = { ...full, settings: { ...full.settings, interactivity } }
  const suggestions = { options: [make.option('101')] }
  const view = make.modal([make.actions('a', make.street())])
  const bare = await openModal(view, { manifest, suggestions })
  expect(await bare.slack.suggest({ user, actionId: 'street', query: '' })).toHaveLength(asked)
  expect(bare.slack.rejections).toHaveLength(1 - asked)
})

test('a shortcut on a message carries it, and not on one that only one person sees', async () => {
  const slack = await start(full)
  const call = callAs(slack)
  slack.workspace.invite(priya.channel)
  const { ts } = await call('chat.postMessage', { channel: priya.channel, text: 'for all' })
  await slack.messageShortcut({ ...priya, ts, callbackId: 'read' })
  expect(lastPayload(slack)).toMatchObject({
    type: 'message_action',
    callback_id: 'read',
    message_ts: ts,
    channel: { id: priya.channel },
    message: { text: 'for all', bot_id: 'B0STREETCRIME' },
  })
  const { message_ts } = await call('chat.postEphemeral', { channel: priya.channel, user, text: 'for one' })
  await expect(slack.messageShortcut({ ...priya, ts: message_ts, callbackId: 'read' })).rejects.toThrow(
    'shortcuts',
  )
  await slack.messageShortcut({ ...priya, ts, callbackId: 'look' })
  expect(slack.rejections).toMatchObject([{ what: 'shortcut' }])
})
