import { expect, it } from 'vitest'
import { DatabaseUnavailable } from '../../../../src/features/alerts/store/due-alerts.ts'
import { createOverdueAlerts } from '../../../../src/features/alerts/worker/overdue-alerts.ts'

const turns = () => new Promise(setImmediate)

const stage = () => {
  let now = 1_000_000
  const answers: PromiseWithResolvers<number>[] = []
  const watch = {
    waiting: () => {
      const answer = Promise.withResolvers<number>()
      answers.push(answer)
      return answer.promise
    },
  }
  const stopped = new AbortController()
  const waiting = createOverdueAlerts({ watch, clock: () => now, stopping: stopped.signal })
  const later = (ms: number): void => {
    now += ms
  }
  return { waiting, answers, stop: () => stopped.abort(), later }
}

it('nobody who looks waits: they are told what was counted last', async () => {
  const { waiting, answers, later } = stage()
  expect(waiting()).toBeNull()
  answers[0]?.resolve(7)
  await turns()
  expect(waiting()).toBe(7)
  later(10_000)
  expect(waiting()).toBe(7)
  answers[1]?.resolve(0)
  await turns()
  expect(waiting()).toBe(0)
})

it('they are counted once in ten seconds at most, and never twice at a time', async () => {
  const { waiting, answers, later } = stage()
  waiting()
  later(60_000)
  waiting()
  expect(answers).toHaveLength(1)
  answers[0]?.resolve(7)
  await turns()
  waiting()
  await turns()
  answers[1]?.resolve(7)
  await turns()
  later(9_999)
  waiting()
  expect(answers).toHaveLength(2)
  later(1)
  waiting()
  expect(answers).toHaveLength(3)
})

it('while the database is away nobody knows, and once it stops nobody is asked', async () => {
  const { waiting, answers, later, stop } = stage()
  waiting()
  answers[0]?.resolve(7)
  await turns()
  later(10_000)
  waiting()
  answers[1]?.reject(new DatabaseUnavailable())
  await turns()
  expect(waiting()).toBeNull()
  later(10_000)
  stop()
  expect(waiting()).toBeNull()
  expect(answers).toHaveLength(2)
})
