import { describe, expect, test } from 'vitest'
import { priya } from './bare-app.ts'
import { openModal } from './modal-app.ts'
import * as make from './views.ts'
import { callAs } from './web-client.ts'

const { user } = priya
const filters = make.actions('filters', make.select(), make.street(), make.go)

describe('what elements hold when their view is updated', () => {
  const update = async (slack: Parameters<typeof callAs>[0], view: object) =>
    callAs(slack)('views.update', { view_id: slack.modalOf(user)?.id, view })
  const held = (slack: Parameters<typeof callAs>[0], block = 'filters', action = 'category') =>
    Object(slack.modalOf(user)?.state.values[block]?.[action]).selected_option?.value

  test('the same block_id and action_id keep what was chosen, whatever the initial option', async () => {
    const { slack } = await openModal(make.modal([filters]))
    await slack.act({ user, actionId: 'category', value: 'drugs' })
    const initial_option = make.option('burglary')
    const blocks = [make.divider, make.actions('filters', make.select({ initial_option }))]
    expect(await update(slack, make.modal(blocks))).toMatchObject({ ok: true })
    expect(held(slack)).toBe('drugs')
  })

  test('a new block_id or action_id starts anew', async () => {
    const { slack } = await openModal(make.modal([filters]))
    await slack.act({ user, actionId: 'category', value: 'drugs' })
    const select = make.select({ initial_option: make.option('burglary') })
    await update(slack, make.modal([make.actions('filters.2', select)]))
    expect(held(slack, 'filters.2')).toBe('burglary')
    await update(slack, make.modal([make.actions('filters.2', { ...select, action_id: 'other' })]))
    expect(slack.modalOf(user)?.state.values['filters.2']).not.toHaveProperty('category')
    expect(held(slack, 'filters.2', 'other')).toBe('burglary')
  })

  test('a view without the block forgets what was chosen in it', async () => {
    const { slack } = await openModal(make.modal([filters]))
    await slack.act({ user, actionId: 'category', value: 'drugs' })
    await update(slack, make.modal([make.divider]))
    await update(slack, make.modal([filters]))
    expect(held(slack)).toBeUndefined()
  })

  test('an option that is no longer offered is dropped', async () => {
    const { slack } = await openModal(make.modal([filters]))
    await slack.act({ user, actionId: 'category', value: 'drugs' })
    await update(slack, make.modal([make.actions('filters', make.select({ options: [make.option('all')] }))]))
    expect(held(slack)).toBeUndefined()
  })
})
