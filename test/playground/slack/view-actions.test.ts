import { describe, expect, test } from 'vitest'
import { priya } from './bare-app.ts'
import { plain } from './blocks.ts'
import { openModal } from './modal-app.ts'
import * as make from './views.ts'
import { callAs } from './web-client.ts'

const { user } = priya
const boxes = { type: 'checkboxes', action_id: 'boxes', options: [make.option('a'), make.option('b')] }
const filters = make.actions('filters', make.select(), make.street(), make.go)
const overflow = { type: 'overflow', action_id: 'more', options: [make.option('up'), make.option('down')] }

describe('block_actions from a view', () => {
  test('a button carries the view with its state, and no response_url', async () => {
    const { slack, script } = await openModal(make.modal([filters], { private_metadata: 'pm' }))
    expect(await slack.act({ user, actionId: 'go' })).toMatchObject({ outcome: 'acked' })
    const view = slack.modalOf(user)
    expect(script.last()).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0PRIYA', team_id: 'T0PLAYGROUND' },
      container: { type: 'view', view_id: view?.id },
      view: {
        id: view?.id,
        hash: view?.hash,
        root_view_id: view?.id,
        private_metadata: 'pm',
        state: {
          values: {
            filters: {
              category: { type: 'static_select', selected_option: null },
              street: { type: 'external_select', selected_option: null },
            },
          },
        },
      },
      actions: [{ type: 'button', action_id: 'go', block_id: 'filters', value: 'v1' }],
    })
    expect(script.last()).not.toHaveProperty('response_url')
    expect(script.last()).not.toHaveProperty('channel')
    expect(slack.rejections).toEqual([])
  })

  test('a select carries what was chosen, in the action and in the state', async () => {
    const { slack, script } = await openModal(make.modal([filters]))
    await slack.act({ user, actionId: 'category', value: 'drugs' })
    const chosen = { type: 'static_select', selected_option: make.option('drugs') }
    expect(script.last()).toMatchObject({
      actions: [chosen],
      view: { state: { values: { filters: { category: chosen } } } },
    })
    await expect(slack.act({ user, actionId: 'category', value: 'arson' })).rejects.toThrow('offered')
    await expect(slack.act({ user, actionId: 'category' })).rejects.toThrow('Say what is chosen')
  })

  test('several checkboxes, an overflow option, a date, a conversation', async () => {
    const pickers = make.actions('a', boxes, overflow, { type: 'datepicker', action_id: 'day' }, channels)
    const { slack, script } = await openModal(make.modal([pickers]))
    await slack.act({ user, actionId: 'boxes', value: ['a', 'b'] })
    expect(script.last()).toMatchObject({ actions: [{ selected_options: [{ value: 'a' }, { value: 'b' }] }] })
    await slack.act({ user, actionId: 'more', value: 'down' })
    expect(script.last()).toMatchObject({
      actions: [{ type: 'overflow', selected_option: { value: 'down' } }],
    })
    expect(slack.modalOf(user)?.state.values.a).not.toHaveProperty('more')
    await slack.act({ user, actionId: 'day', value: '2026-05-01' })
    expect(script.last()).toMatchObject({ actions: [{ selected_date: '2026-05-01' }] })
    for (const value of ['2026-02-30', 'May'])
      await expect(slack.act({ user, actionId: 'day', value })).rejects.toThrow('takes a date')
    await slack.act({ user, actionId: 'day', value: '' })
    expect(script.last()).toMatchObject({ actions: [{ selected_date: null }] })
    await slack.act({ user, actionId: 'where', value: 'C0COMMITTEE' })
    expect(script.last()).toMatchObject({ actions: [{ selected_conversation: 'C0COMMITTEE' }] })
    for (const value of ['D0PRIYASAM', 'C0NOWHERE'])
      await expect(slack.act({ user, actionId: 'where', value })).rejects.toThrow('does not offer')
  })

  test('default_to_current_conversation is where the modal was opened from', async () => {
    const { slack } = await openModal(make.modal([make.actions('a', channels)]))
    expect(slack.modalOf(user)?.state.values).toMatchObject({
      a: { where: { selected_conversation: 'C0NEIGHBOURS' } },
    })
  })

  test("what a person chooses is no view of the app's: the next one is", async () => {
    const { slack } = await openModal(make.modal([filters]))
    const next = slack.nextView()
    await slack.act({ user, actionId: 'category', value: 'drugs' })
    const view = make.modal([make.divider], { callback_id: 'next' })
    await callAs(slack)('views.update', { view_id: slack.modalOf(user)?.id, view })
    expect((await next).callback_id).toBe('next')
  })

  test('only the view in front can be used', async () => {
    const { slack } = await openModal(make.modal([filters]))
    await expect(slack.act({ user: 'U0SAM', actionId: 'go' })).rejects.toThrow('no view open')
    await expect(slack.act({ user, viewId: 'V0', actionId: 'go' })).rejects.toThrow('not before')
    await expect(slack.act({ user, actionId: 'nothing' })).rejects.toThrow('nothing')
  })
})

const channels = {
  type: 'conversations_select',
  action_id: 'where',
  default_to_current_conversation: true,
  filter: { include: ['public', 'private'] },
}
const submit = { submit: plain('x') }

describe('inputs', () => {
  const field = (element = {}, over = {}) => make.input('i', make.textInput(element), over)

  test('with dispatch_action, Enter tells the app; without, nothing does', async () => {
    const told = await openModal(make.modal([field({}, { dispatch_action: true })], submit))
    await told.slack.act({ user, actionId: 'postcode', value: 'M1 1AE' })
    expect(told.script.last()).toMatchObject({ actions: [{ type: 'plain_text_input', value: 'M1 1AE' }] })
    told.slack.type({ user, actionId: 'postcode', value: 'LE1 1WA' })
    expect(told.script.told).toHaveLength(1)
    await told.slack.act({ user, actionId: 'postcode' })
    expect(told.script.last()).toMatchObject({ actions: [{ value: 'LE1 1WA' }] })
    await told.stop()
    const { slack } = await openModal(make.modal([field()], submit))
    await expect(slack.act({ user, actionId: 'postcode', value: 'x' })).rejects.toThrow('type it')
  })

  test('nothing typed is null, and no more fits than max_length', async () => {
    const { slack } = await openModal(make.modal([field({ max_length: 3 })], submit))
    const value = () => slack.modalOf(user)?.state.values.i?.postcode?.value
    expect(value()).toBeNull()
    slack.type({ user, actionId: 'postcode', value: 'abc' })
    expect(value()).toBe('abc')
    expect(() => slack.type({ user, actionId: 'postcode', value: 'abcd' })).toThrow('3 characters')
    slack.type({ user, actionId: 'postcode', value: '' })
    expect(value()).toBeNull()
  })

  test('a menu that tells at once is not filled in quietly', async () => {
    const { slack } = await openModal(make.modal([filters]))
    expect(() => slack.type({ user, actionId: 'category', value: 'drugs' })).toThrow('act on it')
  })
})
