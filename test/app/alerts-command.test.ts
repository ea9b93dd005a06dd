import { describe, expect, it } from 'vitest'
import { choiceFor } from '../../src/features/alerts/alert.ts'
import { nth } from '../support/answers.ts'
import { alertSteps, COMMITTEE, OWN, sam } from '../support/app/alert-actions.ts'
import { wordsOf } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { buttons, read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()
const app = async (options: Parameters<typeof start>[0] = {}) => alertSteps(await start(options))
const EXPECT_REFUSALS = { refusals: 'expected' } as const

describe.each(['http', 'socket'] as const)('/crime alert, in %s mode', (mode) => {
  it('sets an alert up: one look-up, a confirmation in the channel, an answer to the person', async () => {
    const { type, alerts, inChannel, calls } = await app({ mode })
    const answer = await type('alert LE1 1WA burglary and vehicle crime')
    expect(read(answer)).toContain('Alert set up for LE1 1WA, burglary and vehicle crime.')
    expect(buttons(answer)).toEqual(['Manage alerts'])
    const [line, own] = inChannel(priya.channel)
    expect(line).toMatchObject({ visibleTo: 'channel', from: 'app' })
    expect(line?.text).toMatch(
      /^<@U0PRIYA> has set up an alert for LE1 1WA: new figures for burglary and vehicle crime/,
    )
    expect(own).toEqual(answer)
    expect(inChannel(priya.channel, sam.user)).toEqual([line])
    expect(alerts.all()).toMatchObject([
      {
        channelId: priya.channel,
        postcode: 'LE1 1WA',
        categories: ['burglary', 'vehicle-crime'],
        inThread: true,
        pausedUntil: null,
        setBy: priya.user,
        hasPosted: false,
        ended: null,
      },
    ])
    // The month that is out is not announced, and the answer says which it is.
    expect(alerts.all()[0]?.announced).toMatch(/^\d{4}-\d\d$/)
    expect(read(answer)).toContain('is already out, so your first alert will be for ')
    expect(calls()).toEqual(['LE1 1WA'])
  })
})

it('with several places tells the channel the categories that they share', async () => {
  const { type, inChannel } = await app()
  await type(`alert ${nth(0)}, ${nth(1)} burglary`)
  const [told] = inChannel(priya.channel, sam.user)
  expect(told?.text).toContain('has set up alerts for 2 places: new figures for burglary will be posted here')
})

it('with places whose alerts had ended brings them back, told in one line', async () => {
  const { type, alerts, given, inChannel } = await app()
  for (const at of [0, 1]) alerts.put({ ...(await given({ near: nth(at) })), ended: 'archived' })
  const answer = read(await type(`alert ${nth(0)}, ${nth(1)}, ${nth(2)}`))
  expect(answer).toContain('1 alert set up and 2 alerts restarted.')
  expect(answer).toMatch(/Restarted: 2\n.*LE1 0AA/)
  expect(alerts.all().map(({ ended }) => ended)).toEqual([null, null, null])
  expect(inChannel(priya.channel, sam.user)).toHaveLength(1)
})

describe('/crime alert', () => {
  it('where the local force’s figures are missing says so, and announces whatever they are next', async () => {
    const { type, alerts } = await app()
    const answer = await type('alert M20 0BP')
    expect(read(answer)).toContain(
      'The local police force’s latest figures are missing here: only the British',
    )
    expect(alerts.all()).toMatchObject([{ announced: null, waitingSince: expect.any(Number) }])
  })

  it('for an existing alert opens the form filled in, without a call', async () => {
    const { typeOpening, given, calls, slack } = await app()
    await given({ categories: ['drugs'], inThread: false })
    const modal = await typeOpening('alert LE1 1WA', 'This channel already has an alert for')
    expect(modal.private_metadata).toContain('"id":"a1"')
    expect(slack.modalOf(priya.user)?.state.values).toMatchObject({
      'alert.postcode': { 'alert.postcode': { value: 'LE1 1WA' } },
      'alert.channel': { 'alert.channel': { selected_conversation: priya.channel } },
      'alert.categories': { 'alert.categories': { selected_options: [{ value: 'drugs' }] } },
      'alert.thread': { 'alert.thread': { selected_options: [] } },
    })
    expect(calls()).toEqual([])
  })

  it('for an existing alert with other categories opens the form with those, and says what exists', async () => {
    const { typeOpening, given, slack } = await app()
    await given({ categories: ['drugs'] })
    const modal = await typeOpening('alert LE1 1WA burglary', '(drugs), set up by')
    expect(wordsOf(modal)).toContain('Save to change it as shown below.')
    expect(slack.modalOf(priya.user)?.state.values['alert.categories']).toMatchObject({
      'alert.categories': { selected_options: [{ value: 'burglary' }] },
    })
  })

  it('whose modal Slack does not open says so, with a button that opens it', async () => {
    const { slack, type, given, pressOpening } = await app(EXPECT_REFUSALS)
    await given()
    slack.faults.set({ where: 'views.open', what: 'error', error: 'expired_trigger_id', times: 1 })
    const answer = await type('alert LE1 1WA')
    expect(read(answer)).toContain('This channel already has an alert for *LE1 1WA*')
    await pressOpening(answer, 'alert.act', 'Anyone in the channel can change or stop it')
  })

  it('without a postcode opens an empty form for this channel', async () => {
    const { typeOpening, slack } = await app()
    await typeOpening('alert', 'The channel gets a post')
    expect(slack.modalOf(priya.user)?.state.values).toMatchObject({
      'alert.postcode': { 'alert.postcode': { value: null } },
      'alert.channel': { 'alert.channel': { selected_conversation: priya.channel } },
    })
  })

  it.each([
    ['EH1 1YZ', 'EH1 1YZ is in Scotland.', []],
    ['LE1 1WA flying', '“flying” isn’t a category.', ['Choose categories']],
    ['LE1 1WA burglry', 'Did you mean burglary?', ['Choose categories']],
    ['LE1 IWA drugs', 'Did you mean LE1 1WA?', ['Set up alert for LE1 1WA']],
  ])('%s: one clear answer, and no call', async (typed, words, offered) => {
    const { type, calls, alerts } = await app()
    const answer = await type(`alert ${typed}`)
    expect(read(answer)).toContain(words)
    expect(buttons(answer)).toEqual(offered)
    expect(calls()).toEqual([])
    expect(alerts.all()).toEqual([])
  })

  it('with a place’s name opens the form with it, and says why', async () => {
    const { typeOpening, slack, calls } = await app()
    await typeOpening('alert leicester burglary', '“leicester” isn’t a postcode.')
    expect(slack.modalOf(priya.user)?.state.values).toMatchObject({
      'alert.postcode': { 'alert.postcode': { value: 'leicester' } },
      'alert.categories': { 'alert.categories': { selected_options: [{ value: 'burglary' }] } },
    })
    expect(calls()).toEqual([])
  })

  it('sets up several places at once, and says what came of each; the channel is told once', async () => {
    const { type, alerts, given, inChannel } = await app()
    await given({ near: 'M1 1AE' })
    const said = read(await type('alert theft LE1 1WA and ST20 0LY, M1 1AE, EH1 1YZ'))
    expect(said).toContain('2 alerts set up, bicycle theft,')
    expect(said).toContain('Set up: 2\nLE1 1WA\nST20 0LY')
    expect(said).toContain('Already set up: 1\nM1 1AE')
    expect(said).toContain('Not in England or Wales: 1\nEH1 1YZ: in Scotland')
    expect(inChannel(priya.channel, sam.user).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^<@U0PRIYA> has set up alerts for 2 places: new figures/),
    ])
    const theft = ['bicycle-theft', 'other-theft', 'shoplifting', 'theft-from-the-person']
    const made = alerts.all().filter((alert) => alert.postcode !== 'M1 1AE')
    expect(made.map(({ postcode, categories }) => [postcode, [...categories].sort()])).toEqual([
      ['LE1 1WA', theft],
      ['ST20 0LY', theft],
    ])
  })

  it('after a mistyped postcode sets up what was suggested, in place of the question', async () => {
    const { type, pressInPlace, alerts } = await app()
    const question = await type('alert LE1 IWA drugs')
    expect(read(await pressInPlace(question, 'alert.set-up'))).toContain('Alert set up for LE1 1WA, drugs.')
    expect(alerts.all()).toMatchObject([{ postcode: 'LE1 1WA', categories: ['drugs'] }])
  })

  it('for an existing alert beside a slip names both, and opens no form', async () => {
    const { type, given, alerts } = await app()
    await given({ categories: ['drugs'] })
    const said = read(await type('alert LE1 1WA, LE1 IWB'))
    expect(said).toContain('Already set up: 1\nLE1 1WA')
    expect(said).toContain('Not a full postcode: 1\nLE1 IWB: did you mean LE1 1WB?')
    expect(alerts.all()).toMatchObject([{ categories: ['drugs'] }])
  })

  it('for an existing alert with another name opens the form with that', async () => {
    const { typeOpening, given, slack } = await app()
    await given({ name: 'Depot' })
    await typeOpening('alert LE1 1WA - Head office', 'already has an alert for *Depot (LE1 1WA)*')
    expect(slack.modalOf(priya.user)?.state.values['alert.name']).toMatchObject({
      'alert.name': { value: 'Head office' },
    })
  })

  it('of several places with an unknown category offers no form, which would hold the first alone', async () => {
    const { type, alerts } = await app()
    const answer = await type('alert LE1 1WA, B1 1BB burglry')
    expect(read(answer)).toContain('Did you mean burglary? Nothing has been set up: send the line again.')
    expect(buttons(answer)).toEqual([])
    expect(alerts.all()).toEqual([])
  })

  it('with an unknown category opens the form with the postcode', async () => {
    const { type, pressOpening, slack } = await app()
    await pressOpening(await type('alert LE1 1WA dragons'), 'alert.here', 'The channel gets a post')
    expect(slack.modalOf(priya.user)?.state.values['alert.postcode']).toMatchObject({
      'alert.postcode': { value: 'LE1 1WA' },
    })
  })

  it.each(['D0PRIYASAM', 'G0PRIYASAMLEE', OWN])(
    'in %s tells the person in their own conversation',
    async (channel) => {
      const { type, alerts, inChannel } = await app()
      const answer = await type('alert LE1 1WA', { user: priya.user, channel })
      expect(read(answer)).toContain('You’ll get it in your conversation with Street Crime.')
      expect(alerts.all()).toMatchObject([{ channelId: priya.user, setBy: priya.user }])
      const lines = inChannel(OWN).filter(({ visibleTo }) => visibleTo === 'channel')
      expect(lines.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^You’ve set up an alert for LE1 1WA/),
      ])
      expect(inChannel('D0PRIYASAM', 'U0SAM')).toEqual([])
    },
  )

  it('for a postcode without results sets an alert up, which waits for the first month', async () => {
    const { type, alerts, postcodeArea } = await app()
    postcodeArea.respond({ status: 404, body: '{"message":"No Results Found"}' })
    expect(read(await type('alert LE1 1WA'))).toContain('Nothing has been published for this place yet')
    expect(alerts.all()).toMatchObject([{ announced: null }])
  })
})

