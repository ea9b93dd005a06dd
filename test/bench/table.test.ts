import { expect, test } from 'vitest'
import { thisMachine } from '../../bench/machine.ts'
import { asJson, asTable, holds, type Row } from '../../bench/table.ts'

const machine = { cpu: 'A CPU', cores: 2, memoryGiB: 24, node: '26.0.0' }
const below: Row = { row: 'reading', value: 1.5, target: { atMost: 1.6 }, beside: '3 ms / 2 ms' }
const short: Row = { row: 'throughput', value: 0.79, target: { atLeast: 0.8 }, beside: '79 / 100 a second' }
const watched: Row = { row: 'start', value: 2, target: null, beside: '200 ms / 100 ms' }
const rows = [below, short, watched]

test.each([
  [1.6, { atMost: 1.6 }, true],
  [1.61, { atMost: 1.6 }, false],
  [0.8, { atLeast: 0.8 }, true],
  [0.79, { atLeast: 0.8 }, false],
  [Number.NaN, { atMost: 1.6 }, false],
  [Number.NaN, { atLeast: 0.8 }, false],
  [2, null, null],
])('%d against %j holds: %j', (value, target, verdict) => {
  expect(holds({ row: '', value, target, beside: '' })).toBe(verdict)
})

test('the table names the machine, and says of each row whether it holds', () => {
  expect(asTable(machine, rows).split('\n')).toEqual([
    'A CPU, 2 cores, 24 GiB, Node 26.0.0',
    '',
    'ours / its peer  ratio  target                 beside it',
    'reading          1.50   ≤ 1.6   holds          3 ms / 2 ms',
    'throughput       0.79   ≥ 0.8   DOES NOT HOLD  79 / 100 a second',
    'start            2.00   –       watched        200 ms / 100 ms',
  ])
})

test('the JSON has the machine, and for each row its value, target and verdict', () => {
  expect(JSON.parse(asJson(machine, rows))).toEqual({
    machine,
    rows: [
      { row: 'reading', value: 1.5, target: '≤ 1.6', holds: true, beside: '3 ms / 2 ms' },
      { row: 'throughput', value: 0.79, target: '≥ 0.8', holds: false, beside: '79 / 100 a second' },
      { row: 'start', value: 2, target: null, holds: null, beside: '200 ms / 100 ms' },
    ],
  })
})

test('the machine that runs this is named in full', () => {
  const { cpu, cores, memoryGiB, node } = thisMachine()
  expect(cpu).not.toBe('')
  expect(cores).toBeGreaterThan(0)
  expect(memoryGiB).toBeGreaterThan(0)
  expect(`v${node}`).toBe(process.version)
})
