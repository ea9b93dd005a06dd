import { expect, it } from 'vitest'
import { createTurns } from '../../src/alerts/turns.ts'

/** Turns on a clock that goes on only where something waits; a post takes 50 ms. */
const stage = () => {
  let now = 1_000
  const posts: (readonly [what: string, at: number])[] = []
  const wait = async (ms: number) => {
    now += ms
  }
  const patienceMs = Number.POSITIVE_INFINITY
  const turns = createTurns({ clock: () => now, wait, spacingMs: 1_000, patienceMs, postsAtOnce: 10 })
  const send = (what: string) => async () => {
    posts.push([what, now])
    now += 50
  }
  return { turns, posts, send }
}

it('a line and its thread come together, and the channel rests for both before the next', async () => {
  const { turns, posts, send } = stage()
  for (const alert of ['a', 'b'])
    await turns.take('C1', async (post) => {
      await post(send(`${alert} line`))
      await post(send(`${alert} thread`))
    })
  expect(posts).toEqual([
    ['a line', 1_000],
    ['a thread', 1_050],
    ['b line', 3_100],
    ['b thread', 3_150],
  ])
})

it('a line alone rests for one, and another channel for none', async () => {
  const { turns, posts, send } = stage()
  const take = (channel: string, what: string) => turns.take(channel, (post) => post(send(what)))
  await take('C1', 'first')
  await take('C1', 'second')
  await take('C2', 'elsewhere')
  expect(posts.map(([what]) => what)).toEqual(['first', 'second', 'elsewhere'])
  const [first = 0, second = 0, elsewhere = 0] = posts.map(([, at]) => at)
  expect(second - first).toBe(1_050)
  expect(elsewhere - second).toBe(50)
})

it('a channel that is blocked says when to come again', async () => {
  const { turns, send, posts } = stage()
  turns.block('C1', 9_000)
  expect(await turns.take('C1', (post) => post(send('no')))).toEqual({ kind: 'busy', until: 9_000 })
  expect(posts).toEqual([])
})
