import { describe, expect, it } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'
import { until } from '../support/until.ts'

const start = appForEachTest()

const asText = (line: { msg: string }) => line.msg.startsWith('Slack refused the blocks of a message')
const left = (line: { msg: string }) => line.msg.startsWith('a person was left without an answer')

describe('a response_url that does not take the answer', () => {
  it('429 once: waited out, and the report comes', async () => {
    const { ask, slack } = await start()
    slack.faults.set({ where: 'response_url', what: 'ratelimited', times: 1, retryAfter: 0 })
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
  })

  it('refuses the blocks of an answer: its text comes, and the log says so once', async () => {
    const { ask, slack, logLines } = await start()
    slack.faults.set({ where: 'response_url', what: 'invalid_blocks', times: 1 })
    expect(await ask('LE1 1WA')).toMatchObject({
      visibleTo: 'U0PRIYA',
      blocks: [],
      text: expect.stringContaining('Street crime near LE1 1WA'),
    })
    expect(logLines().filter(asText)).toMatchObject([{ level: 'error', reason: 'invalid_blocks' }])
  })

  it.each(['server_error', 'reset'] as const)('%s once: a line with a reference comes', async (what) => {
    const { ask, slack, logLines } = await start()
    slack.faults.set({ where: 'response_url', what, times: 1 })
    const said = await ask('LE1 1WA')
    expect(said.text).toMatch(
      /^Something went wrong in Street Crime\. .* reference to whoever looks after Street Crime in your workspace: [0-9a-f]{6}-[0-9a-z]+\.$/,
    )
    expect(said).toMatchObject({ visibleTo: 'U0PRIYA', blocks: [] })
    const line = logLines().find(({ msg }) => msg === 'an answer could not be given')
    expect(line).toMatchObject({ level: 'error', request: /[0-9a-f]{6}-[0-9a-z]+/.exec(said.text)?.[0] })
  })

  it.each(['invalid_blocks', 'server_error', 'reset', 'ratelimited'] as const)(
    '%s for good: the log says that a person was left without an answer, and the app goes on',
    async (what) => {
      const { ask, slack, logLines } = await start()
      slack.faults.set({ where: 'response_url', what, retryAfter: 0 })
      const posted = countPosts(slack)
      await slack.command({ ...priya, text: 'LE1 1WA' })
      await posted(what === 'ratelimited' ? 6 : what === 'invalid_blocks' ? 3 : 2)
      slack.faults.clear()
      expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
      expect(logLines().filter(left)).toHaveLength(1)
    },
  )

  it('slow: the answer comes late', async () => {
    const { ask, slack } = await start()
    slack.faults.set({ where: 'response_url', what: 'slow', times: 1, ms: 50 })
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
  })

  it.each([
    ['server_error', 'Something went wrong in Street Crime.'],
    ['invalid_blocks', 'Street crime near LE1 1WA'],
  ] as const)('%s for a button’s answer: a line in its place', async (what, words) => {
    const { ask, slack, pressInPlace } = await start()
    const report = await ask('LE1 1WA burglary')
    slack.faults.set({ where: 'response_url', what, times: 1 })
    expect((await pressInPlace(report, 'report.all')).text).toContain(words)
  })

  it('a share whose blocks Slack refuses is shared as text', async () => {
    const { ask, slack } = await start()
    const { ts } = await ask('LE1 1WA')
    slack.faults.set({ where: 'response_url', what: 'invalid_blocks', times: 1 })
    const posted = slack.nextMessage()
    await slack.press({ ...priya, ts, actionId: 'report.share' })
    expect(await posted).toMatchObject({ visibleTo: 'channel', blocks: [] })
  })

  it('a share that Slack refuses is told to the person alone', async () => {
    const { ask, slack } = await start()
    const { ts } = await ask('LE1 1WA')
    slack.faults.set({ where: 'response_url', what: 'server_error', times: 1 })
    const posted = slack.nextMessage()
    await slack.press({ ...priya, ts, actionId: 'report.share' })
    expect(await posted).toMatchObject({ visibleTo: 'U0PRIYA' })
  })
})

