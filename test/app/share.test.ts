import { describe, expect, it } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { buttons, partsOf, read } from '../support/read-message.ts'

const start = appForEachTest()
const shared = 'U0SAM'

describe('Share to channel', () => {
  // The app is a member of neither.
  it.each(['C0NEIGHBOURS', 'C0COMMITTEE'])(
    'shows the report to everyone in %s, and who shared it',
    async (channel) => {
      const { ask, slack, postcodeArea } = await start()
      const who = { user: 'U0PRIYA', channel }
      const report = await ask('LE1 1WA', who)
      const posted = slack.nextMessage()
      await slack.press({ ...who, ts: report.ts, actionId: 'report.share' })
      const public_ = await posted
      expect(public_).toMatchObject({ visibleTo: 'channel', from: 'app', channel })
      expect(read(public_)).toContain('Street crime near LE1 1WA')
      expect(read(public_)).toContain('Shared by <@U0PRIYA>')
      expect(buttons(public_)).toEqual(['Browse incidents'])
      expect(slack.messages(channel, shared)).toEqual([public_])
      // The private report stands as it was.
      expect(slack.messages(channel, 'U0PRIYA')).toEqual([report, public_])
      expect(postcodeArea.calls).toHaveLength(1)
    },
  )

  it('asks first, and says who will see it', async () => {
    const { ask } = await start()
    const [share] = partsOf((await ask('LE1 1WA')).blocks).filter((part) => part.action_id === 'report.share')
    expect(share?.confirm).toMatchObject({
      title: { text: 'Share with this channel?' },
      text: { text: expect.stringContaining('Everyone here will see these figures for LE1 1WA') },
      confirm: { text: 'Share' },
      deny: { text: 'Cancel' },
    })
  })

  it('shares the category that is shown', async () => {
    const { ask, slack } = await start()
    const report = await ask('LE1 1WA burglary')
    const posted = slack.nextMessage()
    await slack.press({ user: 'U0PRIYA', channel: 'C0NEIGHBOURS', ts: report.ts, actionId: 'report.share' })
    expect(read(await posted)).toContain('Burglary near LE1 1WA')
  })

  it('a share that fails stays between the app and the person, who can try again', async () => {
    const { ask, later, slack, postcodeArea, pressInPlace } = await start()
    const report = await ask('LE1 1WA')
    later(3_600_000)
    postcodeArea.respond({ status: 500 })
    const posted = slack.nextMessage()
    await slack.press({ user: 'U0PRIYA', channel: 'C0NEIGHBOURS', ts: report.ts, actionId: 'report.share' })
    const failure = await posted
    expect(failure.visibleTo).toBe('U0PRIYA')
    expect(read(failure)).toContain('The police data service isn’t working at the moment.')
    expect(slack.messages('C0NEIGHBOURS', shared)).toEqual([])
    postcodeArea.respond(undefined)
    expect(await pressInPlace(failure, 'report.retry')).toMatchObject({ visibleTo: 'U0PRIYA' })
  })
})

describe('in direct messages', () => {
  const labels = ['Browse incidents', 'All categories', 'Share here', 'Save place', 'Alert me']

  it.each([
    ['two', 'D0PRIYASAM'],
    ['several', 'G0PRIYASAMLEE'],
  ])('of %s people Share shows the report to all of them', async (_, channel) => {
    const { ask, slack } = await start()
    const who = { user: 'U0PRIYA', channel }
    const report = await ask('LE1 1WA burglary', who)
    expect(buttons(report)).toEqual(labels)
    const posted = slack.nextMessage()
    await slack.press({ ...who, ts: report.ts, actionId: 'report.share' })
    const public_ = await posted
    expect(read(public_)).toMatch(/^Shared by <@U0PRIYA>\nBurglary near LE1 1WA/)
    expect(slack.messages(channel, shared)).toEqual([public_])
  })

  it('with the app itself there is nobody to share with', async () => {
    const { ask, slack, pressInPlace } = await start()
    // Slack names the conversation when somebody opens it.
    await slack.openHome({ user: 'U0PRIYA', tab: 'messages' })
    const who = { user: 'U0PRIYA', channel: 'D0PRIYAAPP' }
    const report = await ask('LE1 1WA burglary', who)
    expect(buttons(report)).toEqual(labels.filter((label) => label !== 'Share here'))
    expect(buttons(await pressInPlace(report, 'report.all', who))).not.toContain('Share here')
  })
})
