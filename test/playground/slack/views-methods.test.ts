import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Slack, startSlack } from '../../../playground/slack/slack.ts'
import { priya, tokens } from './bare-app.ts'
import { long } from './blocks.ts'
import * as make from './views.ts'
import { callAs, lastPayload } from './web-client.ts'

let now = Date.UTC(2026, 10, 1)
let slack: Slack
beforeEach(async () => {
  slack = await startSlack({ ...tokens, clock: () => now })
})
afterEach(() => slack.close())

const call = (method: string, args: Record<string, unknown>) => callAs(slack)(method, args)
const payload = () => lastPayload(slack)
// No app listens: the trigger is taken from what would have reached it.
const trigger = async (): Promise<string> => {
  await slack.command({ ...priya, text: '' })
  return payload().trigger_id
}
const triggerInside = async (): Promise<string> => {
  await slack.act({ user: priya.user, actionId: 'go' })
  return payload().trigger_id
}
const view = make.modal([make.actions('a', make.go, make.select())])
const open = async (given: unknown = view) => call('views.open', { trigger_id: await trigger(), view: given })

describe('views.open', () => {
  test('shows a modal, with the fields Slack gives it', async () => {
    const answer = await open({ ...view, private_metadata: 'pm' })
    expect(answer).toMatchObject({
      ok: true,
      view: {
        callback_id: 'incidents',
        private_metadata: 'pm',
        external_id: '',
        submit: null,
        previous_view_id: null,
        team_id: 'T0PLAYGROUND',
        state: { values: {} },
      },
    })
    expect(answer.view.root_view_id).toBe(answer.view.id)
    expect(answer.view).not.toHaveProperty('errors')
    expect(slack.modalOf('U0PRIYA')?.id).toBe(answer.view.id)
    expect(slack.modalOf('U0SAM')).toBeUndefined()
    expect(slack.rejections).toEqual([])
  })

  test('a trigger is good for three seconds and once', async () => {
    const trigger_id = await trigger()
    now += 3000
    expect(await call('views.open', { trigger_id, view })).toMatchObject({ ok: true })
    expect(await call('views.open', { trigger_id, view })).toMatchObject({ error: 'exchanged_trigger_id' })
    const late = await trigger()
    now += 3001
    expect(await call('views.open', { trigger_id: late, view })).toMatchObject({
      error: 'expired_trigger_id',
    })
    expect(await call('views.open', { trigger_id: 'x', view })).toMatchObject({ error: 'invalid_trigger_id' })
    expect(await call('views.open', { view })).toMatchObject({ error: 'invalid_arguments' })
    expect(slack.rejections).toHaveLength(4)
  })

  test('an invalid view is rejected with the path of each error, and the trigger stays unused', async () => {
    const trigger_id = await trigger()
    const broken = make.modal([make.divider], {
      title: { type: 'plain_text', text: long(25) },
      colour: 'red',
    })
    const answer = await call('views.open', { trigger_id, view: broken })
    expect(answer).toMatchObject({ ok: false, error: 'invalid_arguments' })
    expect(answer.response_metadata.messages).toContain(
      '[ERROR] at most 24 characters [json-pointer:/view/title/text]',
    )
    expect(slack.rejections[0]?.rule).toContain('/view/title/text')
    expect(await call('views.open', { trigger_id, view })).toMatchObject({ ok: true })
  })

  test.each([['not JSON'], [7], [make.home([make.divider])]])('%j is no modal', async (given) => {
    expect(await open(given)).toMatchObject({ error: 'invalid_arguments' })
  })

  test('from within a modal: answered ok, not shown, and recorded as a rejection', async () => {
    const { view: first } = await open()
    const trigger_id = await triggerInside()
    expect(await call('views.open', { trigger_id, view })).toMatchObject({ ok: true })
    expect(slack.modalOf('U0PRIYA')?.id).toBe(first.id)
    expect(slack.rejections).toMatchObject([{ what: 'views.open', source: 'slackapi/bolt-js#1827' }])
  })

  test('from elsewhere: takes the place of what is open', async () => {
    await open()
    const { view: second } = await open()
    expect(slack.modalOf('U0PRIYA')).toMatchObject({ id: second.id, previous_view_id: null })
  })
})

