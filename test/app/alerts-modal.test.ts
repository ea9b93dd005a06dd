import { afterEach, describe, expect, it, vi } from 'vitest'
import { nth } from '../support/answers.ts'
import { alertSteps, COMMITTEE, OWN, sam } from '../support/app/alert-actions.ts'
import { labelsOf, wordsOf } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { buttons, read } from '../support/read-message.ts'
import { priya, type Running } from '../support/street-crime.ts'

const start = appForEachTest()
const EXPECT_REFUSALS = { refusals: 'expected' } as const
afterEach(() => void vi.useRealTimers())

const app = async (options: Parameters<typeof start>[0] = {}) => alertSteps(await start(options))

const errorsOf = ({ slack }: Running) => slack.modalOf(priya.user)?.errors

describe.each(['http', 'socket'] as const)('Alert this channel on a report, in %s mode', (mode) => {
  it('opens the form filled in, and submitted sets the alert up', async () => {
    const { ask, pressOpening, submit, alerts, inChannel, calls } = await app({ mode })
    const report = await ask('LE1 1WA burglary')
    await pressOpening(report, 'alert.here', 'The channel gets a post')
    const done = await submit()
    expect(wordsOf(done)).toContain('Alert set up for LE1 1WA, burglary.')
    expect(labelsOf(done)).toEqual([])
    expect(alerts.all()).toMatchObject([
      {
        channelId: priya.channel,
        postcode: 'LE1 1WA',
        categories: ['burglary'],
        inThread: true,
        setBy: priya.user,
      },
    ])
    expect(inChannel(priya.channel, sam.user).map(({ text }) => text)).toEqual([
      expect.stringContaining('<@U0PRIYA> has set up an alert for LE1 1WA'),
    ])
    // The report is in memory: the baseline costs nothing.
    expect(calls()).toEqual(['LE1 1WA'])
  })
})

