import { afterEach, describe, expect, test } from 'vitest'
import { priya, startBareSocket } from './bare-app.ts'
import { long, plain } from './blocks.ts'
import { openModal } from './modal-app.ts'
import * as make from './views.ts'
import { callAs } from './web-client.ts'

let stop = async () => {}
afterEach(() => stop())
const start = async (...args: Parameters<typeof openModal>) => {
  const bare = await openModal(...args)
  stop = bare.stop
  return bare
}

const { user } = priya
const boxes = { type: 'checkboxes', action_id: 'boxes', options: [make.option('a'), make.option('b')] }
const filters = make.actions('filters', make.select(), make.street(), make.go)
const overflow = { type: 'overflow', action_id: 'more', options: [make.option('up'), make.option('down')] }

describe('block_actions from a view', () => {
  test('a button carries the view with its state, and no response_url', async () => {
    const { slack, script } = await start(make.modal([filters], { private_metadata: 'pm' }))
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
    expect(slack.refusals).toEqual([])
  })

  test('a select carries what was chosen, in the action and in the state', async () => {
    const { slack, script } = await start(make.modal([filters]))
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
    const { slack, script } = await start(make.modal([pickers]))
    await slack.act({ user, actionId: 'boxes', value: ['a', 'b'] })
    expect(script.last()).toMatchObject({ actions: [{ selected_options: [{ value: 'a' }, { value: 'b' }] }] })
    await slack.act({ user, actionId: 'more', value: 'down' })
    expect(script.last()).toMatchObject({
      actions: [{ type: 'overflow', selected_option: { value: 'down' } }],
    })
    expect(slack.modalOf(user)?.state.values.a).not.toHaveProperty('more')
    await slack.act({ user, actionId: 'day', value: '2026-05-01' })
    expect(script.last()).toMatchObject({ actions: [{ selected_date: '2026-05-01' }] })
    await slack.act({ user, actionId: 'where', value: 'C0COMMITTEE' })
    expect(script.last()).toMatchObject({ actions: [{ selected_conversation: 'C0COMMITTEE' }] })
    for (const value of ['D0PRIYASAM', 'C0NOWHERE'])
      await expect(slack.act({ user, actionId: 'where', value })).rejects.toThrow('does not offer')
  })

  test('default_to_current_conversation is where the modal was opened from', async () => {
    const { slack } = await start(make.modal([make.actions('a', channels)]))
    expect(slack.modalOf(user)?.state.values).toMatchObject({
      a: { where: { selected_conversation: 'C0NEIGHBOURS' } },
    })
  })

  test('nobody acts on what is not before them', async () => {
    const { slack } = await start(make.modal([filters]))
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
    const told = await start(make.modal([field({}, { dispatch_action: true })], submit))
    await told.slack.act({ user, actionId: 'postcode', value: 'M1 1AE' })
    expect(told.script.last()).toMatchObject({ actions: [{ type: 'plain_text_input', value: 'M1 1AE' }] })
    told.slack.type({ user, actionId: 'postcode', value: 'LE1 1WA' })
    expect(told.script.told).toHaveLength(1)
    await told.slack.act({ user, actionId: 'postcode' })
    expect(told.script.last()).toMatchObject({ actions: [{ value: 'LE1 1WA' }] })
    await told.stop()
    const { slack } = await start(make.modal([field()], submit))
    await expect(slack.act({ user, actionId: 'postcode', value: 'x' })).rejects.toThrow('type it')
  })

  test('nothing typed is null, and no more fits than max_length', async () => {
    const { slack } = await start(make.modal([field({ max_length: 3 })], submit))
    const value = () => slack.modalOf(user)?.state.values.i?.postcode?.value
    expect(value()).toBeNull()
    slack.type({ user, actionId: 'postcode', value: 'abc' })
    expect(value()).toBe('abc')
    expect(() => slack.type({ user, actionId: 'postcode', value: 'abcd' })).toThrow('3 characters')
    slack.type({ user, actionId: 'postcode', value: '' })
    expect(value()).toBeNull()
  })

  test('a menu that tells at once is not filled in quietly', async () => {
    const { slack } = await start(make.modal([filters]))
    expect(() => slack.type({ user, actionId: 'category', value: 'drugs' })).toThrow('act on it')
  })
})