test('views.push: three in a stack, the fourth is rejected', async () => {
  const { view: root } = await open()
  const push = async () => call('views.push', { trigger_id: await triggerInside(), view })
  const { view: second } = await push()
  expect(second).toMatchObject({ root_view_id: root.id, previous_view_id: root.id })
  expect(await push()).toMatchObject({ view: { root_view_id: root.id, previous_view_id: second.id } })
  expect(await push()).toMatchObject({ error: 'push_limit_reached' })
  expect(await call('views.push', { trigger_id: await trigger(), view })).toMatchObject({
    error: 'not_found',
  })
})

describe('views.update', () => {
  test('by view_id or external_id, one of them', async () => {
    const { view: shown } = await open({ ...view, external_id: 'mine' })
    const next = make.modal([make.divider], { external_id: 'mine' })
    for (const by of [{ view_id: shown.id }, { external_id: 'mine' }])
      expect(await call('views.update', { ...by, view: next })).toMatchObject({ ok: true })
    for (const by of [{}, { view_id: shown.id, external_id: 'mine' }])
      expect(await call('views.update', { ...by, view: next })).toMatchObject({ error: 'invalid_arguments' })
    expect(await call('views.update', { view_id: 'V0', view })).toMatchObject({ error: 'not_found' })
    expect(await open({ ...view, external_id: 'mine' })).toMatchObject({ error: 'duplicate_external_id' })
  })

  test('a hash is good until the next update', async () => {
    const { view: shown } = await open()
    const update = () => call('views.update', { view_id: shown.id, hash: shown.hash, view })
    const { view: updated } = await update()
    expect(updated).toMatchObject({ id: shown.id })
    expect(updated.hash).not.toBe(shown.hash)
    expect(await update()).toMatchObject({ error: 'hash_conflict' })
    expect(await call('views.update', { view_id: shown.id, view })).toMatchObject({ ok: true })
  })

  test('a modal that was closed is not found', async () => {
    const { view: shown } = await open()
    expect(await slack.closeModal({ user: 'U0PRIYA' })).toBeUndefined()
    expect(await call('views.update', { view_id: shown.id, view })).toMatchObject({ error: 'not_found' })
  })
})

describe('views.publish', () => {
  const publish = (over: Record<string, unknown> = {}) =>
    call('views.publish', { user_id: 'U0PRIYA', view: make.home([make.divider]), ...over })

  test('one Home a person, the same one every time', async () => {
    const { view: first } = await publish()
    const { view: second } = await publish()
    expect(second.id).toBe(first.id)
    expect(slack.homeOf('U0PRIYA')?.hash).toBe(second.hash)
    expect(slack.homeOf('U0SAM')).toBeUndefined()
  })

  test('of two that start from the same hash, one is taken', async () => {
    const { view: first } = await publish()
    const answers = await Promise.all([publish({ hash: first.hash }), publish({ hash: first.hash })])
    expect(answers.map((it) => it.error ?? 'ok').sort()).toEqual(['hash_conflict', 'ok'])
  })

  test.each([
    ['a modal', { view }, 'invalid_arguments'],
    ['nobody', { user_id: 'U0NOBODY' }, 'invalid_arguments'],
    ['a view above 250,000 bytes', { view: make.home(heavy()) }, 'view_too_large'],
  ])('%s is refused', async (_, over, error) => {
    expect(await publish(over)).toMatchObject({ ok: false, error })
  })
})

function heavy() {
  return Array.from({ length: 90 }, () => ({ type: 'section', text: { type: 'mrkdwn', text: long(2990) } }))
}