describe('the form', () => {
  it('sets up exactly what is chosen in it', async () => {
    const { typeOpening, fill, submit, alerts, slack } = await app()
    slack.workspace.invite(COMMITTEE)
    await typeOpening('alert', 'The channel gets a post')
    fill({
      postcode: 'st200ly',
      channel: COMMITTEE,
      categories: ['robbery', 'drugs'],
      thread: [],
      paused: '2999-01-05',
    })
    expect(wordsOf(await submit())).toContain('Alert set up for ST20 0LY, drugs and robbery.')
    expect(alerts.all()).toMatchObject([
      {
        channelId: COMMITTEE,
        postcode: 'ST20 0LY',
        categories: ['drugs', 'robbery'],
        inThread: false,
        pausedUntil: '2999-01-05',
      },
    ])
  })

  it.each([
    ['postcode', 'leicester', '“leicester” isn’t a postcode.'],
    ['postcode', 'LE1 IWA', '“LE1 IWA” isn’t a UK postcode. Did you mean LE1 1WA?'],
    ['postcode', 'EH1 1YZ', 'EH1 1YZ is in Scotland.'],
    ['paused', '2020-01-05', 'Choose a date after today'],
  ])('says beside %s what is wrong with %s, and loses nothing', async (name, value, words) => {
    const running = await app()
    const { typeOpening, fill, submit, alerts, calls } = running
    await typeOpening('alert', 'The channel gets a post')
    fill({ postcode: 'LE1 1WA', categories: ['drugs'], [name]: value })
    const view = await submit()
    expect(errorsOf(running)).toEqual({ [`alert.${name}`]: expect.stringContaining(words) })
    expect(view.state.values['alert.categories']).toMatchObject({
      'alert.categories': { selected_options: [{ value: 'drugs' }] },
    })
    expect([alerts.all(), calls()]).toEqual([[], []])
    fill({ postcode: 'LE1 1WA', paused: '' })
    expect(wordsOf(await submit())).toContain('Alert set up for LE1 1WA, drugs.')
  })

  it('says beside the postcode that no figures are held for it', async () => {
    const running = await app()
    const { typeOpening, fill, submit, postcodeArea, alerts } = running
    postcodeArea.respond({ status: 404, body: '{"message":"Postcode not found"}' })
    await typeOpening('alert', 'The channel gets a post')
    fill({ postcode: 'LE1 1WA' })
    await submit()
    expect(errorsOf(running)).toEqual({
      'alert.postcode': expect.stringContaining('We can’t find this postcode'),
    })
    expect(alerts.all()).toEqual([])
  })

  it('says beside the channel that it is full', async () => {
    const running = await app()
    const { typeOpening, fill, submit, given } = running
    for (let at = 0; at < 300; at += 1) await given({ near: nth(at) })
    await typeOpening('alert', 'The channel gets a post')
    fill({ postcode: 'LE1 1WA' })
    await submit()
    expect(errorsOf(running)).toEqual({ 'alert.channel': expect.stringContaining('has 300 alerts') })
  })

  it.each([
    [
      'the database is unavailable',
      'Alerts aren’t available at the moment.',
      (it: Running) => it.alerts.setUnavailable(),
    ],
    [
      'the look-up fails',
      'The police data service isn’t working at the moment. The alert for LE1 1WA hasn’t been set up.',
      (it: Running) => it.postcodeArea.respond({ status: 500, body: '{}' }),
    ],
  ])('stays as it was filled in when %s', async (_, words, fail) => {
    const running = await app()
    const { typeOpening, fill, submit, alerts, postcodeArea } = running
    await typeOpening('alert', 'The channel gets a post')
    fill({ postcode: 'LE1 1WA', categories: ['drugs'], thread: [], paused: '2999-01-05' })
    fail(running)
    const again = await submit()
    expect(wordsOf(again)).toContain(words)
    alerts.setUnavailable(false)
    postcodeArea.respond(undefined)
    expect(wordsOf(await submit())).toContain('Alert set up for LE1 1WA, drugs.')
    expect(alerts.all()).toMatchObject([
      { categories: ['drugs'], inThread: false, pausedUntil: '2999-01-05' },
    ])
  })

  it('for a postcode that the channel has an alert for edits that alert, with what was chosen', async () => {
    const { typeOpening, fill, submit, given, alerts, inChannel, calls } = await app()
    await given({ categories: ['drugs'] })
    await typeOpening('alert', 'The channel gets a post')
    fill({ postcode: 'LE1 1WA', categories: ['burglary'] })
    const existing = await submit()
    expect(wordsOf(existing)).toContain(
      'This channel already has an alert for *LE1 1WA* (drugs), set up by <@U0PRIYA>.',
    )
    expect(alerts.all()).toMatchObject([{ categories: ['drugs'] }])
    expect(wordsOf(await submit())).toContain('Alert saved for LE1 1WA, burglary.')
    expect(alerts.all()).toMatchObject([{ id: 'a1', categories: ['burglary'], announced: '2020-01' }])
    expect(inChannel(priya.channel).map(({ text }) => text)).toEqual([
      '<@U0PRIYA> has changed the alert for LE1 1WA: it covers burglary.',
    ])
    expect(calls()).toEqual([])
  })

  it('for a postcode that the channel has an alert for keeps the categories typed beside it', async () => {
    const { typeOpening, fill, submit, given, alerts } = await app()
    await given({ categories: ['drugs'] })
    await typeOpening('alert', 'The channel gets a post')
    fill({ postcode: 'LE1 1WA burglary' })
    expect(wordsOf(await submit())).toContain('already has an alert for *LE1 1WA* (drugs)')
    expect(wordsOf(await submit())).toContain('Alert saved for LE1 1WA, burglary.')
    expect(alerts.all()).toMatchObject([{ id: 'a1', categories: ['burglary'] }])
  })

  it('says that a channel takes no post, and posts the button to try again as a direct message', async () => {
    const { typeOpening, fill, submit, alerts, slack, inChannel, pressInPlace } = await app(EXPECT_REFUSALS)
    await typeOpening('alert', 'The channel gets a post')
    fill({ postcode: 'LE1 1WA', channel: COMMITTEE, categories: ['drugs'] })
    const result = wordsOf(await submit())
    expect(result).toContain(
      'Street Crime can’t see <#C0COMMITTEE>, so the alert for LE1 1WA hasn’t been set up.',
    )
    expect(result).toContain('There’s a button for that in your conversation with Street Crime.')
    expect(alerts.all()).toEqual([])
    const [message] = inChannel(OWN)
    if (message === undefined) throw new Error('there is no direct message')
    slack.workspace.invite(COMMITTEE)
    const own = { user: priya.user, channel: OWN }
    expect(read(await pressInPlace(message, 'alert.retry', own))).toContain(
      'Alert set up for LE1 1WA, drugs.',
    )
    expect(alerts.all()).toMatchObject([{ channelId: COMMITTEE, categories: ['drugs'] }])
  })

  it.each([
    ['somebody else', 'U0SAM', []],
    ['oneself', priya.user, ['Edit alert']],
  ])(
    'whose button finds an alert of %s by now names its channel, and edits what one may',
    async (_, setBy, edit) => {
      const { typeOpening, fill, submit, given, owner, inChannel, pressInPlace } = await app(EXPECT_REFUSALS)
      await typeOpening('alert', 'The channel gets a post')
      fill({ postcode: 'LE1 1WA', channel: COMMITTEE })
      await submit()
      const [message] = inChannel(OWN)
      if (message === undefined) throw new Error('there is no direct message')
      await given({ channelId: COMMITTEE }, { ...owner, userId: setBy })
      const known = await pressInPlace(message, 'alert.retry', { user: priya.user, channel: OWN })
      expect(read(known)).toContain('<#C0COMMITTEE> already has an alert for *LE1 1WA*')
      expect(buttons(known)).toEqual(edit)
    },
  )

  it('stays open where no direct message can be posted either', async () => {
    const { typeOpening, fill, submit, alerts, slack } = await app(EXPECT_REFUSALS)
    await typeOpening('alert', 'The channel gets a post')
    fill({ postcode: 'LE1 1WA' })
    slack.faults.set({ where: 'chat.postMessage', what: 'error', error: 'restricted_action' })
    expect(wordsOf(await submit())).toContain('Slack doesn’t let Street Crime post in <#C0NEIGHBOURS>')
    slack.faults.clear()
    expect(wordsOf(await submit())).toContain('Alert set up for LE1 1WA')
    expect(alerts.all()).toHaveLength(1)
  })

  it('of a personal alert has no channel to choose, and is confirmed in the conversation with the app', async () => {
    const { slack, pressOpening, submit, alerts, inChannel, nextMessageOf } = await own()
    const report = await nextMessageOf('LE1 1WA')
    await pressOpening(report, 'alert.here', 'You’ll get a message when')
    expect(slack.modalOf(priya.user)?.state.values).not.toHaveProperty(['alert.channel'])
    expect(wordsOf(await submit())).toContain('Alert set up for LE1 1WA')
    expect(alerts.all()).toMatchObject([{ channelId: priya.user }])
    expect(inChannel(OWN).map(({ text }) => text)).toEqual([
      expect.stringContaining('You’ve set up an alert'),
    ])
  })
})

