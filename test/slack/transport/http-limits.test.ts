import { Socket } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWaitingConnections } from '../../../src/slack/transport/http-limits.ts'

const sockets = (count: number) => Array.from({ length: count }, () => new Socket())
const gone = (all: readonly Socket[]) => all.flatMap(({ destroyed }, at) => (destroyed ? [at] : []))

const limited = (max: number, maxBytes: number) => {
  let dropped = 0
  const waiting = createWaitingConnections(max, maxBytes, () => {
    dropped += 1
  })
  return { ...waiting, dropped: () => dropped }
}

test('beyond the limit the oldest is let go, and who asked in full is not among them', () => {
  const { enter, leave, dropped } = limited(3, 100)
  const all = sockets(6)
  for (const socket of all.slice(0, 3)) enter(socket)
  const [first] = all
  if (first !== undefined) leave(first)
  for (const socket of all.slice(3)) enter(socket)
  expect(gone(all)).toEqual([1, 2])
  expect(dropped()).toBe(2)
})

test('who enters anew is the youngest again, and owes nothing of before', () => {
  const { enter, hold } = limited(2, 100)
  const [a, b, c] = [new Socket(), new Socket(), new Socket()]
  for (const socket of [a, b]) enter(socket)
  hold(a, 90)
  enter(a)
  hold(a, 90)
  enter(c)
  expect([a.destroyed, b.destroyed, c.destroyed]).toEqual([false, true, false])
})

test('whatever comes and goes, no more bytes are held than allowed, by no more than allowed', () => {
  const step = fc.record({
    who: fc.nat(9),
    what: fc.constantFrom('enter' as const, 'leave' as const, 'hold' as const),
    bytes: fc.nat(60),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { enter, leave, hold } = limited(4, 100)
      const all = sockets(10)
      const held = new Map<Socket, number>()
      for (const { who, what, bytes } of steps) {
        const socket = all[who]
        if (socket === undefined || socket.destroyed) continue
        if (what === 'enter') {
          held.set(socket, 0)
          enter(socket)
        } else if (what === 'leave') {
          held.delete(socket)
          leave(socket)
        } else if (held.has(socket)) {
          held.set(socket, (held.get(socket) ?? 0) + bytes)
          hold(socket, bytes)
        }
        for (const other of held.keys()) if (other.destroyed) held.delete(other)
        expect(held.size).toBeLessThanOrEqual(4)
        expect([...held.values()].reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(100)
      }
    }),
  )
})
