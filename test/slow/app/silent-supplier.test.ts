import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { appForEachTest } from '../../support/each-test.ts'
import { buttons, read } from '../../support/read-message.ts'
import { priya } from '../../support/street-crime.ts'

// A file of its own: undici keeps one timer for all its time-outs, which must be born in this test.
const start = appForEachTest()
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

it('a supplier that says nothing is given up after 10 s, and not called again', async () => {
  const { slack, postcodeArea } = await start()
  const called = postcodeArea.nextCall()
  await slack.command({ ...priya, text: 'M60 0HG' })
  await called
  const line = slack.nextMessage()
  await vi.advanceTimersByTimeAsync(9_000)
  await line
  const answered = slack.nextMessage()
  expect(slack.messages(priya.channel, priya.user).map(({ text }) => text)).toEqual(['Looking up M60 0HG …'])
  // undici looks at its time-outs every half second.
  await vi.advanceTimersByTimeAsync(3_000)
  const failure = await answered
  expect(read(failure)).toContain('The police data service didn’t answer.')
  expect(buttons(failure)).toEqual(['Try again'])
  expect(postcodeArea.calls).toHaveLength(1)
})
