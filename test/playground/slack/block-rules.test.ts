import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkBlocks, checkMessage } from '../../../playground/slack/block-rules/block-rules.ts'
import * as make from './blocks.ts'

const { plain, mrkdwn, long, times } = make

test('a report, shaped as the app makes it, is taken on every surface', () => {
  for (const surface of ['message', 'modal', 'home'] as const)
    expect(checkBlocks(make.report, surface)).toEqual([])
  expect(checkMessage({ text: 'Street crime near SW1A 1AA: 12 incidents.', blocks: make.report })).toEqual([])
})

// Each row makes something of size n: at the limit it is taken, one beyond it is refused.
describe('limits', () => {
  test.each<[string, number, (n: number) => unknown[]]>([
    ['blocks in a message', 50, (n) => times(n, { type: 'divider' })],
    ['section text', 3000, (n) => [{ type: 'section', text: mrkdwn(long(n)) }]],
    ['section fields', 10, (n) => [{ type: 'section', fields: times(n, plain('x')) }]],
    ['section field text', 2000, (n) => [{ type: 'section', fields: [mrkdwn(long(n))] }]],
    ['header', 150, (n) => [{ type: 'header', text: plain(long(n)) }]],
    ['context elements', 10, (n) => [{ type: 'context', elements: times(n, mrkdwn('x')) }]],
    ['actions elements', 25, (n) => make.actions(...make.buttons(n))],
    ['button text', 75, (n) => make.actions(make.button({ text: plain(long(n)) }))],
    ['button value', 2000, (n) => make.actions(make.button({ value: long(n) }))],
    ['button label', 75, (n) => make.actions(make.button({ accessibility_label: long(n) }))],
    ['action_id', 255, (n) => make.actions(make.button({ action_id: long(n) }))],
    ['block_id', 255, (n) => [{ type: 'divider', block_id: long(n) }]],
    [
      'confirm title',
      100,
      (n) => make.actions(make.button({ confirm: make.confirm({ title: plain(long(n)) }) })),
    ],
    [
      'confirm text',
      300,
      (n) => make.actions(make.button({ confirm: make.confirm({ text: plain(long(n)) }) })),
    ],
    [
      'confirm button',
      30,
      (n) => make.actions(make.button({ confirm: make.confirm({ deny: plain(long(n)) }) })),
    ],
    ['select options', 100, (n) => make.actions(make.select(times(n, make.option())))],
    ['option text', 75, (n) => make.actions(make.select([make.option({ text: plain(long(n)) })]))],
    ['option value', 75, (n) => make.actions(make.select([make.option({ value: long(n) })]))],
    [
      'option description',
      75,
      (n) => make.actions(make.select([make.option({ description: plain(long(n)) })])),
    ],
    [
      'placeholder',
      150,
      (n) => make.actions({ ...make.select([make.option()]), placeholder: plain(long(n)) }),
    ],
    ['overflow options', 5, (n) => make.actions({ type: 'overflow', options: times(n, make.option()) })],
    ['radio buttons', 10, (n) => make.actions({ type: 'radio_buttons', options: times(n, make.option()) })],
    ['checkboxes', 10, (n) => make.actions({ type: 'checkboxes', options: times(n, make.option()) })],
    ['tables in a message', 1, (n) => times(n, make.table([['x']]))],
    ['table rows', 100, (n) => [make.table(times(n, ['x']))]],
    ['table columns', 20, (n) => [make.table([times(n, 'x')])]],
    ['table text', 10_000, (n) => [make.table([[long(n)]])]],
    ['data_table rows', 201, (n) => [make.dataTable(times(n, ['x']))]],
    ['data_table page size', 100, (n) => [{ ...make.dataTable([['x'], ['y']]), page_size: n }]],
    ['charts in a message', 2, (n) => times(n, make.pie(1))],
    ['pie slices', 12, (n) => [make.pie(n)]],
    ['pie slice name', 20, (n) => [make.pie(1, long(n))]],
    ['chart title', 50, (n) => [{ ...make.pie(1), title: long(n) }]],
    ['chart series', 12, (n) => [make.bars(n, 1)]],
    ['chart points', 20, (n) => [make.bars(1, n)]],
    ['container children', 10, (n) => [make.container(times(n, { type: 'divider' }))]],
    [
      'carousel cards',
      10,
      (n) => [{ type: 'carousel', elements: times(n, { type: 'card', body: mrkdwn('x') }) }],
    ],
    ['card buttons', 3, (n) => [{ type: 'card', actions: make.buttons(n) }]],
    ['header level', 4, (n) => [{ type: 'header', text: plain('x'), level: n }]],
    ['video title', 200, (n) => [{ ...make.video, title: plain(long(n)) }]],
    ['markdown', 12_000, (n) => [{ type: 'markdown', text: long(n) }]],
  ])('%s: %i', (_, most, blocks) => {
    expect(checkBlocks(blocks(most), 'message')).toEqual([])
    const broken = checkBlocks(blocks(most + 1), 'message')
    expect(broken).not.toEqual([])
    expect(broken.every((it) => /^docs\.slack\.dev/.test(it.source))).toBe(true)
  })

  test.each(['modal', 'home'] as const)('blocks of a %s: 100', (surface) => {
    expect(checkBlocks(times(100, { type: 'divider' }), surface)).toEqual([])
    expect(checkBlocks(times(101, { type: 'divider' }), surface)).toHaveLength(1)
  })

  test('alert text: 200', () => {
    const alert = (n: number) => [{ type: 'alert', text: plain(long(n)) }]
    expect(checkBlocks(alert(200), 'modal')).toEqual([])
    expect(checkBlocks(alert(201), 'modal')).toHaveLength(1)
  })

  test('message text: 4,000', () => {
    expect(checkMessage({ text: long(4000) })).toEqual([])
    expect(checkMessage({ text: long(4001) })).toMatchObject([{ error: 'msg_too_long' }])
  })

  test('text over all blocks: 13,200', () => {
    const blocks = (n: number) => [...times(4, make.code(long(3000))), make.code(long(n - 12_000))]
    expect(checkMessage({ blocks: blocks(13_200) })).toEqual([])
    expect(checkMessage({ blocks: blocks(13_201) })).toMatchObject([{ error: 'msg_blocks_too_long' }])
  })
})

