import { describe, expect, test } from 'vitest'
import { priya, startBareSocket } from './bare-app.ts'
import { long, plain } from './blocks.ts'
import { openModal } from './modal-app.ts'
import * as make from './views.ts'

const { user } = priya
const filters = make.actions('filters', make.select(), make.street(), make.go)

describe('external_select', () => {
  const suggestions = { options: [make.option('101', 'East Gates'), make.option('102', 'Euston Street')] }

  test.each(['http', 'socket'] as const)('sends the query as a person types, over %s', async (how) => {
    const { slack, script } = await openModal(make.modal([filters], { private_metadata: 'pm' }), {
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
    expect(slack.rejections).toEqual([])
  })

  test('offers nothing that was not suggested, but what it started with', async () => {
    const select = make.street({ initial_option: make.option('9') })
    const { slack } = await openModal(make.modal([make.actions('a', select)]), { suggestions })
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
    const { slack, script } = await openModal(make.modal([make.actions('a', select)]), { suggestions })
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
    const { slack } = await openModal(make.modal([filters]), { suggestions: answer })
    expect(await slack.suggest({ user, actionId: 'street', query: '' })).toHaveLength(shown)
    expect(slack.rejections.length > 0).toBe(shown === 0)
  })
})
