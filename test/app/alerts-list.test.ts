import { describe, expect, it } from 'vitest'
import { endedMessage } from '../../src/features/alerts/messages/cannot-post.ts'
import { thread } from '../../src/features/alerts/messages/channel-posts.ts'
import { nth } from '../support/answers.ts'
import { alertSteps, COMMITTEE, OWN, postAs, sam } from '../support/app/alert-actions.ts'
import { acting, forge, send } from '../support/app/browse-actions.ts'
import { wordsOf } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { buttons, read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'
import { village } from '../support/village.ts'

const start = appForEachTest()
const app = async (options: Parameters<typeof start>[0] = {}) => alertSteps(await start(options))
const EXPECT_REFUSALS = { refusals: 'expected' } as const
const own = { user: priya.user, channel: OWN }
const first = { blockId: 'alert.row.0' }

const choosing = (action: string, id = 'a1') => ({ ...first, value: `${action} ${id}` })

describe('/crime alerts', () => {
  it('lists those of this channel, privately, each to edit, pause and stop', async () => {
    const { type, given, calls } = await app()
    await given({ categories: ['burglary', 'vehicle-crime'] })
    await given({ near: 'ST20 0LY' }, { teamId: 'T0PLAYGROUND', userId: sam.user })
    await given({ near: 'M1 1AE', channelId: COMMITTEE })
    const list = await type('alerts')
    expect(read(list)).toContain('*LE1 1WA*\u2002Burglary and vehicle crime')
    expect(read(list)).toContain('Set up by <@U0SAM>.')
    expect(read(list)).not.toContain('M1 1AE')
    expect(buttons(list)).toEqual(['Add an alert'])
    expect(calls()).toEqual([])
  })

  it('says how to set one up where there is none, and that alerts are unavailable', async () => {
    const { type, alerts } = await app()
    const none = await type('alerts')
    expect(read(none)).toContain('This channel has no alerts.')
    expect(buttons(none)).toEqual(['Add an alert'])
    alerts.setUnavailable()
    expect(read(await type('alerts'))).toContain('Alerts aren’t available at the moment.')
  })

  it.each(['alerts LE1 1WA, LE1 IWB', 'pause LE1 1WA, LE1 IWB', 'pause LE1 IWB'])(
    'with a slip (%s) says which postcode it did not understand',
    async (typed) => {
      const { type, given } = await app()
      await given()
      const list = read(await type(typed))
      expect(list).toContain('*LE1 1WA*')
      expect(list).toContain('“LE1 IWB” isn’t a UK postcode. Did you mean LE1 1WB?')
      expect(read(await type('alerts in this channel'))).not.toContain('isn’t a postcode')
    },
  )

  it('pages through three hundred of them, in place', async () => {
    const { type, given, pressInPlace } = await app()
    for (let at = 0; at < 300; at += 1) await given({ near: nth(at) })
    const first = await type('alerts')
    expect(read(first)).toContain('1–30 of 300 alerts')
    expect(buttons(first)).toEqual(['Add an alert', 'Next page'])
    const second = await pressInPlace(first, 'alerts.page.1')
    expect(read(second)).toContain('31–60 of 300 alerts')
    expect(buttons(second)).toEqual(['Add an alert', 'Next page', 'Previous page'])
    expect(read(await pressInPlace(second, 'alerts.page.2'))).toContain('1–30 of 300 alerts')
  })

  it('in the conversation with the app lists personal alerts, for that person alone', async () => {
    const { type, given } = await app()
    await given({ channelId: priya.user })
    expect(read(await type('alerts', own))).toContain('Your own alerts')
    expect(read(await type('alerts', { user: sam.user, channel: 'D0PRIYASAM' }))).toContain(
      'You have no alerts of your own.',
    )
  })
})

describe('in a list', () => {
  const listed = async (options: Parameters<typeof start>[0] = {}, choice: object = {}) => {
    const running = await app(options)
    const alert = await running.given(choice)
    return { ...running, alert, list: await running.type('alerts') }
  }

  it('Edit opens the form filled in; whoever changes the alert sees the result', async () => {
    const { list, pressOpening, fill, submit, alerts, inChannel } = await listed(
      {},
      { categories: ['drugs'] },
    )
    await pressOpening(list, 'alert.act', 'Anyone in the channel can change or stop it', choosing('edit'))
    fill({ categories: [] })
    expect(wordsOf(await submit())).toContain('Alert saved for LE1 1WA, all categories.')
    expect(alerts.all()).toMatchObject([{ categories: [] }])
    expect(inChannel(priya.channel, sam.user).map(({ text }) => text)).toEqual([
      '<@U0PRIYA> has changed the alert for LE1 1WA: it covers all categories.',
    ])
  })

  it('Pause proposes a day, which is saved', async () => {
    const { list, pressOpening, submit, alerts, type } = await listed()
    const modal = await pressOpening(list, 'alert.act', 'Paused until', choosing('pause'))
    expect(JSON.stringify(modal.state.values['alert.paused'])).toMatch(/"selected_date":"\d{4}-\d\d-\d\d"/)
    expect(wordsOf(await submit())).toContain('It’s paused until')
    expect(alerts.all()[0]?.pausedUntil).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(read(await type('alerts'))).toContain('Paused until')
  })

  it('Resume ends a pause at once', async () => {
    const { list, pressAnswered, alerts } = await listed({}, { pausedUntil: '2999-01-05' })
    expect(read(await pressAnswered(list, 'alert.act', choosing('resume')))).toContain('is running again.')
    expect(alerts.all()).toMatchObject([{ pausedUntil: null }])
  })

  it('Stop stops at once and tells the channel; Undo in the answer restarts it there', async () => {
    const { list, pressAnswered, pressInPlace, alerts, inChannel } = await listed()
    const stopped = await pressAnswered(list, 'alert.act', choosing('stop'))
    expect(read(stopped)).toContain('Alert stopped for LE1 1WA.')
    expect(alerts.all()).toEqual([])
    expect(read(await pressInPlace(stopped, 'alert.retry'))).toContain('is running again.')
    expect(alerts.all()).toHaveLength(1)
    expect(inChannel(priya.channel, sam.user).map(({ text }) => text)).toEqual([
      expect.stringContaining('has stopped the alert for LE1 1WA'),
      expect.stringContaining('has restarted the alert for LE1 1WA'),
    ])
  })

  it('anyone in the channel may stop what another set up, who is told', async () => {
    const { type, given, alerts, pressAnswered, inChannel } = await app()
    await given()
    const list = await type('alerts', sam)
    const stopped = await pressAnswered(list, 'alert.act', choosing('stop'), sam)
    expect(read(stopped)).toContain('Alert stopped for')
    expect(alerts.all()).toEqual([])
    expect(inChannel(OWN, priya.user).map(({ text }) => text)).toEqual([
      '<@U0SAM> has stopped the alert for LE1 1WA in <#C0NEIGHBOURS>, which you set up.',
    ])
  })

  it('says that an alert is gone, or unavailable', async () => {
    const { list, pressAnswered, alerts, workspace } = await listed()
    alerts.setUnavailable()
    expect(read(await pressAnswered(list, 'alert.act', choosing('edit')))).toContain(
      'aren’t available at the moment',
    )
    alerts.setUnavailable(false)
    await alerts.alerts.hide(workspace, ['a1'])
    for (const action of ['edit', 'pause', 'stop'])
      expect(read(await pressAnswered(list, 'alert.act', choosing(action)))).toContain(
        'That alert no longer exists.',
      )
  })

  it('Add an alert opens an empty form for this channel', async () => {
    const { list, pressOpening, slack } = await listed()
    await pressOpening(list, 'alert.add', 'Everyone in the channel will see that you set it up.')
    expect(slack.modalOf(priya.user)?.state.values['alert.channel']).toMatchObject({
      'alert.channel': { selected_conversation: priya.channel },
    })
  })

  it('says that a modal cannot be opened', async () => {
    const { list, pressAnswered, slack } = await listed(EXPECT_REFUSALS)
    slack.faults.set({ where: 'views.open', what: 'error', error: 'expired_trigger_id', times: 1 })
    expect(read(await pressAnswered(list, 'alert.act', choosing('edit')))).toContain(
      'Slack didn’t open the form in time.',
    )
  })
})

describe('alerts of others', () => {
  it('an id of another workspace, of another channel, or of another person finds nothing', async () => {
    const running = await app()
    const { type, given, pressAnswered, alerts, nextPrivate } = running
    const elsewhere = { teamId: 'T0OTHER', userId: priya.user }
    const others = [
      await given({ near: 'M1 1AE' }, elsewhere),
      await given({ near: 'M2 1AE', channelId: COMMITTEE }, { ...running.workspace, userId: sam.user }),
      await given({ near: 'M3 1AE', channelId: sam.user }, { ...running.workspace, userId: sam.user }),
    ]
    const mine = await given()
    const list = await type('alerts')
    await pressAnswered(list, 'alert.act', { ...first, value: `resume ${mine.id}` }).catch(() => undefined)
    await running.pressOpening(list, 'alert.act', 'Anyone in the channel', {
      ...first,
      value: `edit ${mine.id}`,
    })
    for (const { id } of others) {
      const answer = nextPrivate()
      const forged = (payload: Record<string, unknown>) => {
        const [action] = Object(payload.actions)
        return {
          actions: [{ ...action, selected_option: { ...action.selected_option, value: `stop ${id}` } }],
        }
      }
      await send(running, forged)
      expect(read(await answer)).toContain('That alert no longer exists.')
    }
    expect(alerts.all()).toHaveLength(4)
  })

  it.each(['stop x;1', 'delete a1', ''])(
    'a value that the app never wrote (%j) is answered as stale',
    async (value) => {
      const running = await app()
      await running.given()
      const list = await running.type('alerts')
      await running.pressOpening(list, 'alert.add', 'Everyone in the channel')
      const answer = running.nextPrivate()
      await send(running, acting('alert.act', value))
      expect(read(await answer)).toContain('This button is from an older version')
    },
  )

  /** The answer to an external user in a shared channel. */
  const actAsExternalUser = async (actionId: string, value: string) => {
    const running = await app()
    await running.given()
    const list = await running.type('alerts')
    await running.pressOpening(list, 'alert.add', 'Everyone in the channel')
    // Trying again is answered in place of its message, all else below it.
    const answer = running.slack.nextEvent((it) => it.kind === 'posted' || it.kind === 'replaced')
    await send(running, (payload) => ({
      ...acting(actionId, value)(payload),
      user: { ...Object(payload.user), team_id: 'T0GUESTS' },
    }))
    const change = await answer
    if (!('message' in change)) throw new Error('there was no answer')
    return { answer: change.message, all: running.alerts.all() }
  }

  it('an external user may read them in a shared channel', async () => {
    const { answer } = await actAsExternalUser('alerts.list', 'here')
    expect(read(answer)).toContain('*LE1 1WA*\u2002All categories')
    expect(read(answer)).toContain('Only people in the workspace that set these up can change them.')
    expect([buttons(answer), JSON.stringify(answer.blocks).includes('alert.act')]).toEqual([[], false])
  })

  it.each([
    ['alert.act', 'stop a1'],
    ['alert.act', 'edit a1'],
    ['alert.act', 'resume a1'],
    ['alert.add', 'here'],
    ['alert.here', 'LE1 1WA'],
    ['alert.retry', 'set-up b1'],
    ['alert.retry', 'bring-back b1'],
    ['alert.set-up', 'M1 1AE'],
    ['alert.saved', 'all'],
  ])('but may not do %s %s', async (actionId, value) => {
    const { answer, all } = await actAsExternalUser(actionId, value)
    expect(read(answer)).toContain('These alerts belong to another workspace.')
    expect(all).toHaveLength(1)
  })

  it.each([
    ['pause', 'won’t get new figures'],
    ['edit', 'Anyone in the channel'],
  ])('nor submit a modal to %s', async (action, words) => {
    const running = await app()
    const alert = await running.given()
    const list = await running.type('alerts')
    await running.pressOpening(list, 'alert.act', words, choosing(action))
    await running.submit()
    running.alerts.put(alert)
    const { body } = await forge(
      running,
      (payload) => ({ user: { ...Object(payload.user), team_id: 'T0GUESTS' } }),
      'view_submission',
    )
    expect(body).toContain('These alerts belong to another workspace.')
    expect(running.alerts.all()).toEqual([alert])
  })

  it.each(['', '{"id":1}', 'LE1 1WA'])(
    'a modal with metadata %j stays open, and says beside its first field that it is from an older version',
    async (metadata) => {
      const running = await app()
      await running.typeOpening('alert', 'The channel gets a post')
      running.fill({ postcode: 'LE1 1WA' })
      await running.submit()
      const { body } = await forge(
        running,
        (payload) => ({ view: { ...Object(payload.view), private_metadata: metadata } }),
        'view_submission',
      )
      expect(JSON.parse(body)).toEqual({
        response_action: 'errors',
        errors: { 'alert.postcode': expect.stringContaining('This form is from an older version') },
      })
      expect(running.alerts.all()).toHaveLength(1)
    },
  )

  it('a form left open across a deployment sets up what was typed, and asking to stop is answered', async () => {
    const running = await app()
    await running.typeOpening('alert', 'The channel gets a post')
    running.fill({ postcode: 'LE1 1WA' })
    await running.submit()
    const [alert] = running.alerts.all()
    await running.alerts.alerts.hide(running.workspace, [alert?.id ?? ''])
    const submitted = (view: object) =>
      forge(running, (payload) => ({ view: { ...Object(payload.view), ...view } }), 'view_submission')
    const { body } = await submitted({ private_metadata: '{}' })
    expect(body).toMatch(/Alert set up for LE1\s1WA/)
    expect(running.alerts.all()).toHaveLength(1)
    const toStop = { callback_id: 'alert.stop', private_metadata: '{"alert":"a1"}', state: { values: {} } }
    const { status, body: answer } = await submitted(toStop)
    expect([status, answer]).toEqual([200, expect.stringContaining('This form is from an older version')])
  })
})

describe('posts of alerts', () => {
  it('a thread has Browse incidents and Manage alerts', async () => {
    const running = await app()
    const alert = await running.given({ near: 'ST20 0LY' })
    const figures = await postAs(running, priya.channel, thread(alert, village()))
    await running.pressOpening(figures, 'incidents.open', ' of ', {}, sam)
    expect(read(await running.pressAnswered(figures, 'alerts.list', {}, sam))).toContain(
      '*ST20 0LY*\u2002All categories',
    )
  })

  it('an ended alert is brought back with its filters, once its channel takes a post', async () => {
    const running = await app(EXPECT_REFUSALS)
    const { given, alerts, slack, pressAnswered, inChannel } = running
    const before = alerts.put({
      ...(await given({ channelId: COMMITTEE, categories: ['drugs'] })),
      ended: 'not-in-channel',
    })
    const ended = await postAs(running, priya.user, endedMessage([before], 'not-in-channel'))
    expect(ended.channel).toBe(OWN)
    expect(read(await pressAnswered(ended, 'alert.act'))).toContain(
      'the alert for LE1 1WA hasn’t been restarted.',
    )
    expect(alerts.all()).toEqual([before])
    slack.workspace.invite(COMMITTEE)
    expect(read(await pressAnswered(ended, 'alert.act'))).toContain('The alert for LE1 1WA is running again.')
    expect(alerts.all()).toMatchObject([{ ended: null, categories: ['drugs'] }])
    expect(inChannel(COMMITTEE)[0]?.text).toContain('has restarted the alert for LE1 1WA')
  })
})