const own = async () => {
  const running = await app()
  const nextMessageOf = (text: string) => running.type(text, { user: priya.user, channel: 'D0PRIYASAM' })
  return { ...running, nextMessageOf }
}

describe('editing', () => {
  it('another postcode is looked up once and starts from its month', async () => {
    const { typeOpening, fill, submit, given, alerts, calls } = await app()
    await given()
    await typeOpening('alert LE1 1WA', 'already')
    fill({ postcode: 'ST20 0LY' })
    expect(wordsOf(await submit())).toContain('Alert saved for ST20 0LY')
    expect(alerts.all()).toMatchObject([{ id: 'a1', postcode: 'ST20 0LY' }])
    expect(alerts.all()[0]?.announced).not.toBe('2020-01')
    expect(calls()).toEqual(['ST20 0LY'])
  })

  it('another channel gets a confirmation; one that takes no post leaves the alert as it was', async () => {
    const { typeOpening, fill, submit, given, alerts, slack, inChannel } = await app(EXPECT_REFUSALS)
    const before = await given({ categories: ['drugs'] })
    await typeOpening('alert LE1 1WA', 'already')
    fill({ channel: COMMITTEE, categories: ['burglary'] })
    expect(wordsOf(await submit())).toContain('the alert for LE1 1WA hasn’t changed.')
    expect(alerts.all()).toEqual([before])
    slack.workspace.invite(COMMITTEE)
    await slack.closeModal({ user: priya.user })
    await typeOpening('alert LE1 1WA', 'already')
    fill({ channel: COMMITTEE })
    expect(wordsOf(await submit())).toContain('Alert saved for LE1 1WA')
    expect(alerts.all()).toMatchObject([{ id: 'a1', channelId: COMMITTEE, announced: '2020-01' }])
    expect(inChannel(COMMITTEE, sam.user)).toMatchObject([{ visibleTo: 'channel' }])
  })

  it('to a postcode that has an alert says so', async () => {
    const { typeOpening, fill, submit, given, alerts, calls } = await app()
    await given()
    await given({ near: 'ST20 0LY', categories: ['drugs'] })
    await typeOpening('alert LE1 1WA', 'already')
    fill({ postcode: 'ST20 0LY' })
    expect(wordsOf(await submit())).toContain('This channel already has an alert for *ST20 0LY* (drugs)')
    expect(alerts.all()).toHaveLength(2)
    expect(calls()).toEqual([])
  })

  it('an alert that somebody stopped meanwhile says so', async () => {
    const { typeOpening, submit, given, alerts, workspace } = await app()
    const { id } = await given()
    await typeOpening('alert LE1 1WA', 'already')
    await alerts.alerts.hide(workspace, [id])
    expect(wordsOf(await submit())).toContain('That alert no longer exists.')
  })

  it('an alert that had ended is brought back, with a confirmation in its channel', async () => {
    const { typeOpening, submit, given, alerts, inChannel } = await app()
    alerts.put({ ...(await given({ categories: ['drugs'] })), ended: 'not-in-channel' })
    await typeOpening('alert LE1 1WA', 'It has ended.')
    expect(wordsOf(await submit())).toContain('Alert saved for LE1 1WA, drugs.')
    expect(alerts.all()).toMatchObject([{ ended: null, categories: ['drugs'] }])
    expect(inChannel(priya.channel)[0]?.text).toContain('<@U0PRIYA> has restarted the alert for LE1 1WA')
  })
})

