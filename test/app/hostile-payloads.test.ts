import { describe, expect, it } from 'vitest'
import {
  command,
  event,
  goesOn,
  JSON_TYPE,
  post,
  press,
  refused,
  view,
} from '../support/app/request-bodies.ts'
import { appForEachTest } from '../support/each-test.ts'

const start = appForEachTest()

describe('signed, and still none of ours', () => {
  it.each([
    ['JSON cut short', { body: '{"type":', type: JSON_TYPE }, 400],
    ['null', { body: 'null', type: JSON_TYPE }, 400],
    ['a number', { body: '7', type: JSON_TYPE }, 400],
    ['a list', { body: '[{}]', type: JSON_TYPE }, 400],
    ['nothing', { body: '', type: JSON_TYPE }, 400],
    ['an empty form', { body: '' }, 400],
    ['a payload cut short', { body: 'payload=%7B%22type%22%3A' }, 400],
    ['a payload of null', { body: 'payload=null' }, 400],
    ['a payload of null by another spelling', { body: 'p%61yload=null' }, 400],
    ['two payloads', { body: 'payload=%7B%7D&payload=%7B%7D' }, 400],
    ['a payload of no type', { body: 'payload=%7B%7D' }, 400],
    ['a payload of a type nobody knows', { body: press({ type: 'dialog_submission' }) }, 400],
    ['no actions', { body: press({ actions: [] }) }, 400],
    ['actions that are none', { body: press({ actions: [null] }) }, 400],
    ['nobody', { body: press({ user: null }) }, 400],
    ['a view that is none', { body: press({ view: { id: 'V1' } }) }, 400],
    ['an event that is none', { body: event({ event: null }), type: JSON_TYPE }, 400],
    ['a trigger that no form can carry', { body: press({ trigger_id: '\ud800' }) }, 400],
    [
      'a Home opened by no one person',
      {
        body: event({ event: { type: 'app_home_opened', user: { id: 'U1' }, tab: 'home' } }),
        type: JSON_TYPE,
      },
      400,
    ],
    ['an id that no row could hold', { body: command({ user_id: 'U\u0000' }) }, 400],
    ['a response_url of another scheme', { body: command({ response_url: 'file:///etc/passwd' }) }, 400],
    ['a command nobody listens to', { body: command({ command: '/other' }) }, 404],
    ['a submission without what was filled in', { body: press({ type: 'view_submission' }) }, 400],
    [
      'a submission nobody listens to',
      { body: press({ type: 'view_submission', view: { ...view, state: { values: {} } } }) },
      404,
    ],
    ['a form called JSON', { body: command(), type: JSON_TYPE }, 400],
  ] as const)('%s', async (_, sent, status) => {
    const running = await start()
    await refused(running, sent, status)
    await goesOn(running)
  })

  it('another app’s payloads: 403, of every kind', async () => {
    const running = await start()
    await goesOn(running)
    const api_app_id = 'A0ANOTHER'
    await refused(running, { body: command({ api_app_id }) }, 403)
    await refused(running, { body: press({ api_app_id }) }, 403)
    await refused(running, { body: event({ api_app_id }), type: JSON_TYPE }, 403)
    await goesOn(running)
  })

  it('a view of another workspace: 403', async () => {
    const running = await start()
    await refused(running, { body: press({ view: { ...view, team_id: 'T0ANOTHER' } }) }, 403)
    const submission = {
      type: 'view_submission',
      view: { ...view, state: { values: {} }, team_id: 'T0ANOTHER', app_installed_team_id: 'T0THIRD' },
    }
    await refused(running, { body: press(submission) }, 403)
  })

  it('an action id of nobody’s is acked and told to be stale', async () => {
    const running = await start()
    const stale = running.nextLog('answered')
    const actions = [{ type: 'button', action_id: 'no.such', block_id: 'b', value: '' }]
    expect((await post(running, { body: press({ actions }) })).status).toBe(200)
    expect(await stale).toMatchObject({ what: 'block_actions' })
    await goesOn(running)
  })
})
