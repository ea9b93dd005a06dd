import { expect, test } from 'vitest'
import { createAcksFirst } from '../../src/slack/acks-first.ts'

/** Counts the turns of the event loop until it is stopped. */
const turns = () => {
  let count = 0
  let next = setImmediate(function again() {
    count += 1
    next = setImmediate(again)
  })
  return { count: () => count, stop: () => clearImmediate(next) }
}

test('of many who wait one a turn of the event loop goes on, the first first', async () => {
  const loop = turns()
  const acksFirst = createAcksFirst()
  const went: string[] = []
  const at = new Set<number>()
  await Promise.all(
    ['A', 'B', 'C', 'D'].map(async (name) => {
      await acksFirst()
      went.push(name)
      at.add(loop.count())
    }),
  )
  loop.stop()
  expect(went).toEqual(['A', 'B', 'C', 'D'])
  expect(at.size).toBe(4)
})

test('who comes when nobody waits goes on in the next turn', async () => {
  const acksFirst = createAcksFirst()
  await acksFirst()
  const loop = turns()
  await acksFirst()
  loop.stop()
  expect(loop.count()).toBe(1)
})
