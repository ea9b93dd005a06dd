import { afterEach, describe, expect, it, vi } from 'vitest'
import { viewActions } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { buttons, partsOf, read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()
const { channel, user } = priya
const everyone = 'U0SAM'
afterEach(() => void vi.useRealTimers())

/** What the only place of a comparison that answered has, as its report has. */
const OF_A_REPORT = ['Browse incidents', 'Share to channel', 'Save place', 'Alert this channel']

describe.each(['http', 'socket'] as const)('comparing in %s mode', (mode) => {
  it('shows the places side by side, privately, with a way to each and to everyone', async () => {
    const { ask, slack, postcodeArea } = await start({ mode })
    const comparison = await ask('LE1 1WA vs st20 0ly')
    expect(read(comparison)).toMatch(/Street crime near LE1 1WA and ST20 0LY\n[^\n]* near LE1 1WA/)
    expect(read(comparison)).toContain('These are counts, not rates')
    expect(comparison).toMatchObject({ visibleTo: user, from: 'app' })
    expect(buttons(comparison)).toEqual([
      'Report for LE1 1WA',
      'Report for ST20 0LY',
      'Share to channel',
      'Save all',
      'Copy as text',
    ])

    const report = slack.nextMessage()
    await slack.press({ ...priya, ts: comparison.ts, actionId: 'report.open.1' })
    expect(read(await report)).toContain('Street crime near ST20 0LY')
    const shared = slack.nextMessage()
    await slack.press({ ...priya, ts: comparison.ts, actionId: 'compare.share' })
    const public_ = await shared
    expect(public_.visibleTo).toBe('channel')
    expect(read(public_)).toContain('Shared by <@U0PRIYA>')
    expect(buttons(public_)).toEqual(['Report for LE1 1WA', 'Report for ST20 0LY'])
    expect(slack.messages(channel, everyone)).toEqual([public_])
    expect(slack.messages(channel, user)).toContainEqual(comparison)
    expect(postcodeArea.calls).toHaveLength(2)

    const theirs = slack.nextMessage()
    await slack.press({ channel, user: everyone, ts: public_.ts, actionId: 'report.open' })
    expect(await theirs).toMatchObject({ visibleTo: everyone })
    expect(postcodeArea.calls).toHaveLength(2)
  })
})

describe('a comparison', () => {
  it('asks before it is shared, and says who will see it', async () => {
    const { ask } = await start()
    const [share] = partsOf((await ask('LE1 1WA and M1 1AE')).blocks).filter(
      (part) => part.action_id === 'compare.share',
    )
    expect(share?.confirm).toMatchObject({
      text: { text: 'Everyone here will see this comparison, shared by you.' },
    })
  })

  it('of four places has four calls under way before the first is answered, and one line meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { slack, postcodeArea } = await start()
    const release = postcodeArea.hold()
    await slack.command({ ...priya, text: 'LE1 1WA, M1 1AE, ST20 0LY and SW1A 1AA' })
    while (postcodeArea.calls.length < 4) await postcodeArea.nextCall()
    expect(postcodeArea.calls.map(({ postcode }) => postcode).sort()).toEqual([
      'LE1 1WA',
      'M1 1AE',
      'ST20 0LY',
      'SW1A 1AA',
    ])
    expect(slack.messages(channel, user)).toEqual([])
    const line = slack.nextMessage()
    await vi.advanceTimersByTimeAsync(2_500)
    expect(await line).toMatchObject({
      text: 'Looking up LE1 1WA, M1 1AE, ST20 0LY and SW1A 1AA …',
      visibleTo: user,
    })
    const answered = slack.nextMessage()
    release()
    expect(read(await answered)).toContain('Street crime near LE1 1WA, M1 1AE, ST20 0LY and SW1A 1AA')
    expect(postcodeArea.calls).toHaveLength(4)
  })

  it('says at five places that four fit, without a call, and compares the first four', async () => {
    const { ask, pressInPlace, postcodeArea } = await start()
    const refusal = await ask('LE1 1WA, M1 1AE, ST20 0LY, SW1A 1AA, E1 6AN')
    expect(read(refusal)).toContain('You can compare up to four places.')
    expect(postcodeArea.calls).toEqual([])
    const four = await pressInPlace(refusal, 'compare.retry')
    expect(read(four)).toContain('Street crime near LE1 1WA, M1 1AE, ST20 0LY and SW1A 1AA')
    expect(postcodeArea.calls).toHaveLength(4)
  })

  it.each([
    ['M40 4AA', 'We can’t find M40 4AA.', []],
    ['M40 4NR', 'Nothing was recorded near M40 4NR in the latest month.', []],
    ['M20 0EY', 'Nothing was recorded near M20 0EY in the latest month.', []],
    [
      'M50 0AA',
      'We couldn’t get the figures for M50 0AA.\nThe police data service isn’t working at the moment.',
      ['Try again'],
    ],
    [
      'M60 0RS',
      'We couldn’t get the figures for M60 0RS.\nThe police data service didn’t answer.',
      ['Try again'],
    ],
    [
      'M20 0HT',
      'We couldn’t get the figures for M20 0HT.\nThe police data service sent something we can’t read.',
      ['Try again'],
    ],
  ])('with %s shows the other place and says why', async (other, why, more) => {
    const { ask } = await start()
    const comparison = await ask(`LE1 1WA vs ${other}`)
    expect(read(comparison)).toContain('Street crime near LE1 1WA')
    expect(read(comparison)).toContain(why)
    expect(buttons(comparison)).toEqual([...more, ...OF_A_REPORT])
  })

  it.each([
    ['EH1 1YZ', 'EH1 1YZ is in Scotland.'],
    ['nowhere', '“nowhere” isn’t a postcode.'],
  ])('of which one place is %s is a report on the other, and says why', async (other, why) => {
    const { ask } = await start()
    const report = await ask(`LE1 1WA vs ${other}`)
    expect(read(report)).toContain('Street crime near LE1 1WA')
    expect(read(report)).toContain(why)
    expect(buttons(report)).toContain('Browse incidents')
  })

  it('whose place failed is whole after Try again, in its place, with one more call', async () => {
    const { ask, pressInPlace, postcodeArea } = await start()
    await ask('LE1 1WA')
    postcodeArea.respond({ status: 500, body: '{}' })
    const gap = await ask('LE1 1WA and M1 1AE')
    expect(buttons(gap)).toEqual(['Try again', ...OF_A_REPORT])
    postcodeArea.respond(undefined)
    const before = postcodeArea.calls.length
    const whole = await pressInPlace(gap, 'compare.retry')
    expect(read(whole)).toContain('Street crime near LE1 1WA and M1 1AE')
    expect(postcodeArea.calls.slice(before).map(({ postcode }) => postcode)).toEqual(['M1 1AE'])
  })

  it('of one category leads to reports on that category', async () => {
    const { ask, slack } = await start()
    const comparison = await ask('burglary LE1 1WA vs SW1A 1AA')
    expect(read(comparison)).toContain('Burglary near LE1 1WA and SW1A 1AA')
    const report = slack.nextMessage()
    await slack.press({ ...priya, ts: comparison.ts, actionId: 'report.open' })
    expect(read(await report)).toContain('Burglary near LE1 1WA')
  })

  it('of one place twice is its report', async () => {
    const { ask, postcodeArea } = await start()
    expect(buttons(await ask('LE1 1WA vs le11wa'))).toContain('Browse incidents')
    expect(postcodeArea.calls).toHaveLength(1)
  })

  it('is charted, and the chart is shared, without another call', async () => {
    const { ask, slack, postcodeArea } = await start()
    const { ts } = await ask('LE1 1WA vs SW1A 1AA')
    const press = async (at: string, actionId: string, value?: string) => {
      const said = slack.nextMessage()
      await slack.press({ ...priya, ts: at, actionId, ...(value === undefined ? {} : { value }) })
      return said
    }
    const chart = await press(ts, 'compare.more', 'chart LE1 1WA;SW1A 1AA')
    expect(chart.visibleTo).toBe(user)
    expect(partsOf(chart.blocks).filter(({ type }) => type === 'data_visualization')).toHaveLength(1)
    const shared = await press(chart.ts, 'compare.chart.share')
    expect(shared.visibleTo).toBe('channel')
    expect(read(shared)).toMatch(/^Shared by <@U0PRIYA>\nStreet crime near LE1 1WA and SW1A 1AA/)
    expect(buttons(shared)).toEqual([])
    expect(postcodeArea.calls).toHaveLength(2)
  })

  it('of many incidents with few is offered no chart, and is its table where one is typed', async () => {
    const { ask } = await start()
    const { blocks } = await ask('LE1 1WA vs ST20 0LY')
    expect(partsOf(blocks).filter(({ type }) => type === 'overflow')).toEqual([])
    expect(read(await ask('chart LE1 1WA vs ST20 0LY'))).toMatch(/Category +LE1 1WA/)
  })

  it('is copied as text in columns, from memory or after its look-ups', async () => {
    const running = await start()
    const { ask, later, slack, postcodeArea } = running
    const { shows } = viewActions(running, 'modal')
    const { ts } = await ask('LE1 1WA vs ST20 0LY')
    for (const calls of [2, 4]) {
      const shown = shows('Category\tLE1 1WA\tST20 0LY')
      await slack.press({ ...priya, ts, actionId: 'compare.more', value: 'text LE1 1WA;ST20 0LY' })
      await shown
      expect(postcodeArea.calls).toHaveLength(calls)
      await slack.closeModal({ user })
      later(3_600_000)
    }
  })

  it('that Slack does not open as text is answered with itself', async () => {
    const { ask, slack } = await start()
    const { ts } = await ask('LE1 1WA vs ST20 0LY')
    slack.faults.set({ where: 'views.open', what: 'error', error: 'expired_trigger_id' })
    const said = slack.nextMessage()
    await slack.press({ ...priya, ts, actionId: 'compare.more', value: 'text LE1 1WA;ST20 0LY' })
    expect(read(await said)).toContain('Street crime near LE1 1WA and ST20 0LY')
  })

  it('has all of its places saved by one button', async () => {
    const { ask, slack, places } = await start()
    const { ts } = await ask('LE1 1WA vs ST20 0LY')
    const said = slack.nextMessage()
    await slack.press({ ...priya, ts, actionId: 'place.save-all' })
    expect(read(await said)).toContain('LE1 1WA and ST20 0LY are on your Street Crime Home tab.')
    expect(places.of({ teamId: 'T0PLAYGROUND', userId: user })).toEqual(['LE1 1WA', 'ST20 0LY'])
  })

  it('has no Share in the conversation with the app', async () => {
    const { ask, slack } = await start()
    await slack.openHome({ user, tab: 'messages' })
    const who = { user, channel: 'D0PRIYAAPP' }
    expect(buttons(await ask('LE1 1WA vs M1 1AE', who))).toEqual([
      'Report for LE1 1WA',
      'Report for M1 1AE',
      'Save all',
    ])
  })

  it('that is shared after its hour, and fails then, stays between the app and the person', async () => {
    const { ask, later, slack, postcodeArea } = await start()
    const comparison = await ask('LE1 1WA vs M1 1AE')
    later(3_600_000)
    postcodeArea.respond({ status: 500, body: '{}' })
    const said = slack.nextMessage()
    await slack.press({ ...priya, ts: comparison.ts, actionId: 'compare.share' })
    const failure = await said
    expect(failure.visibleTo).toBe(user)
    expect(read(failure)).toContain(
      'We couldn’t get the figures for LE1 1WA and M1 1AE.\nThe police data service isn’t working at the moment.',
    )
    expect(slack.messages(channel, everyone)).toEqual([])
  })
})
