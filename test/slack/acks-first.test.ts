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

test('of some who wait one a turn of the event loop goes on, the first first', async () => {
  const went = await wait(64)
  expect(went.map(({ name }) => name)).toEqual(Array.from({ length: 64 }, (_, name) => name))
  expect(new Set(went.map(({ turn }) => turn)).size).toBe(64)
})

test('of very many more than one goes on in a turn, still in their order', async () => {
  const went = await wait(2_000)
  expect(went.map(({ name }) => name)).toEqual(Array.from({ length: 2_000 }, (_, name) => name))
  // ceil(2,000 / 64), then ceil(1,968 / 64)
  const inTurn = Object.values(Object.groupBy(went, ({ turn }) => turn)).map((some) => some?.length)
  expect(inTurn.slice(0, 2)).toEqual([32, 31])
  expect(inTurn.at(-1)).toBe(1)
})

test('who comes when nobody waits goes on in the next turn', async () => {
  const acksFirst = createAcksFirst()
  await acksFirst()
  const loop = turns()
  await acksFirst()
  loop.stop()
  expect(loop.count()).toBe(1)
})