describe('a slow look-up', () => {
  const waiting = async (
    options: Parameters<typeof start>[0] = {},
    {
      answer,
      edited,
      postcode = 'LE1 1WA',
    }: { answer?: { body: string }; edited?: string; postcode?: string } = {},
  ) => {
    const running = await app(options)
    const { typeOpening, fill, given, slack, postcodeArea } = running
    postcodeArea.respond(answer)
    if (edited !== undefined) await given({ near: edited })
    const [line, words] = edited ? [`alert ${edited}`, 'already'] : ['alert', 'The channel gets a post']
    await typeOpening(line, words)
    fill({ postcode, categories: ['drugs'] })
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const submitted = slack.submit({ user: priya.user })
    await called
    await vi.advanceTimersByTimeAsync(1_500)
    const delivery = await submitted
    return { ...running, release, delivery }
  }

  it('is acked in time with a loading modal, and then shows the result', async () => {
    const { release, delivery, shows, slack, alerts } = await waiting()
    expect(delivery.outcome).toBe('acked')
    const loading = slack.modalOf(priya.user)
    expect(loading && wordsOf(loading)).toContain('Setting up the alert for LE1 1WA …')
    const done = shows('Alert set up for LE1 1WA, drugs.')
    release()
    await done
    expect(alerts.all()).toMatchObject([{ categories: ['drugs'] }])
  })

  it.each([
    ['Saving the alert for LE1 1WA …', { edited: 'ST20 0LY' }, 'Alert saved for LE1 1WA'],
    ['Setting up the alerts for 2 places …', { postcode: 'LE1 1WA\nLE1 1WB' }, '2 alerts set up'],
  ])('says “%s” meanwhile', async (line, given, result) => {
    const { release, shows, slack } = await waiting({}, given)
    const loading = slack.modalOf(priya.user)
    expect(loading && wordsOf(loading)).toContain(line)
    const done = shows(result)
    release()
    await done
  })

  it('that fails brings the form back as it was filled in', async () => {
    const { release, shows, postcodeArea, submit, slack } = await waiting({}, { answer: { body: 'nothing' } })
    const again = shows('The alert for LE1 1WA hasn’t been set up.')
    release()
    await again
    vi.useRealTimers()
    expect(slack.modalOf(priya.user)?.state.values['alert.postcode']).toMatchObject({
      'alert.postcode': { value: 'LE1 1WA' },
    })
    postcodeArea.respond(undefined)
    expect(wordsOf(await submit())).toContain('Alert set up for LE1 1WA, drugs.')
  })

  it('that ends in a defect of the app’s shows the apology in place of the loading view', async () => {
    const { release, shows, alerts } = await waiting()
    // No repository gives this: what is shown of it throws.
    const existing = [null]
    const create = async () => ({ ok: true, value: { alerts: [], existing, left: [], full: null } })
    Object.assign(alerts.alerts, { create })
    const sorry = shows('Something went wrong in Street Crime.')
    release()
    await sorry
  })

  it('whose modal was closed has its result in a direct message', async () => {
    const { release, slack, alerts } = await waiting(EXPECT_REFUSALS)
    await slack.closeModal({ user: priya.user })
    const message = slack.nextMessage((it) => it.channel === OWN)
    release()
    expect(read(await message)).toContain('Alert set up for LE1 1WA, drugs.')
    expect(alerts.all()).toHaveLength(1)
  })
})

