import { describe, expect, it } from 'vitest'
import { event, JSON_TYPE, post, press, view } from '../support/app/request-bodies.ts'
import { appForEachTest } from '../support/each-test.ts'
import { read } from '../support/read-message.ts'
import { priya, type Running } from '../support/street-crime.ts'

const start = appForEachTest()
const { user, channel } = priya

/** What somebody does first, and how it shows that they were answered. */
const FIRST: Readonly<Record<string, (app: Running) => Promise<void>>> = {
  'a subcommand': async ({ ask }) => {
    expect(read(await ask('saved'))).toContain('You have no saved places')
  },
  help: async ({ ask }) => {
    const said = read(await ask('help'))
    for (const line of ['LE1 1WA burglary', 'saved', 'alert LE1 1WA', 'stop LE1 1WA', 'forget', 'help'])
      expect(said).toContain(`/crime ${line}`)
  },
  'Home, opened': async ({ slack }) => {
    const drawn = slack.nextView((it) => it.type === 'home')
    await slack.openHome({ user })
    expect(JSON.stringify(await drawn)).toContain('/crime saved')
  },
  'a button of a feature': async ({ ask, slack }) => {
    const { ts } = await ask('LE1 1WA')
    const said = slack.nextMessage()
    await slack.press({ ...priya, ts, actionId: 'place.save' })
    expect(read(await said)).toContain('Saved. LE1 1WA is on your')
  },
  'a shortcut': async ({ slack }) => {
    const opened = slack.nextView()
    await slack.shortcut({ user, callbackId: 'look_up' })
    expect((await opened).type).toBe('modal')
  },
  'a shortcut on a message': async ({ slack }) => {
    const { ts } = slack.say({ user: 'U0SAM', channel, text: 'near LE1 1WA' })
    const answered = slack.nextMessage()
    await slack.messageShortcut({ user, channel, ts, callbackId: 'look_up_here' })
    expect(read(await answered)).toContain('Street crime near LE1 1WA')
  },
}

describe.each(['http', 'socket'] as const)('the first request of a process, over %s', (mode) => {
  it.each(Object.keys(FIRST))('%s is answered', async (what) => {
    await FIRST[what]?.(await start({ mode }))
  })
})

const inView = (more: object) => press({ actions: undefined, ...more })
const suggestion = () =>
  inView({ type: 'block_suggestion', action_id: 'home.street', block_id: 'b', value: 'mill' })
const submission = () =>
  inView({ type: 'view_submission', view: { ...view, callback_id: 'ask', state: { values: {} } } })

describe('a view that an earlier process opened', () => {
  it.each([
    ['its search', suggestion, '{"options":[]}'],
    ['its submission', submission, '"response_action":"errors"'],
  ])('%s has its ack', async (_, body, expected) => {
    const running = await start()
    const answer = await post(running, { body: body() })
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(expected)])
  })

  it('a button in it is answered', async () => {
    const running = await start()
    const published = running.slack.nextView((it) => it.type === 'home')
    // Without a hash: this Slack knows of no Home on which it stands.
    const body = press({ view: { ...view, hash: undefined } })
    expect((await post(running, { body })).status).toBe(200)
    await published
  })
})

it('an uninstall is acked where one workspace’s token is configured', async () => {
  const running = await start()
  const body = event({ event: { type: 'app_uninstalled' }, event_id: 'Ev1', event_time: 1 })
  expect((await post(running, { body, type: JSON_TYPE })).status).toBe(200)
  expect(running.logText()).not.toContain('a listener failed')
})
