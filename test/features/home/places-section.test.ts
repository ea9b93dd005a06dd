import { expect, test } from 'vitest'
import { placeList, placeRow, readOrder } from '../../../src/features/home/places-section.ts'
import type { Block } from '../../../src/slack/ui/blocks.ts'
import { buttons, partsOf } from '../../support/read-message.ts'
import { HUNDRED, LEICESTER, TWENTY, VILLAGE, withoutReport } from './places.ts'

const labels = (blocks: readonly Block[]) => buttons({ text: '', blocks })
const menus = (blocks: readonly Block[]): string[][] =>
  partsOf(blocks).flatMap((part) =>
    part.type === 'overflow'
      ? [partsOf(part.options).flatMap(({ value }) => (value === undefined ? [] : [String(value)]))]
      : [],
  )

test('without places there is no row', () => {
  expect(placeRow([], null)).toEqual([])
})

test('the row has a button for each place and one to edit the list; the shown one is green', () => {
  const blocks = placeRow([LEICESTER, VILLAGE], VILLAGE.postcode)
  expect(labels(blocks)).toEqual(['Edit list', 'LE1 1WA', 'ST20 0LY'])
  const green = partsOf(blocks).filter(({ style }) => style === 'primary')
  expect(green.map(({ value }) => value)).toEqual(['ST20 0LY'])
})

test('ten places fit one row', () => {
  const blocks = placeRow(TWENTY.slice(0, 10), null)
  expect(labels(blocks).length).toBe(11)
  expect(blocks.filter(({ type }) => type === 'actions').length).toBe(1)
})

const rowsOf = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.type === 'actions' ? [labels([block])] : []))
const rangesOf = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.type === 'context' ? partsOf(block.elements).map(({ text }) => text) : []))

test.each([
  [1, '1–10', ['Next page']],
  [5, '41–50', ['Next page', 'Previous page']],
  [10, '91–100', ['Previous page']],
])(
  'page %i of many places says which they are, and turns by buttons of another row',
  (at, range, turning) => {
    const ofPage = placeRow(HUNDRED, null, at)
    const [places, ...others] = rowsOf(ofPage)
    expect(places?.length).toBe(10)
    expect(others).toEqual([turning])
    expect(rangesOf(ofPage)).toEqual([`${range} of 100 saved places`])
    const edited = placeList(HUNDRED, at)
    expect(rowsOf(edited)).toEqual([['Done', ...turning]])
    expect(rangesOf(edited)).toEqual([`${range} of 100 saved places`])
  },
)

test('in the list each place can move where there is room, and be removed', () => {
  const blocks = placeList([LEICESTER, withoutReport('M1 1AE'), VILLAGE])
  expect(menus(blocks)).toEqual([
    ['down LE1 1WA', 'remove LE1 1WA'],
    ['up M1 1AE', 'down M1 1AE', 'remove M1 1AE'],
    ['up ST20 0LY', 'remove ST20 0LY'],
  ])
  expect(labels(blocks)).toEqual(['Done'])
})

test('an only place can be removed, and moves nowhere', () => {
  expect(menus(placeList([LEICESTER]))).toEqual([['remove LE1 1WA']])
})

test('each choice names its row, since its menu has no label', () => {
  const rows = placeList([LEICESTER, VILLAGE]).filter(({ type }) => type === 'section')
  const texts = rows.map((row) => partsOf(partsOf(row).map(({ options }) => options)).map(({ text }) => text))
  expect(texts.map((row) => row.filter((text) => typeof text === 'string'))).toEqual([
    ['Move LE1 1WA down', 'Remove LE1 1WA'],
    ['Move ST20 0LY up', 'Remove ST20 0LY'],
  ])
})

test('every value of the list is one that is read', () => {
  for (const value of menus(placeList(TWENTY)).flat()) expect(readOrder(value)).not.toBeNull()
})

test.each(['up', 'down', 'remove'] as const)('a list says what to do with which place: %s', (order) => {
  expect(readOrder(`${order} LE1 1WA`)).toEqual({ order, postcode: LEICESTER.postcode })
})

test.each([
  undefined,
  '',
  'LE1 1WA',
  'up',
  'up ',
  'sideways LE1 1WA',
  'up nonsense',
  'up EH1 1YZ',
  'UP LE1 1WA',
  ' up LE1 1WA',
  'up LE1 1WA\nremove LE1 1WA',
])('nothing is done for %j', (value) => {
  expect(readOrder(value)).toBeNull()
})
