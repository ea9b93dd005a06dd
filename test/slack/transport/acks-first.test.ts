import { expect, test } from 'vitest'
import { createAcksFirst } from '../../../src/slack/transport/acks-first.ts'

/** Counts the turns of the event loop until it is stopped. */
const turns = () => {
  let count = 0
  let next = setImmediate(function again() {
    count += 1
    next = setImmediate(again)
  })
  return { count: () => count, stop: () => clearImmediate(next) }
}

/** Has so many wait at once, and gives for each, as they go on, its number and the turn in which it went. */
const wait = async (count: number): Promise<readonly { readonly name: number; readonly turn: number }[]> => {
  const loop = turns()
  const acksFirst = createAcksFirst()
  const went: { name: number; turn: number }[] = []
  const one = async (name: number) => {
    await acksFirst()
    went.push({ name, turn: loop.count() })
  }
  await Promise.all(Array.from({ length: count }, (_, name) => one(name)))
  loop.stop()
  return went
}

/** How many went in each turn, the first turn first. */
const inTurns = (went: Awaited<ReturnType<typeof wait>>): readonly number[] =>
  [...Map.groupBy(went, ({ turn }) => turn).values()].map((some) => some.length)

const upTo = (count: number) => Array.from({ length: count }, (_, name) => name)

test('of those who wait eight go on in a turn of the event loop, the first first', async () => {
  const went = await wait(20)
  expect(went.map(({ name }) => name)).toEqual(upTo(20))
  expect(inTurns(went)).toEqual([8, 8, 4])
})

test('of very many one in 64 goes on in a turn, still in their order', async () => {
  const went = await wait(2_000)
  expect(went.map(({ name }) => name)).toEqual(upTo(2_000))
  // ceil(2,000 / 64), then ceil(1,968 / 64)
  expect(inTurns(went).slice(0, 2)).toEqual([32, 31])
})

test('who comes when nobody waits goes on in the next turn', async () => {
  const acksFirst = createAcksFirst()
  await acksFirst()
  const loop = turns()
  await acksFirst()
  loop.stop()
  expect(loop.count()).toBe(1)
})
