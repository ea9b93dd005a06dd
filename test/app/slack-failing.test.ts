import { describe, expect, it } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()

const left = (line: { msg: string }) => line.msg.startsWith('a person was left without an answer')

describe('a response_url that does not take the answer', () => {
  it('429 once: waited out, and the report comes', async () => {
    const { ask, slack } = await start()
    slack.faults.set({ where: 'response_url', what: 'ratelimited', times: 1, retryAfter: 0 })
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
  })

  it.each(['invalid_blocks', 'server_error', 'reset'] as const)(
    '%s once: a line with a reference comes',
    async (what) => {
      const { ask, slack, logLines } = await start()
      slack.faults.set({ where: 'response_url', what, times: 1 })
      const said = await ask('LE1 1WA')
      expect(said.text).toMatch(
        /^Something went wrong in Street Crime\. .* reference: [0-9a-f]{6}-[0-9a-z]+\.$/,
      )
      expect(said).toMatchObject({ visibleTo: 'U0PRIYA', blocks: [] })
      const line = logLines().find(({ msg }) => msg === 'an answer could not be given')
      expect(line).toMatchObject({ level: 'error', request: /[0-9a-f]{6}-[0-9a-z]+/.exec(said.text)?.[0] })
    },
  )

  it.each(['invalid_blocks', 'server_error', 'reset', 'ratelimited'] as const)(
    '%s for good: the log says that a person was left without an answer, and the app goes on',
    async (what) => {
      const { ask, slack, logLines } = await start()
      slack.faults.set({ where: 'response_url', what, retryAfter: 0 })
      const posted = countPosts(slack)
      await slack.command({ ...priya, text: 'LE1 1WA' })
      await posted(what === 'ratelimited' ? 6 : 2)
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

  it('a button whose answer is refused still gets a line in its place', async () => {
    const { ask, slack, pressInPlace } = await start()
    const report = await ask('LE1 1WA burglary')
    slack.faults.set({ where: 'response_url', what: 'invalid_blocks', times: 1 })
    expect((await pressInPlace(report, 'report.all')).text).toContain('Something went wrong in Street Crime.')
  })

  it('a share that Slack refuses is told to the person alone', async () => {
    const { ask, slack } = await start()
    const { ts } = await ask('LE1 1WA')
    slack.faults.set({ where: 'response_url', what: 'invalid_blocks', times: 1 })
    const posted = slack.nextMessage()
    await slack.press({ ...priya, ts, actionId: 'report.share' })
    expect(await posted).toMatchObject({ visibleTo: 'U0PRIYA' })
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