describe('/crime alert that fails says why, and tries again, after', () => {
  it('a look-up that fails', async () => {
    const { type, pressInPlace, alerts, postcodeArea, inChannel } = await app()
    postcodeArea.respond({ status: 500, body: '{}' })
    const answer = await type('alert LE1 1WA drugs')
    expect(read(answer)).toContain(
      'The police data service isn’t working at the moment. The alert for LE1 1WA hasn’t been set up.',
    )
    expect(alerts.all()).toEqual([])
    expect(inChannel(priya.channel, sam.user)).toEqual([])
    postcodeArea.respond(undefined)
    expect(read(await pressInPlace(answer, 'alert.retry'))).toContain('Alert set up for LE1 1WA, drugs.')
    expect(alerts.all()).toMatchObject([{ categories: ['drugs'] }])
  })

  it('an unavailable database', async () => {
    const { type, alerts, calls } = await app()
    alerts.setUnavailable()
    const answer = await type('alert LE1 1WA')
    expect(read(answer)).toContain('Alerts aren’t available at the moment.')
    expect(calls()).toEqual([])
    alerts.setUnavailable(false)
    expect(read(await type('alert LE1 1WA'))).toContain('Alert set up for LE1 1WA')
  })

  it('a full channel, and a full workspace', async () => {
    const { type, alerts, owner } = await app()
    const fill = (channel: string, count: number) =>
      alerts.alerts.create(
        owner,
        Array.from({ length: count }, (_, at) => choiceFor(channel, { postcode: nth(at), name: null })),
        new Map(),
      )
    await fill(priya.channel, 300)
    expect(read(await type('alert LE1 1WA'))).toContain('The channel has 300 alerts, the most possible.')
    for (let channel = 1; channel < 7; channel += 1) await fill(`C${channel}`, 300)
    const elsewhere = { user: priya.user, channel: COMMITTEE }
    expect(read(await type('alert LE1 1WA', elsewhere))).toContain('This workspace has 2,000 alerts')
    expect(alerts.all()).toHaveLength(2_000)
  })

  it('a channel that takes no post: no alert is kept, and an invitation makes it work', async () => {
    const { type, pressInPlace, alerts, slack, inChannel } = await app(EXPECT_REFUSALS)
    const there = { user: priya.user, channel: COMMITTEE }
    const answer = await type('alert LE1 1WA drugs', there)
    expect(read(answer)).toContain(
      'Street Crime can’t see <#C0COMMITTEE>, so the alert for LE1 1WA hasn’t been set up.',
    )
    expect(read(answer)).toContain('/invite @Street Crime')
    expect(alerts.all()).toEqual([])
    const again = await pressInPlace(answer, 'alert.retry', there)
    expect(read(again)).toContain('the alert for LE1 1WA hasn’t been set up.')
    slack.workspace.invite(COMMITTEE)
    expect(read(await pressInPlace(again, 'alert.retry', there))).toContain(
      'Alert set up for LE1 1WA, drugs.',
    )
    expect(alerts.all()).toMatchObject([{ channelId: COMMITTEE, categories: ['drugs'] }])
    expect(inChannel(COMMITTEE, sam.user)).toMatchObject([{ visibleTo: 'channel' }])
    expect(slack.rejections.map(({ rule }) => rule)).toEqual(['channel_not_found', 'channel_not_found'])
  })

  it.each([
    ['restricted_action', 'Slack doesn’t let Street Crime post in <#C0NEIGHBOURS>'],
    ['is_archived', '<#C0NEIGHBOURS> is archived'],
    ['not_in_channel', 'Street Crime isn’t in <#C0NEIGHBOURS>'],
  ])('a channel that answers %s', async (error, words) => {
    const { type, alerts, slack } = await app(EXPECT_REFUSALS)
    slack.faults.set({ where: 'chat.postMessage', what: 'error', error })
    const answer = await type('alert LE1 1WA')
    expect(read(answer)).toContain(words)
    expect(buttons(answer)).toEqual(['Try again'])
    expect(alerts.all()).toEqual([])
  })

  it('a database that is unavailable for the rollback: typed again, it shows the alert', async () => {
    const { type, typeOpening, alerts, slack } = await app(EXPECT_REFUSALS)
    slack.faults.set({ where: 'chat.postMessage', what: 'error', error: 'not_in_channel', times: 1 })
    const { hide } = alerts.alerts
    Object.assign(alerts.alerts, { hide: async () => ({ ok: false, failure: 'unavailable' }) })
    const answer = await type('alert LE1 1WA')
    Object.assign(alerts.alerts, { hide })
    expect(read(answer)).toContain('Street Crime isn’t in')
    expect(buttons(answer)).toEqual([])
    await typeOpening('alert LE1 1WA', 'This channel already has an alert for')
    expect(alerts.all()).toHaveLength(1)
  })
})