describe('the form of a pasted list', () => {
  it('over two fields shows again what is no place, in fields of its own, and what is added then is set up', async () => {
    const { typeOpening, shows, fill, submit, slack, alerts } = await app()
    await typeOpening('alert', 'The channel gets a post')
    const wider = shows('More postcodes (2)')
    await slack.act({ user: priya.user, actionId: 'alert.more-places' })
    await wider
    fill({ postcode: 'LE1 1WA Head office\nLE2 7LX Depot' })
    slack.type({ user: priya.user, actionId: 'alert.postcode.1', value: 'LE3 0QA Yard\nEH1 1YZ Edinburgh' })
    expect(wordsOf(await submit())).toContain('3 alerts set up')
    const values = Object.entries(slack.modalOf(priya.user)?.state?.values ?? {})
    const texts = values.flatMap(([id, field]) => (id.startsWith('alert.postcode') ? [field[id]?.value] : []))
    expect(texts).toEqual(['EH1 1YZ Edinburgh'])
    fill({ 'postcode.r1': 'LE4 0AA Shop' })
    expect(wordsOf(await submit())).toContain('Alert set up for Shop (LE4 0AA)')
    expect(alerts.all().map(({ name }) => name)).toEqual(['Head office', 'Depot', 'Yard', 'Shop'])
  })
})