describe('a view that Slack does not show', () => {
  const ERRORS = ['expired_trigger_id', 'internal_error', 'invalid_blocks', 'not_enabled']

  it.each(ERRORS)(
    'behind the global shortcut is said in the conversation with the app: %s',
    async (error) => {
      const { slack } = await start({ refusals: 'expected' })
      slack.faults.set({ where: 'views.open', what: 'error', error })
      const said = slack.nextMessage()
      await slack.shortcut({ user: priya.user, callbackId: 'look_up' })
      expect(read(await said)).toContain('Slack couldn’t show what you asked Street Crime for.')
    },
  )

  it('behind the global shortcut is said also where Slack limits the rate', async () => {
    const { slack } = await start({ refusals: 'expected' })
    slack.faults.set({ where: 'views.open', what: 'ratelimited', retryAfter: 3_600 })
    const said = slack.nextMessage()
    await slack.shortcut({ user: priya.user, callbackId: 'look_up' })
    expect(read(await said)).toContain('Slack couldn’t show what you asked Street Crime for.')
  })

  it.each(ERRORS)('after a submitted postcode is said there: %s', async (error) => {
    const { slack } = await start({ refusals: 'expected' })
    const opened = slack.nextView()
    await slack.shortcut({ user: priya.user, callbackId: 'look_up' })
    await opened
    slack.type({ user: priya.user, actionId: 'ask.field', value: 'LE1 1WA' })
    slack.faults.set({ where: 'views.update', what: 'error', error })
    const said = slack.nextMessage()
    await slack.submit({ user: priya.user })
    expect(read(await said)).toContain('Slack couldn’t show what you asked Street Crime for.')
  })

  it('once only after a submitted postcode is said in the modal alone', async () => {
    const { slack, logLines } = await start({ refusals: 'expected' })
    const opened = slack.nextView()
    await slack.shortcut({ user: priya.user, callbackId: 'look_up' })
    await opened
    slack.type({ user: priya.user, actionId: 'ask.field', value: 'LE1 1WA' })
    slack.faults.set({ where: 'views.update', what: 'error', error: 'fatal_error', times: 1 })
    const words = 'Slack couldn’t show what you asked Street Crime for.'
    const failed = slack.nextView((view) => JSON.stringify(view).includes(words))
    await slack.submit({ user: priya.user })
    await failed
    await until(() => logLines().some(({ msg, what }) => msg === 'answered' && what === 'view_submission'))
    expect(slack.traffic.map(({ what }) => what)).not.toContain('chat.postMessage')
  })

  it('after a button on Home is said there', async () => {
    const { slack } = await start({ refusals: 'expected' })
    const drawn = slack.nextView((it) => it.type === 'home')
    await slack.openHome({ user: priya.user })
    await drawn
    slack.faults.set({ where: 'views.publish', what: 'error', error: 'internal_error' })
    const said = slack.nextMessage()
    slack.type({ user: priya.user, actionId: 'home.field', value: 'LE1 1WA' })
    await slack.act({ user: priya.user, actionId: 'home.look-up' })
    expect(read(await said)).toContain('Slack couldn’t show what you asked Street Crime for.')
  })

  it('limited for one person’s Home holds up no other’s', async () => {
    const { slack } = await start({ refusals: 'expected' })
    slack.faults.set({ where: 'views.publish', what: 'ratelimited', retryAfter: 20, times: 1 })
    const limited = slack.nextEvent((it) => it.kind === 'exchange' && it.exchange.what === 'views.publish')
    await slack.openHome({ user: priya.user })
    await limited
    const opened = slack.nextView((it) => it.type === 'modal')
    await slack.shortcut({ user: 'U0SAM', callbackId: 'look_up' })
    expect((await opened).type).toBe('modal')
  })
})

describe('the confirmation of an alert', () => {
  it('that Slack limits for an hour is said to the person instead, and nobody waits for it', async () => {
    const { ask, slack } = await start({ refusals: 'expected' })
    slack.faults.set({ where: 'chat.postMessage', what: 'ratelimited', retryAfter: 3_600, times: 1 })
    expect(read(await ask('alert LE1 1WA'))).toContain(
      'Slack is busy, so the alert for LE1 1WA hasn’t been set up.',
    )
    expect(read(await ask('ST20 0LY'))).toContain('Street crime near ST20 0LY')
  })
})

/** Waits until the app has posted so many times to response_urls, refused or not. */
const countPosts = (slack: Awaited<ReturnType<typeof start>>['slack']) => {
  let posts = 0
  let wanted = Number.POSITIVE_INFINITY
  const { promise, resolve } = Promise.withResolvers<void>()
  slack.on((change) => {
    if (change.kind === 'exchange' && change.exchange.what === 'response_url') posts += 1
    if (posts >= wanted) resolve()
  })
  return (times: number): Promise<void> => {
    wanted = times
    if (posts >= wanted) resolve()
    return promise
  }
}
