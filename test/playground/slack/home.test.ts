import type { App } from '@slack/bolt'
import { expect, test } from 'vitest'
import { priya, startBareHttp, startBareSocket } from './bare-app.ts'
import * as make from './views.ts'
import { callAs } from './web-client.ts'

const { user } = priya
const field = make.input('look', make.textInput(), { dispatch_action: true })
const home = make.home([field, make.actions('row', make.go)])

/** An app that publishes Home when it is opened on Home, with the hash of what was there. */
const publishing =
  (told: unknown[]) =>
  (app: App): void => {
    app.event('app_home_opened', async ({ event, body, client }) => {
      told.push(body)
      if (event.tab === 'home') await client.apiCall('views.publish', { user_id: event.user, view: home })
    })
    app.action(/.*/, async ({ ack, body }) => {
      await ack()
      told.push(body)
    })
  }

const start = async (
  starting: typeof startBareHttp | typeof startBareSocket = startBareHttp,
  options = {},
) => {
  const told: unknown[] = []
  const bare = await starting(publishing(told), options)
  const openHome = async () => {
    const published = bare.slack.nextView((it, whose) => it.type === 'home' && whose === user)
    const delivery = await bare.slack.openHome({ user })
    await published
    return delivery
  }
  return { slack: bare.slack, told, openHome }
}

test.each([startBareHttp, startBareSocket])(
  'opening Home tells the app, which publishes: %o',
  async (how) => {
    const { slack, told, openHome } = await start(how)
    expect(slack.homeOf(user)).toBeUndefined()
    expect(await openHome()).toMatchObject({ outcome: 'acked', status: 200 })
    expect(told[0]).toMatchObject({
      type: 'event_callback',
      team_id: 'T0PLAYGROUND',
      event_id: expect.stringMatching(/^Ev/),
      event: { type: 'app_home_opened', user, channel: 'D0PRIYAAPP', tab: 'home' },
      authorizations: [{ user_id: 'U0STREETCRIME', is_bot: true }],
    })
    expect(told[0]).not.toHaveProperty('event.view')
    expect(slack.homeOf(user)).toMatchObject({ type: 'home', blocks: home.blocks })
    const { id } = Object(slack.homeOf(user))
    await openHome()
    expect(told[1]).toMatchObject({ event: { view: { id, state: { values: {} } } } })
    expect(Object(told[1]).event_id).not.toBe(Object(told[0]).event_id)
    expect(slack.rejections).toEqual([])
  },
)

test('the Messages tab tells too, and brings no view', async () => {
  const { slack, told, openHome } = await start()
  await openHome()
  await slack.openHome({ user, tab: 'messages' })
  expect(told[1]).toMatchObject({ event: { tab: 'messages' } })
  expect(told[1]).not.toHaveProperty('event.view')
})

test('a person who never spoke with the app gets a conversation with it', async () => {
  const { slack, told } = await start()
  await slack.openHome({ user: 'U0SAM' })
  const { channel } = Object(told[0]).event
  expect(slack.workspace.channels).toContainEqual(expect.objectContaining({ id: channel, kind: 'im' }))
  await slack.openHome({ user: 'U0SAM', tab: 'messages' })
  expect(told[1]).toMatchObject({ event: { channel } })
})

test('Enter in its field tells the app what was typed, and there is no response_url', async () => {
  const { slack, told, openHome } = await start()
  await openHome()
  await slack.act({ user, actionId: 'postcode', value: 'LE1 1WA' })
  expect(told.at(-1)).toMatchObject({
    container: { type: 'view', view_id: slack.homeOf(user)?.id },
    view: { type: 'home', state: { values: { look: { postcode: { value: 'LE1 1WA' } } } } },
    actions: [{ type: 'plain_text_input', block_id: 'look', value: 'LE1 1WA' }],
  })
  expect(told.at(-1)).not.toHaveProperty('response_url')
  await callAs(slack)('views.publish', { user_id: user, view: home })
  expect(slack.homeOf(user)?.state.values.look?.postcode).toMatchObject({ value: 'LE1 1WA' })
})

test('two quick clicks carry the same hash: only the first publish with it is taken', async () => {
  const { slack, told, openHome } = await start()
  await openHome()
  await Promise.all([slack.act({ user, actionId: 'go' }), slack.act({ user, actionId: 'go' })])
  const hashes = told.slice(1).map((it) => Object(it).view.hash)
  const answers: string[] = []
  for (const hash of hashes)
    answers.push((await callAs(slack)('views.publish', { user_id: user, view: home, hash })).error ?? 'ok')
  expect(answers).toEqual(['ok', 'hash_conflict'])
})

test('Home is out of reach while a modal is open', async () => {
  const { slack, told, openHome } = await start()
  await openHome()
  await slack.act({ user, actionId: 'go' })
  const { trigger_id } = Object(told.at(-1))
  await callAs(slack)('views.open', { trigger_id, view: make.modal([make.divider]) })
  await expect(slack.openHome({ user })).rejects.toThrow('close it first')
  await expect(slack.act({ user, viewId: slack.homeOf(user)?.id ?? '', actionId: 'go' })).rejects.toThrow()
  await slack.closeModal({ user })
  expect(await slack.act({ user, actionId: 'go' })).toMatchObject({ outcome: 'acked' })
  expect(slack.rejections).toEqual([])
})