describe('/crime alert with a name', () => {
  it('keeps it beside the postcode, wherever the alert is named', async () => {
    const { type, alerts, inChannel } = await app()
    expect(read(await type('alert LE1 1WA - Head office'))).toContain(
      'Alert set up for Head office (LE1 1WA)',
    )
    expect(alerts.all()).toMatchObject([{ name: 'Head office' }])
    expect(inChannel(priya.channel)[0]?.text).toContain('has set up an alert for Head office (LE1 1WA)')
    expect(read(await type('alerts'))).toContain('*Head office (LE1 1WA)*\u2002All categories')
  })
})

describe('/crime stop', () => {
  it('of what another set up tells them, in their own conversation with the app', async () => {
    const { type, given, inChannel } = await app()
    await given()
    await type('stop LE1 1WA', sam)
    const told = inChannel(OWN, priya.user).filter(({ visibleTo }) => visibleTo === 'channel')
    expect(told.map(({ text }) => text)).toEqual([
      '<@U0SAM> has stopped the alert for LE1 1WA in <#C0NEIGHBOURS>, which you set up.',
    ])
  })

  it('by itself tells nobody but the channel', async () => {
    const { type, given, inChannel } = await app()
    await given()
    await type('stop LE1 1WA')
    expect(inChannel(OWN, priya.user)).toEqual([])
  })

  it.each(['stop le1 1wa', 'LE1 1WA alert off', 'unsubscribe LE1 1WA'])(
    '%s: stops at once, tells the channel, and Undo sets it again',
    async (typed) => {
      const { type, given, pressInPlace, alerts, inChannel } = await app()
      await given({ categories: ['drugs'], inThread: false })
      const stopped = await type(typed)
      expect(read(stopped)).toContain('Alert stopped for LE1 1WA.')
      expect(alerts.all()).toEqual([])
      expect(inChannel(priya.channel, sam.user).map(({ text }) => text)).toEqual([
        '<@U0PRIYA> has stopped the alert for LE1 1WA.',
      ])
      expect(read(await pressInPlace(stopped, 'alert.retry'))).toContain(
        'The alert for LE1 1WA is running again.',
      )
      expect(alerts.all()).toMatchObject([{ postcode: 'LE1 1WA', categories: ['drugs'], inThread: false }])
      expect(inChannel(priya.channel, sam.user).at(-1)?.text).toMatch(
        /^<@U0PRIYA> has restarted the alert for LE1 1WA/,
      )
    },
  )

  it('of several places stops each, and one Undo sets them all again', async () => {
    const { type, given, pressInPlace, alerts, inChannel } = await app()
    await given({ categories: ['drugs'] })
    await given({ near: 'ST20 0LY' })
    const stopped = await type('stop LE1 1WA, M1 1AE and ST20 0LY')
    expect(read(stopped)).toContain('There’s no alert for M1 1AE here.')
    expect(alerts.all()).toEqual([])
    expect(inChannel(priya.channel, sam.user).map(({ text }) => text)).toEqual([
      '<@U0PRIYA> has stopped the alerts for 2 places.',
    ])
    expect(buttons(stopped)).toEqual(['Undo'])
    expect(read(await pressInPlace(stopped, 'alert.retry'))).toContain(
      'The alerts for LE1 1WA and ST20 0LY are running again.',
    )
    expect(inChannel(priya.channel, sam.user)).toHaveLength(2)
    expect(alerts.all().map(({ postcode, categories }) => [postcode, categories])).toEqual([
      ['LE1 1WA', ['drugs']],
      ['ST20 0LY', []],
    ])
  })

  it('of a place beside a slip stops the one, and says which it did not understand', async () => {
    const { type, given, alerts } = await app()
    await given()
    const answer = await type('stop LE1 1WA, LE1 IWB')
    expect(read(answer)).toContain('Alert stopped for LE1 1WA.')
    expect(read(answer)).toContain('Did you mean LE1 1WB?')
    expect(buttons(answer)).toEqual(['Undo'])
    expect(alerts.all()).toEqual([])
  })

  it('of one’s own tells nobody else', async () => {
    const { type, given, alerts, inChannel } = await app()
    await given({ channelId: priya.user })
    const own = { user: priya.user, channel: OWN }
    expect(read(await type('stop LE1 1WA', own))).toContain('You won’t get new figures for it any more.')
    expect(alerts.all()).toEqual([])
    expect(inChannel(OWN, priya.user)).toHaveLength(1)
  })

  it.each([
    ['stop ST20 0LY', 'There’s no alert for ST20 0LY here.'],
    ['stop leicester', '“leicester” isn’t a postcode.'],
    ['stop', 'Alerts in this channel'],
    ['pause LE1 1WA', '*LE1 1WA*\u2002All categories'],
    ['pause ST20 0LY', 'There’s no alert for ST20 0LY here.'],
  ])('%s', async (typed, words) => {
    const { type, given, alerts } = await app()
    await given()
    expect(read(await type(typed))).toContain(words)
    expect(alerts.all()).toHaveLength(1)
  })

  it('says that alerts are unavailable', async () => {
    const { type, given, alerts } = await app()
    await given()
    alerts.setUnavailable()
    expect(read(await type('stop LE1 1WA'))).toContain('Alerts aren’t available at the moment.')
    alerts.setUnavailable(false)
    expect(alerts.all()).toHaveLength(1)
  })
})