describe('what elements hold when their view is updated', () => {
  const update = async (slack: Parameters<typeof callAs>[0], view: object) =>
    callAs(slack)('views.update', { view_id: slack.modalOf(user)?.id, view })
  const held = (slack: Parameters<typeof callAs>[0], block = 'filters', action = 'category') =>
    Object(slack.modalOf(user)?.state.values[block]?.[action]).selected_option?.value

  test('the same block_id and action_id keep what was chosen, whatever the initial option', async () => {
    const { slack } = await start(make.modal([filters]))
    await slack.act({ user, actionId: 'category', value: 'drugs' })
    const initial_option = make.option('burglary')
    const blocks = [make.divider, make.actions('filters', make.select({ initial_option }))]
    expect(await update(slack, make.modal(blocks))).toMatchObject({ ok: true })
    expect(held(slack)).toBe('drugs')
  })

  test('a new block_id or action_id starts anew', async () => {
    const { slack } = await start(make.modal([filters]))
    await slack.act({ user, actionId: 'category', value: 'drugs' })
    const select = make.select({ initial_option: make.option('burglary') })
    await update(slack, make.modal([make.actions('filters.2', select)]))
    expect(held(slack, 'filters.2')).toBe('burglary')
    await update(slack, make.modal([make.actions('filters.2', { ...select, action_id: 'other' })]))
    expect(slack.modalOf(user)?.state.values['filters.2']).not.toHaveProperty('category')
    expect(held(slack, 'filters.2', 'other')).toBe('burglary')
  })

  test('a view without the block forgets what was chosen in it', async () => {
    const { slack } = await start(make.modal([filters]))
    await slack.act({ user, actionId: 'category', value: 'drugs' })
    await update(slack, make.modal([make.divider]))
    await update(slack, make.modal([filters]))
    expect(held(slack)).toBeUndefined()
  })

  test('an option that is gone is let go', async () => {
    const { slack } = await start(make.modal([filters]))
    await slack.act({ user, actionId: 'category', value: 'drugs' })
    await update(slack, make.modal([make.actions('filters', make.select({ options: [make.option('all')] }))]))
    expect(held(slack)).toBeUndefined()
  })
})

describe('external_select', () => {
  const suggestions = { options: [make.option('101', 'East Gates'), make.option('102', 'Euston Street')] }

  test.each(['http', 'socket'] as const)('asks the app as one types, over %s', async (how) => {
    const { slack, script } = await start(make.modal([filters], { private_metadata: 'pm' }), {
      suggestions,
      ...(how === 'socket' ? { start: startBareSocket } : {}),
    })
    const found = await slack.suggest({ user, actionId: 'street', query: 'eas' })
    expect(found.map((it) => it.value)).toEqual(['101', '102'])
    expect(script.last()).toMatchObject({
      type: 'block_suggestion',
      action_id: 'street',
      block_id: 'filters',
      value: 'eas',
      container: { type: 'view', view_id: slack.modalOf(user)?.id },
      view: { private_metadata: 'pm' },
    })
    await slack.act({ user, actionId: 'street', value: '102' })
    expect(script.last()).toMatchObject({
      actions: [{ selected_option: make.option('102', 'Euston Street') }],
    })
    expect(slack.refusals).toEqual([])
  })

  test('offers nothing that was not suggested, but what it started with', async () => {
    const select = make.street({ initial_option: make.option('9') })
    const { slack } = await start(make.modal([make.actions('a', select)]), { suggestions })
    await expect(slack.act({ user, actionId: 'street', value: '101' })).rejects.toThrow('No option 101')
    await slack.suggest({ user, actionId: 'street', query: '' })
    await slack.act({ user, actionId: 'street', value: '101' })
    expect(await slack.act({ user, actionId: 'street', value: '9' })).toMatchObject({ outcome: 'acked' })
  })

  test.each([
    ['3 by default', undefined, 'ea', 0],
    ['3 by default', undefined, 'eas', 1],
    ['as it says', 1, '', 0],
    ['none', 0, '', 1],
  ])('asks nobody before enough is typed: %s', async (_, min_query_length, query, asked) => {
    const { min_query_length: __, ...bare } = make.street()
    const select = min_query_length === undefined ? bare : { ...bare, min_query_length }
    const { slack, script } = await start(make.modal([make.actions('a', select)]), { suggestions })
    await slack.suggest({ user, actionId: 'street', query })
    expect(script.told).toHaveLength(asked)
  })

  const many = (n: number) => Array.from({ length: n }, (_, at) => make.option(String(at)))
  test.each([
    ['100 options', { options: many(100) }, 100],
    ['101 options', { options: many(101) }, 0],
    ['groups', { option_groups: [{ label: plain('x'), options: many(2) }] }, 2],
    ['a text of 76', { options: [make.option('1', long(76))] }, 0],
    ['a value of 76', { options: [make.option(long(76))] }, 0],
    ['no list', {}, 0],
  ])('an answer of %s', async (_, answer, shown) => {
    const { slack } = await start(make.modal([filters]), { suggestions: answer })
    expect(await slack.suggest({ user, actionId: 'street', query: '' })).toHaveLength(shown)
    expect(slack.refusals.length > 0).toBe(shown === 0)
  })
})
