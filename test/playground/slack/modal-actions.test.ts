import { describe, expect, test } from 'vitest'
import { priya, startBareSocket } from './bare-app.ts'
import { plain } from './blocks.ts'
import { openModal } from './modal-app.ts'
import * as make from './views.ts'

const { user } = priya
const submit = plain('Save')
const form = make.modal(
  [make.input('i', make.textInput({ min_length: 2 })), make.actions('a', make.select()), make.divider],
  { submit, private_metadata: 'pm' },
)
const next = make.modal([make.divider], { callback_id: 'next' })

const submitted = async (answer: unknown, options: Parameters<typeof openModal>[1] = {}) => {
  const bare = await openModal(form, options)
  bare.script.answer = answer
  bare.slack.type({ user, actionId: 'postcode', value: 'M1 1AE' })
  const first = bare.slack.modalOf(user)
  const delivery = await bare.slack.submit({ user })
  return { ...bare, first, delivery }
}

describe('a submission', () => {
  test.each(['http', 'socket'] as const)(
    'carries the whole state, and an empty ack closes: %s',
    async (how) => {
      const { slack, script } = await submitted(undefined, how === 'socket' ? { start: startBareSocket } : {})
      expect(script.last()).toMatchObject({
        type: 'view_submission',
        response_urls: [],
        view: {
          callback_id: 'incidents',
          private_metadata: 'pm',
          state: {
            values: {
              i: { postcode: { type: 'plain_text_input', value: 'M1 1AE' } },
              a: { category: { type: 'static_select', selected_option: null } },
            },
          },
        },
      })
      expect(script.last()).not.toHaveProperty('view.errors')
      expect(slack.modalOf(user)).toBeUndefined()
      expect(slack.rejections).toEqual([])
    },
  )

  test('is not sent while a required input is empty or too short', async () => {
    const { slack, script } = await openModal(form)
    await expect(slack.submit({ user })).rejects.toThrow('required')
    expect(slack.modalOf(user)?.errors).toEqual({ i: 'Please complete this required field.' })
    slack.type({ user, actionId: 'postcode', value: 'x' })
    await expect(slack.submit({ user })).rejects.toThrow('at least 2')
    expect(script.told).toEqual([])
  })

  test('errors stand beside their inputs, until the next submission', async () => {
    const { slack, script } = await submitted({ response_action: 'errors', errors: { i: 'no postcode' } })
    expect(slack.modalOf(user)).toMatchObject({ errors: { i: 'no postcode' }, notice: '' })
    expect(slack.rejections).toEqual([])
    script.answer = undefined
    await slack.submit({ user })
    expect(slack.modalOf(user)).toBeUndefined()
  })

  test('update keeps the view and its id, with other content', async () => {
    const { slack, first } = await submitted({ response_action: 'update', view: next })
    expect(slack.modalOf(user)).toMatchObject({ id: first?.id, callback_id: 'next' })
    expect(slack.modalOf(user)?.hash).not.toBe(first?.hash)
  })

  test('push lays one on top, and closing shows the one below', async () => {
    const { slack, first } = await submitted({ response_action: 'push', view: next })
    expect(slack.modalOf(user)).toMatchObject({ callback_id: 'next', previous_view_id: first?.id })
    await slack.closeModal({ user })
    expect(slack.modalOf(user)?.id).toBe(first?.id)
  })

  test('clear closes every one', async () => {
    const { slack, script } = await submitted({ response_action: 'push', view: form })
    script.answer = { response_action: 'clear' }
    slack.type({ user, actionId: 'postcode', value: 'M1 1AE' })
    await slack.submit({ user })
    expect(slack.modalOf(user)).toBeUndefined()
  })

  test.each([
    ['errors for a block that is not there', { response_action: 'errors', errors: { j: 'x' } }],
    ['errors for a block that is no input', { response_action: 'errors', errors: { i: 'x', a: 'x' } }],
    ['no errors at all', { response_action: 'errors', errors: {} }],
    ['an empty error', { response_action: 'errors', errors: { i: '' } }],
    ['an unknown action', { response_action: 'close' }],
    ['no view to update to', { response_action: 'update' }],
    ['a Home view', { response_action: 'push', view: make.home([make.divider]) }],
    ['a view that breaks a rule', { response_action: 'update', view: { ...next, colour: 'red' } }],
  ])('%s is refused and leaves the modal', async (_, answer) => {
    const { slack, first } = await submitted(answer)
    expect(slack.modalOf(user)).toMatchObject({ id: first?.id, errors: {}, callback_id: 'incidents' })
    expect(slack.modalOf(user)?.notice).not.toBe('')
    expect(slack.rejections).not.toEqual([])
    expect(slack.rejections.every((it) => it.what === 'view_submission ack')).toBe(true)
  })

  test('no answer in time leaves the modal and says so', async () => {
    const { slack, delivery } = await submitted('silence', { ackWithinMs: 60 })
    expect(delivery.outcome).toBe('timeout')
    expect(slack.modalOf(user)?.notice).toContain('trouble')
  })

  test('a modal without submit cannot be submitted', async () => {
    const { slack } = await openModal(next)
    await expect(slack.submit({ user })).rejects.toThrow('nothing to submit')
  })

  test('a chosen conversation may be answered over a response_url', async () => {
    const element = { type: 'conversations_select', action_id: 'where', response_url_enabled: true }
    const { slack, script } = await openModal(make.modal([make.input('c', element)], { submit }))
    slack.type({ user, actionId: 'where', value: 'C0NEIGHBOURS' })
    await slack.submit({ user })
    const [given] = Object(script.last()).response_urls
    expect(given).toMatchObject({ block_id: 'c', action_id: 'where', channel_id: 'C0NEIGHBOURS' })
  })
})

describe('closing', () => {
  test('is sent only with notify_on_close', async () => {
    const { slack, script } = await openModal(make.modal([make.divider], { notify_on_close: true }))
    expect(await slack.closeModal({ user })).toMatchObject({ outcome: 'acked' })
    expect(script.last()).toMatchObject({ type: 'view_closed', is_cleared: false })
    await expect(slack.closeModal({ user })).rejects.toThrow('no modal open')
  })

  test('clear_on_close closes those below too', async () => {
    const top = make.modal([make.divider], { clear_on_close: true, notify_on_close: true })
    const { slack, script } = await submitted({ response_action: 'push', view: top })
    await slack.closeModal({ user })
    expect(slack.modalOf(user)).toBeUndefined()
    expect(script.last()).toMatchObject({ type: 'view_closed', is_cleared: true })
  })
})
