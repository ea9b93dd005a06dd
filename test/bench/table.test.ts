import { expect, test } from 'vitest'
import { asJson, asTable, isWithinBudget, type Row, thisMachine } from '../../bench/table.ts'

const machine = { cpu: 'A CPU', cores: 2, memoryGiB: 24, node: '26.0.0' }
const within: Row = { row: 'parse', value: 1.5, budget: { atMost: 1.6 }, detail: '3 ms / 2 ms' }
const over: Row = { row: 'posts', value: 0.79, budget: { atLeast: 0.8 }, detail: '79 / 100' }
const rows = [within, over]

test.each([
  [1.6, { atMost: 1.6 }, true],
  [1.61, { atMost: 1.6 }, false],
  [0.8, { atLeast: 0.8 }, true],
  [0.79, { atLeast: 0.8 }, false],
  [Number.NaN, { atMost: 1.6 }, false],
  [Number.NaN, { atLeast: 0.8 }, false],
])('%d against %j is within budget: %j', (value, budget, verdict) => {
  expect(isWithinBudget({ row: '', value, budget, detail: '' })).toBe(verdict)
})

test('the table names the machine, and says of each row whether it is within budget', () => {
  expect(asTable(machine, rows).split('\n')).toEqual([
    'A CPU, 2 cores, 24 GiB, Node 26.0.0',
    '',
    'measured  value  budget               detail',
    'parse     1.50   ≤ 1.6   ok           3 ms / 2 ms',
    'posts     0.79   ≥ 0.8   OVER BUDGET  79 / 100',
  ])
})

test('the JSON has the machine, and for each row its value, budget and verdict', () => {
  expect(JSON.parse(asJson(machine, rows))).toEqual({
    machine,
    rows: [
      { row: 'parse', value: 1.5, budget: '≤ 1.6', ok: true, detail: '3 ms / 2 ms' },
      { row: 'posts', value: 0.79, budget: '≥ 0.8', ok: false, detail: '79 / 100' },
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
