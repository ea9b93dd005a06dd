import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()
const SLOW = 2_500

// Only waiting is in our hands: sockets, and with them the supplier and Slack, are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

describe('a supplier that takes its time', () => {
  it('after 2.5 s one private line says that the look-up is under way; then comes the report', async () => {
    const { slack, postcodeArea } = await start()
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    await slack.command({ ...priya, text: 'LE1 1WA' })
    await called
    await vi.advanceTimersByTimeAsync(SLOW - 1)
    expect(slack.messages(priya.channel, priya.user)).toEqual([])
    const line = slack.nextMessage()
    await vi.advanceTimersByTimeAsync(1)
    expect(await line).toMatchObject({ text: 'Looking up LE1 1WA …', visibleTo: 'U0PRIYA' })
    const report = slack.nextMessage()
    release()
    expect(read(await report)).toContain('Street crime near LE1 1WA')
    expect(slack.messages(priya.channel, 'U0SAM')).toEqual([])
    expect(slack.messages(priya.channel, priya.user)).toHaveLength(2)
  })

  it('a button shows the line in place of its message, and then the report', async () => {
    const { slack, ask, postcodeArea } = await start()
    postcodeArea.respond({ body: 'nothing' })
    const { ts } = await ask('LE1 1WA')
    postcodeArea.respond(undefined)
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    const replaced = () => slack.nextEvent((it) => it.kind === 'replaced')
    await slack.press({ ...priya, ts, actionId: 'report.retry' })
    await called
    const line = replaced()
    await vi.advanceTimersByTimeAsync(SLOW)
    expect(await line).toMatchObject({ message: { ts, text: 'Looking up LE1 1WA …' } })
    const report = replaced()
    release()
    expect(await report).toMatchObject({
      message: { ts, text: expect.stringContaining('Street crime near') },
    })
    expect(slack.messages(priya.channel, priya.user)).toHaveLength(1)
  })

  it('an alert that takes long is announced to the person alone, and then set', async () => {
    const { slack, postcodeArea, alerts } = await start()
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    await slack.command({ ...priya, text: 'alert LE1 1WA' })
    await called
    const line = slack.nextMessage()
    await vi.advanceTimersByTimeAsync(SLOW)
    expect(await line).toMatchObject({ text: 'Looking up LE1 1WA …', visibleTo: 'U0PRIYA' })
    expect(alerts.all()).toEqual([])
    const told = slack.nextMessage((it) => it.visibleTo === priya.user)
    release()
    expect(read(await told)).toContain('Alert set up for LE1 1WA')
    expect(slack.messages(priya.channel, 'U0SAM')).toHaveLength(1)
  })

  it('a share that takes long is announced to the person alone', async () => {
    const { slack, ask, later, postcodeArea } = await start()
    const { ts } = await ask('LE1 1WA')
    later(3_600_000)
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    await slack.press({ ...priya, ts, actionId: 'report.share' })
    await called
    const line = slack.nextMessage()
    await vi.advanceTimersByTimeAsync(SLOW)
    expect(await line).toMatchObject({ text: 'Looking up LE1 1WA …', visibleTo: 'U0PRIYA' })
    const shared = slack.nextMessage()
    release()
    expect(await shared).toMatchObject({ visibleTo: 'channel' })
  })
})

describe('a supplier that never ends', () => {
  it('is given up after 30 s of a body that never ends', async () => {
    const overall: AbortController[] = []
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      const controller = new AbortController()
      if (ms === 30_000) overall.push(controller)
      return controller.signal
    })
    const { slack, postcodeArea, ask } = await start()
    const called = postcodeArea.nextCall()
    await slack.command({ ...priya, text: 'M60 0BD' })
    await called
    const answered = slack.nextMessage()
    expect(overall).toHaveLength(1)
    overall[0]?.abort(new DOMException('too long', 'TimeoutError'))
    expect(read(await answered)).toContain('The police data service didn’t answer.')
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
  })
})
