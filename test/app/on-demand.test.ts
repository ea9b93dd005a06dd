import { describe, expect, it } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { event, JSON_TYPE, post, press, view } from '../support/hostile-requests.ts'
import { read } from '../support/read-message.ts'
import { type Options, priya } from '../support/street-crime.ts'

const start = appForEachTest()
const { user, channel } = priya

/** An app that counts how often its features were loaded; `fails` times in vain. */
const counting = async (options: Options = {}, fails = 0) => {
  let times = 0
  const loadsFeatures = () => {
    times += 1
    if (times <= fails) throw new Error('the features could not be read')
  }
  return { ...(await start({ ...options, loadsFeatures })), times: () => times }
}

type Counting = Awaited<ReturnType<typeof counting>>

/** What somebody does first, and how it shows that they were answered. */
const FIRST: Readonly<Record<string, (app: Counting) => Promise<void>>> = {
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

describe.each(['http', 'socket'] as const)('the features, over %s', (mode) => {
  it('are not loaded for looking up, for its buttons or for what cannot be read', async () => {
    const { ask, pressInPlace, slack, times } = await counting({ mode })
    const burglary = await ask('LE1 1WA burglary')
    const all = await pressInPlace(burglary, 'report.all')
    const shared = slack.nextMessage()
    await slack.press({ ...priya, ts: all.ts, actionId: 'report.share' })
    expect(await shared).toMatchObject({ visibleTo: 'channel' })
    expect(read(await ask('nowhere'))).toContain('is not a full UK postcode')
    expect(read(await ask('LE1 1WA vs ST20 0LY'))).toContain('ST20 0LY')
    expect(times()).toBe(0)
  })

  it.each(Object.keys(FIRST))('are loaded once for %s, which is answered', async (what) => {
    const app = await counting({ mode })
    await FIRST[what]?.(app)
    expect(app.times()).toBe(1)
    expect(read(await app.ask('saved'))).toContain('saved')
    expect(app.times()).toBe(1)
  })

  it('are loaded once for many who come at once', async () => {
    const { slack, times } = await counting({ mode })
    const drawn = slack.nextView((it) => it.type === 'home')
    await Promise.all([
      slack.openHome({ user }),
      slack.command({ ...priya, text: 'saved' }),
      slack.command({ ...priya, text: 'help' }),
    ])
    await drawn
    expect(times()).toBe(1)
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
  ])('%s loads the features, and has its ack', async (_, body, expected) => {
    const running = await counting()
    const answer = await post(running, { body: body() })
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(expected)])
    expect(running.times()).toBe(1)
  })

  it('a button in it loads the features, and is answered', async () => {
    const running = await counting()
    const published = running.slack.nextView((it) => it.type === 'home')
    // Without a hash: this Slack knows of no Home on which it stands.
    const body = press({ view: { ...view, hash: undefined } })
    expect((await post(running, { body })).status).toBe(200)
    await published
    expect(running.times()).toBe(1)
  })
})

describe('features that cannot be loaded', () => {
  const SORRY = 'Something went wrong in Street Crime.'

  it('are an apology for a subcommand, and loaded for the next', async () => {
    const { ask, logLines, times } = await counting({}, 1)
    expect(read(await ask('saved'))).toContain(SORRY)
    expect(logLines().filter(({ level }) => level === 'error')).toMatchObject([
      { msg: 'an answer could not be given', err: { message: 'the features could not be read' } },
    ])
    expect(read(await ask('saved'))).toContain('You have no saved places')
    expect(times()).toBe(2)
  })

  it('are an apology for a button, and loaded for the next', async () => {
    const { ask, slack, times } = await counting({}, 1)
    const { ts } = await ask('LE1 1WA')
    const press = async () => {
      const said = slack.nextMessage()
      await slack.press({ ...priya, ts, actionId: 'place.save' })
      return read(await said)
    }
    expect(await press()).toContain(SORRY)
    expect(await press()).toContain('Saved. LE1 1WA is on your')
    expect(times()).toBe(2)
  })

  it('leave a view, a shortcut and a button in a view to what Slack says, are logged, and loaded for the next', async () => {
    const running = await counting({}, 3)
    const failed = { level: 'error', msg: 'a listener failed' }
    expect((await post(running, { body: submission() })).status).toBe(404)
    expect((await post(running, { body: suggestion() })).status).toBe(404)
    const told = running.nextLog('a listener failed')
    expect((await post(running, { body: press() })).status).toBe(200)
    expect(await told).toMatchObject(failed)
    expect(running.logLines().filter(({ level }) => level === 'error')).toMatchObject([
      failed,
      failed,
      failed,
    ])
    expect(running.times()).toBe(3)
    expect((await post(running, { body: submission() })).status).toBe(200)
    expect(running.times()).toBe(4)
  })

  it('leave Home as it was, and are loaded for the next', async () => {
    const { slack, nextLog, times } = await counting({}, 1)
    const failed = nextLog('a listener failed')
    await slack.openHome({ user })
    await failed
    const drawn = slack.nextView((it) => it.type === 'home')
    await slack.openHome({ user })
    expect((await drawn).type).toBe('home')
    expect(times()).toBe(2)
  })

  it('keep nobody from looking up, and no workspace from leaving', async () => {
    const running = await counting({}, 100)
    const body = event({ event: { type: 'app_uninstalled' }, event_id: 'Ev1', event_time: 1 })
    expect((await post(running, { body, type: JSON_TYPE })).status).toBe(200)
    expect(read(await running.ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
    expect(running.times()).toBe(0)
    expect(running.logText()).not.toContain('a listener failed')
  })
})
