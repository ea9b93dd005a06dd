import { expect, test } from 'vitest'
import type { Exchange } from '../../../playground/page/slack-port.ts'
import { createTrafficList } from '../../../playground/page/traffic-list.ts'

const exchange = (what: string): Exchange => ({
  direction: 'to app',
  what,
  request: { body: `asked ${what}` },
  response: { status: 200, body: '' },
  ms: 1.6,
})

test('newest first, without bodies', () => {
  const tap = createTrafficList([exchange('one'), exchange('two')])
  expect(tap.latest()).toEqual([
    { id: 2, direction: 'to app', name: 'two', status: 200, ms: 2 },
    { id: 1, direction: 'to app', name: 'one', status: 200, ms: 2 },
  ])
})

test('an exchange keeps its number when older ones are dropped', () => {
  const exchanges = [exchange('one'), exchange('two')]
  const tap = createTrafficList(exchanges)
  const two = tap.latest().find(({ name }) => name === 'two')?.id ?? 0
  exchanges.shift()
  exchanges.push(exchange('three'))
  expect(tap.latest().map(({ name }) => name)).toEqual(['three', 'two'])
  expect(tap.exchange(two)?.request.body).toBe('asked two')
  expect(tap.exchange(1)).toBeUndefined()
})