describe('rejected', () => {
  test.each<[string, unknown[], string]>([
    ['an empty text object', [{ type: 'section', text: mrkdwn('') }], 'blocks/0/text/text'],
    ['an unknown block', [{ type: 'banner' }], 'blocks/0/type'],
    ['an unknown key', [{ type: 'divider', colour: 'red' }], 'blocks/0'],
    [
      'a key that is only another kind of text',
      [{ type: 'header', text: { ...plain('x'), verbatim: true } }],
      'blocks/0/text',
    ],
    ['mrkdwn in a header', [{ type: 'header', text: mrkdwn('x') }], 'blocks/0/text/type'],
    ['mrkdwn on a button', make.actions(make.button({ text: mrkdwn('x') })), 'blocks/0/elements/0/text/type'],
    ['a button in a context', [{ type: 'context', elements: [make.button()] }], 'blocks/0/elements/0/type'],
    [
      'a button as an input',
      [{ type: 'input', label: plain('x'), element: make.button() }],
      'blocks/0/element/type',
    ],
    ['text in actions', make.actions(plain('x')), 'blocks/0/elements/0/type'],
    ['actions without elements', make.actions(), 'blocks/0/elements'],
    ['a section without text', [{ type: 'section' }], 'blocks/0'],
    ['a block_id twice', times(2, { type: 'divider', block_id: 'a' }), 'blocks'],
    ['an action_id twice in a block', make.actions(...times(2, make.button())), 'blocks/0'],
    [
      'a style that is no style',
      [make.line({ type: 'text', text: 'x', style: { blink: true } })],
      'blocks/0/elements/0/elements/0/style',
    ],
    [
      'a style that is no boolean',
      [make.line({ type: 'text', text: 'x', style: { bold: 'yes' } })],
      'blocks/0/elements/0/elements/0/style/bold',
    ],
    [
      'a mention in preformatted text',
      [make.code({ type: 'user', user_id: 'U1' })],
      'blocks/0/elements/0/elements/0/type',
    ],
    [
      'an unknown rich text element',
      [make.line({ type: 'blink', text: 'x' })],
      'blocks/0/elements/0/elements/0/type',
    ],
    ['an empty cell', [make.table([['']])], 'blocks/0/rows/0/0/text'],
    [
      'rich text in a header cell',
      [
        {
          ...make.dataTable([['x'], ['y']]),
          rows: [[make.line({ type: 'text', text: 'x' })], [{ type: 'raw_text', text: 'x' }]],
        },
      ],
      'blocks/0/rows',
    ],
    ['options and groups', make.actions({ type: 'static_select' }), 'blocks/0/elements/0'],
    ['an alert', [{ type: 'alert', text: plain('x') }], 'blocks/0'],
    ['a blank name in a pie', [make.pie(1, ' ')], 'blocks/0/chart/segments/0/label'],
    ['a slice of nothing', [make.chart(make.slices({ value: 0 }))], 'blocks/0/chart/segments/0/value'],
    ['a slice below nothing', [make.chart(make.slices({ value: -1 }))], 'blocks/0/chart/segments/0/value'],
    ['a series name twice', [make.chart(make.plot(['x', 'x'], ['a'], ['a']))], 'blocks/0/chart'],
    ['a data label twice', [make.chart(make.plot(['x'], ['a', 'b'], ['a', 'a']))], 'blocks/0/chart/series/0'],
    ['a data label that is no category', [make.chart(make.plot(['x'], ['a'], ['b']))], 'blocks/0/chart'],
    ['a category without its point', [make.chart(make.plot(['x'], ['a', 'b'], ['a']))], 'blocks/0/chart'],
    ['a pie without slices', [make.pie(0)], 'blocks/0/chart/segments'],
  ])('%s', (_, blocks, path) => {
    expect(checkBlocks(blocks, 'message').map((it) => it.path)).toEqual([path])
  })

  test.each(['table', 'data_table', 'data_visualization', 'container'])('a %s in a modal', (type) => {
    const block = [
      make.table([['x']]),
      make.dataTable([['x'], ['y']]),
      make.pie(1),
      make.container([{ type: 'divider' }]),
    ].filter((it) => it.type === type)
    expect(checkBlocks(block, 'message')).toEqual([])
    expect(checkBlocks(block, 'home')).toEqual([])
    expect(checkBlocks(block, 'modal')).toHaveLength(1)
  })

  test('a chart category twice, for which no data can be right', () => {
    const block = make.chart(make.plot(['x'], ['a', 'a'], ['a', 'b']))
    const paths = checkBlocks([block], 'message').map((it) => it.path)
    expect(paths).toContain('blocks/0/chart/axis_config/categories')
  })

  test('a message of nothing', () => {
    for (const nothing of [{}, { text: '' }, { blocks: [] }, null, 'text'])
      expect(checkMessage(nothing)).toMatchObject([{ error: 'no_text' }])
  })
})

describe('taken', () => {
  test.each<[string, object]>([
    ['a video', make.video],
    ['a remote file', { type: 'file', external_id: 'F1', source: 'remote' }],
    ['a task card', make.task],
    ['a plan', { type: 'plan', title: 'x', tasks: [make.task] }],
    ['a workflow button', make.actions(make.workflowButton)[0] ?? {}],
    ['a tag', make.line({ type: 'tag', text: 'new' })],
    ['a citation', make.line({ type: 'citation', url: 'https://example.org/' })],
    ['a skin tone', make.line({ type: 'emoji', name: 'wave', skin_tone: 3 })],
    ['rich text without a letter', make.line({ type: 'text', text: '' })],
    ['rich text without an element', make.line()],
  ])('%s', (_, block) => {
    expect(checkBlocks([block], 'message')).toEqual([])
  })
})

test('the same action_id may stand in two blocks', () => {
  expect(checkBlocks([...make.actions(make.button()), ...make.actions(make.button())], 'message')).toEqual([])
})

test('whatever comes in, the rules answer and do not throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(Array.isArray(checkBlocks(value, 'message'))).toBe(true)
      expect(Array.isArray(checkMessage(value))).toBe(true)
    }),
  )
})