describe('the form of an alert, saved', () => {
  const edited = async (given: object) => {
    const steps = await app()
    await steps.given(given)
    const list = await steps.type('alerts')
    const told = () => steps.inChannel(priya.channel, sam.user).map(({ text }) => text)
    const value = `edit ${steps.alerts.all()[0]?.id}`
    await steps.pressOpening(list, 'alert.act', 'Anyone in the channel', { value })
    return { ...steps, told }
  }

  it.each([[[]], [['robbery', 'drugs']]])(
    'without a change of its categories %j tells the channel nothing',
    async (categories) => {
      const { submit, told } = await edited({ categories })
      expect(wordsOf(await submit())).toContain('Alert saved for')
      expect(told()).toEqual([])
    },
  )

  it('without its pause says that the alert was restarted', async () => {
    const { fill, submit, told } = await edited({ pausedUntil: '2099-01-01' })
    fill({ paused: '' })
    await submit()
    expect(told()).toEqual([expect.stringContaining('has restarted the alert for')])
  })

  it('with another postcode and other choices names the place it was for, and each difference', async () => {
    const { fill, submit, told } = await edited({ name: 'Depot' })
    fill({ postcode: 'ST20 0LY', name: 'Yard', categories: ['drugs'], thread: [], paused: '2999-01-05' })
    await submit()
    expect(told()).toEqual([
      '<@U0PRIYA> has changed the alert for Depot (LE1 1WA): it’s now for Yard (ST20 0LY), it covers drugs, ' +
        'the full figures don’t come in a thread any more and it’s paused until 5 January 2999.',
    ])
  })
})

describe('the form of a list that holds a place with an alert', () => {
  it('names the other line too, and shows it again', async () => {
    const { typeOpening, fill, submit, given, slack, alerts } = await app()
    await given({ categories: ['drugs'] })
    await typeOpening('alert', 'The channel gets a post')
    fill({ postcode: 'LE1 1WA\nLE1 9Z Depot' })
    const shown = wordsOf(await submit())
    expect(shown).toContain('Already set up: 1\nLE1 1WA')
    expect(shown).toContain('Not a full postcode: 1\nLE1 9Z Depot')
    expect(Object.entries(slack.modalOf(priya.user)?.state.values ?? {})[0]?.[1]).toMatchObject({
      'alert.postcode.r1': { value: 'LE1 9Z Depot' },
    })
    expect(alerts.all()).toMatchObject([{ categories: ['drugs'] }])
  })
})

describe('the form that pauses an alert', () => {
  const pausing = async () => {
    const steps = await app()
    await steps.given({ categories: ['drugs'], name: 'Depot', minIncidents: 5, inThread: false })
    const list = await steps.type('alerts')
    const value = `pause ${steps.alerts.all()[0]?.id}`
    await steps.pressOpening(list, 'alert.act', 'new figures for Depot (LE1 1WA) until this date', { value })
    return steps
  }

  it('asks the day alone, and leaves the rest as it is', async () => {
    const { fill, submit, slack, alerts, inChannel } = await pausing()
    expect(Object.keys(slack.modalOf(priya.user)?.state.values ?? {})).toEqual(['alert.paused'])
    const [before] = alerts.all()
    fill({ paused: '2999-01-05' })
    expect(wordsOf(await submit())).toContain('It’s paused until 5 January 2999.')
    expect(alerts.all()).toEqual([{ ...before, pausedUntil: '2999-01-05' }])
    expect(inChannel(priya.channel, sam.user).map(({ text }) => text)).toEqual([
      '<@U0PRIYA> has paused the alert for Depot (LE1 1WA) until 5 January 2999.',
    ])
  })

  it('says what is wrong with a day that is over', async () => {
    const steps = await pausing()
    steps.fill({ paused: '2020-01-05' })
    await steps.submit()
    expect(errorsOf(steps)).toEqual({ 'alert.paused': 'Choose a date after today.' })
  })

  it('stays open while the database is unavailable', async () => {
    const { submit, alerts } = await pausing()
    alerts.setUnavailable()
    expect(wordsOf(await submit())).toContain('Alerts aren’t available at the moment.')
    alerts.setUnavailable(false)
    expect(wordsOf(await submit())).toContain('It’s paused until')
  })
})
