import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkView } from '../../../playground/slack/block-rules/block-rules.ts'
import { long, mrkdwn, plain, times } from './blocks.ts'
import * as make from './views.ts'

const { modal, home, divider } = make

test('a modal and a Home with every field they may have are taken', () => {
  const names = { private_metadata: '{}', callback_id: 'c', external_id: 'e' }
  const fields = [make.input('i', make.textInput()), make.actions('a', make.select(), make.street())]
  const buttons = { submit: plain('x'), close: plain('x'), clear_on_close: true, notify_on_close: true }
  expect(checkView(modal(fields, { ...names, ...buttons }))).toEqual([])
  expect(checkView(home(fields, names))).toEqual([])
})

describe('limits', () => {
  const textOf = (over: object) => [make.input('i', make.textInput({ ...over }))]
  const withSubmit = (blocks: object[]) => modal(Object(blocks), { submit: plain('x') })
  test.each<[string, number, (n: number) => unknown]>([
    ['blocks', 100, (n) => modal(times(n, divider))],
    ['title', 24, (n) => modal([divider], { title: plain(long(n)) })],
    ['submit', 24, (n) => modal([divider], { submit: plain(long(n)) })],
    ['close', 24, (n) => modal([divider], { close: plain(long(n)) })],
    ['private_metadata', 3000, (n) => modal([divider], { private_metadata: long(n) })],
    ['private_metadata of a Home', 3000, (n) => home([divider], { private_metadata: long(n) })],
    ['callback_id', 255, (n) => modal([divider], { callback_id: long(n) })],
    ['external_id', 255, (n) => modal([divider], { external_id: long(n) })],
    ['label', 2000, (n) => withSubmit([make.input('i', make.textInput(), { label: plain(long(n)) })])],
    ['hint', 2000, (n) => withSubmit([make.input('i', make.textInput(), { hint: plain(long(n)) })])],
    ['initial_value', 3000, (n) => withSubmit(textOf({ initial_value: long(n) }))],
    [
      'initial_value under max_length',
      7,
      (n) => withSubmit(textOf({ initial_value: long(n), max_length: 7 })),
    ],
    ['min_length under max_length', 7, (n) => withSubmit(textOf({ min_length: n, max_length: 7 }))],
    ['max_length', 3000, (n) => withSubmit(textOf({ max_length: n }))],
    ['elements with focus', 1, (n) => withSubmit(focused(n))],
    ['overflow options', 5, (n) => modal([make.actions('a', { type: 'overflow', options: many(n) })])],
    ['select options', 100, (n) => modal([make.actions('a', make.select({ options: many(n) }))])],
  ])('%s: %i', (_, most, view) => {
    expect(checkView(view(most))).toEqual([])
    const broken = checkView(view(most + 1))
    expect(broken.map((it) => it.error)).toEqual(['invalid_arguments'])
    expect(broken[0]?.source).toMatch(/^docs\.slack\.dev/)
  })

  test('250,000 bytes, counted as bytes', () => {
    const view = (last: string) => home([...times(84, section(long(2900))), section(last)])
    const rest = 250_000 - JSON.stringify(view('')).length
    expect(rest).toBeLessThan(3000)
    expect(checkView(view(long(rest)))).toEqual([])
    expect(checkView(view(long(rest + 1)))).toMatchObject([{ error: 'view_too_large' }])
    expect(checkView(view(`${long(rest - 1)}é`))).toMatchObject([{ error: 'view_too_large' }])
  })
})

const section = (text: string) => ({ type: 'section', text: mrkdwn(`_${text}`) })
const many = (n: number) => Array.from({ length: n }, (_, at) => make.option(String(at)))
const focused = (n: number) =>
  Array.from({ length: n }, (_, at) => make.input(`i${at}`, make.textInput({ focus_on_load: true })))

describe('rejected', () => {
  const inActions = (element: Record<string, unknown>) => modal([make.actions('a', element)])
  const other = make.option('burglary', 'Burglary (12)')
  test.each<[string, unknown, string]>([
    ['no view', null, 'type'],
    ['another type', { type: 'workflow_step', blocks: [divider] }, 'type'],
    ['a modal without a title', { type: 'modal', blocks: [divider] }, 'title'],
    ['a title in mrkdwn', modal([divider], { title: mrkdwn('x') }), 'title/type'],
    ['no blocks', home([]), 'blocks'],
    ['an unknown key', modal([divider], { colour: 'red' }), ''],
    ['a title on Home', home([divider], { title: plain('x') }), ''],
    ['a submit on Home', home([divider], { submit: plain('x') }), ''],
    ['an input without a submit', modal([make.input('i', make.textInput())]), 'submit'],
    ['a block_id twice', modal(times(2, { ...divider, block_id: 'd' })), 'blocks'],
    ['a table', modal([{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }]), 'blocks/0'],
    ['a text input in actions', inActions(make.textInput()), 'blocks/0/elements/0/type'],
    [
      'an initial option not offered',
      inActions(make.select({ initial_option: other })),
      'blocks/0/elements/0',
    ],
    [
      'an initial option with a description its option has not',
      inActions(make.select({ initial_option: { ...make.option('all'), description: plain('x') } })),
      'blocks/0/elements/0',
    ],
    [
      'an initial radio button not there',
      inActions({ type: 'radio_buttons', options: [make.option('a')], initial_option: make.option('b') }),
      'blocks/0/elements/0',
    ],
    [
      'an initial checkbox not there',
      inActions({ type: 'checkboxes', options: [make.option('a')], initial_options: [make.option('b')] }),
      'blocks/0/elements/0',
    ],
    [
      'a multi select that starts with what it has not',
      inActions({
        type: 'multi_static_select',
        options: [make.option('a')],
        initial_options: [make.option('a'), make.option('b')],
      }),
      'blocks/0/elements/0',
    ],
    [
      'a query length below nothing',
      inActions(make.street({ min_query_length: -1 })),
      'blocks/0/elements/0/min_query_length',
    ],
    [
      'a date that is none',
      inActions({ type: 'datepicker', initial_date: 'May' }),
      'blocks/0/elements/0/initial_date',
    ],
  ])('%s', (_, view, path) => {
    expect(checkView(view).map((it) => it.path)).toEqual([path])
  })

  test('an initial option is looked for in groups too', () => {
    const groups = [{ label: plain('x'), options: [make.option('a')] }]
    const element = { type: 'static_select', option_groups: groups }
    expect(checkView(inActions({ ...element, initial_option: make.option('a') }))).toEqual([])
    expect(checkView(inActions({ ...element, initial_option: make.option('b') }))).toHaveLength(1)
  })
})

test('whatever comes in, the rules answer and do not throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('modal', 'home'), (value, type) => {
      expect(Array.isArray(checkView(value))).toBe(true)
      expect(Array.isArray(checkView({ ...Object(value), type, blocks: value }))).toBe(true)
    }),
  )
})
