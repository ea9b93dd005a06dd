import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Outgoing, readyReply, SLOW_AFTER_MS, sendReply } from '../../src/slack/respond.ts'
import type { Message } from '../../src/slack/ui/blocks.ts'
import type { ChartMessage } from '../../src/slack/ui/charts.ts'
import { type RespondOptions, RespondRejected } from '../../src/slack/web-api/response-url.ts'
import { ANSWER, APOLOGY, LOADING, type Sent, stage } from './stage.ts'

const later = (ms: number, outgoing: () => Outgoing): Promise<Outgoing> =>
  new Promise((resolve, reject) => {
    setTimeout(() => {
      try {
        resolve(outgoing())
      } catch (error) {
        reject(error)
      }
    }, ms)
  })

const privately = (message: Message): Outgoing => ({ message, inChannel: false })
const afterMs = (ms: number, inChannel = false) => ({
  loading: () => LOADING,
  outgoing: later(ms, () => ({ message: ANSWER, inChannel })),
})
const texts = (sent: readonly Sent[]): string[] => sent.map(({ text }) => text)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('in time', () => {
  test('a quick answer is one reply, private and new', async () => {
    const { context, sent, logged } = stage()
    await sendReply(context, () => readyReply(ANSWER))
    expect(sent).toEqual([{ text: 'Here it is', blocks: 1, options: { replace: false } }])
    expect(logged).toEqual([])
  })

  test('just under the limit is quick', async () => {
    const { context, sent } = stage()
    const given = sendReply(context, () => afterMs(SLOW_AFTER_MS - 1))
    await vi.runAllTimersAsync()
    await given
    expect(texts(sent)).toEqual(['Here it is'])
  })
})

describe('slow', () => {
  test('the loading line comes at the limit and not before, then the answer', async () => {
    const { context, sent } = stage()
    const given = sendReply(context, () => afterMs(6_000))
    await vi.advanceTimersByTimeAsync(SLOW_AFTER_MS - 1)
    expect(texts(sent)).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(texts(sent)).toEqual(['Looking up'])
    await vi.runAllTimersAsync()
    await given
    expect(texts(sent)).toEqual(['Looking up', 'Here it is'])
  })

  test('an answer that comes while the loading line is on its way waits for it', async () => {
    const { context, sent } = stage()
    const reply = async (message: ChartMessage, options?: RespondOptions) => {
      if (message === LOADING) await new Promise((resolve) => setTimeout(resolve, 5_000))
      await context.reply(message, options)
    }
    const given = sendReply({ ...context, reply }, () => afterMs(3_000))
    await vi.runAllTimersAsync()
    await given
    expect(texts(sent)).toEqual(['Looking up', 'Here it is'])
  })

  test('a refused loading line is logged, and the answer still comes', async () => {
    const { context, sent, logged } = stage((text) =>
      text === LOADING.text ? new RespondRejected(500, 'unknown') : null,
    )
    const given = sendReply(context, () => afterMs(6_000))
    await vi.runAllTimersAsync()
    await given
    expect(texts(sent)).toEqual(['Looking up', 'Here it is'])
    expect(logged.length).toBe(1)
  })

  test('a failure while the loading line is on its way is no unhandled rejection', async () => {
    const { context, sent } = stage()
    const reply = async (message: ChartMessage, options?: RespondOptions) => {
      if (message === LOADING) await new Promise((resolve) => setTimeout(resolve, 5_000))
      await context.reply(message, options)
    }
    const failing = () => ({
      loading: () => LOADING,
      outgoing: later(3_000, () => {
        throw new Error('defect')
      }),
    })
    const given = sendReply({ ...context, reply }, failing)
    await vi.runAllTimersAsync()
    await given
    expect(texts(sent)).toEqual(['Looking up', APOLOGY.text])
  })
})

describe('where it is shown', () => {
  test.each([
    ['a private answer in place of the message with the button', false, true, { replace: true }],
    ['an answer for the channel, never in place of another', true, true, { inChannel: true }],
    ['an answer for the channel', true, false, { inChannel: true }],
  ])('%s', async (_, inChannel, replace, options) => {
    const { context, sent } = stage()
    const given = sendReply(context, () => afterMs(0, inChannel), replace)
    await vi.runAllTimersAsync()
    await given
    expect(sent.map((one) => one.options)).toEqual([options])
  })

  test('a loading line is private, and in place where the answer is', async () => {
    for (const replace of [true, false]) {
      const { context, sent } = stage()
      const given = sendReply(context, () => afterMs(6_000, !replace), replace)
      await vi.runAllTimersAsync()
      await given
      expect(sent[0]?.options).toEqual({ replace })
    }
  })
})

describe('defects', () => {
  const defects: readonly (readonly [string, () => ReturnType<typeof readyReply>])[] = [
    [
      'work that throws',
      () => {
        throw new Error('defect')
      },
    ],
    ['work that rejects', () => ({ loading: () => LOADING, outgoing: Promise.reject(new Error('defect')) })],
    [
      'work that rejects late',
      () => ({
        loading: () => LOADING,
        outgoing: later(100, () => {
          throw new Error('defect')
        }),
      }),
    ],
  ]
  test.each(defects)('%s ends in an apology without blocks, and in the log', async (_, work) => {
    const { context, sent, logged } = stage()
    const given = sendReply(context, work, true)
    await vi.runAllTimersAsync()
    await given
    expect(sent).toEqual([{ text: APOLOGY.text, blocks: 0, options: { replace: true } }])
    expect(logged.map(({ fields }) => fields)).toEqual([
      { err: expect.objectContaining({ message: 'defect' }) },
    ])
  })

  test('an answer that Slack refuses ends in an apology, its reason in the log', async () => {
    const { context, sent, logged } = stage((text) =>
      text === ANSWER.text ? new RespondRejected(400, 'invalid_blocks') : null,
    )
    await sendReply(context, () => ({
      loading: () => LOADING,
      outgoing: Promise.resolve(privately(ANSWER)),
    }))
    expect(texts(sent)).toEqual(['Here it is', APOLOGY.text])
    expect(sent[1]?.blocks).toBe(0)
    expect(logged.map(({ fields }) => fields)).toMatchObject([{ reason: 'invalid_blocks' }])
  })

  test('an answer for the channel that is refused is apologised for in private', async () => {
    const { context, sent } = stage((text) => (text === ANSWER.text ? new RespondRejected(400, 'x_y') : null))
    await sendReply(context, () => ({
      loading: () => LOADING,
      outgoing: Promise.resolve({ message: ANSWER, inChannel: true }),
    }))
    expect(sent.map(({ options }) => options)).toEqual([{ inChannel: true }, { replace: false }])
  })

  test('where Slack takes no apology either, it is logged and nothing rejects', async () => {
    const { context, sent, logged } = stage(() => new Error('Slack is unreachable'))
    await expect(sendReply(context, () => readyReply(ANSWER))).resolves.toBeUndefined()
    expect(texts(sent)).toEqual(['Here it is', APOLOGY.text])
    expect(logged.length).toBe(2)
  })
})
