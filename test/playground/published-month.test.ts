import { expect, test } from 'vitest'
import { createClock, createMonthPublisher, nextMonth } from '../../playground/published-month.ts'

test.each([
  ['2026-09', '2026-10'],
  ['2026-12', '2027-01'],
])('after %s comes %s', (month, next) => {
  expect(nextMonth(month)).toBe(next)
})

/** Figures over a supplier and an app that note what is asked of them. */
function figuresAt(now: string) {
  let month = '2026-12'
  const kept: string[] = []
  const starts: object[] = []
  const gate = Promise.withResolvers<void>()
  const clock = createClock(() => Date.parse(now))
  const publisher = createMonthPublisher({
    supplier: {
      month: () => month,
      setMonth: (next) => {
        month = next
      },
    },
    app: {
      restart: (settings) => {
        starts.push(settings)
        return gate.promise
      },
    },
    keep: async (published) => void kept.push(published),
    clock,
  })
  return { publisher, kept, starts, clock, started: gate.resolve }
}

test('the next month is published, kept, and the app starts again to look often', async () => {
  const { publisher, kept, starts, started } = figuresAt('2026-11-24T12:00Z')
  const publishing = publisher.publishNext(false)
  expect([publisher.month(), publisher.state()]).toEqual(['2027-01', 'starting'])
  await expect(publisher.publishNext(false)).rejects.toThrow('still starting')
  started()
  await publishing
  expect(publisher.state()).toBe('published')
  expect(kept).toEqual(['2027-01'])
  expect(starts).toEqual([{ ALERT_SWEEP_CRON: '* * * * *' }])
})

test.each([
  ['2026-11-24T07:59Z', true],
  ['2026-11-24T08:00Z', false],
  ['2026-07-24T18:59Z', false],
  ['2026-07-24T19:00Z', true],
  ['2026-11-24T00:30Z', true],
])('at %s night is %j', (now, night) => {
  expect(figuresAt(now).publisher.isNight()).toBe(night)
})

test('at noon Slack and the app are put ahead alike, in whole hours', async () => {
  const { publisher, starts, clock, started } = figuresAt('2026-11-24T22:17Z')
  started()
  await publisher.publishNext(true)
  expect(new Date(clock.now()).toISOString()).toBe('2026-11-25T12:17:00.000Z')
  expect(starts).toMatchObject([{ CLOCK_AHEAD_MS: String(14 * 3_600_000) }])
  expect(publisher.isNight()).toBe(false)
})

test('the next publication can be back at the true hour', async () => {
  const { publisher, starts, clock, started } = figuresAt('2026-07-24T22:00Z')
  started()
  await publisher.publishNext(true)
  await publisher.publishNext(true)
  expect(clock.ahead()).toBe(13 * 3_600_000)
  await publisher.publishNext(false)
  expect(clock.ahead()).toBe(0)
  expect(starts.at(-1)).toEqual({ ALERT_SWEEP_CRON: '* * * * *' })
})
