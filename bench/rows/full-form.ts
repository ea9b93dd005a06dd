import process from 'node:process'
import { FIELDS, MAX_FIELDS, newForm, placesField, readForm } from '../../src/features/alerts/form/form.ts'
import type { Row } from '../table.ts'

// What a text field takes: docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
const FIELD_LENGTH = 3_000

const LETTERS = 'ABDEFGHJLN'

/** A postcode of its own for each number below 8,100. */
const postcodeAt = (at: number): string =>
  `LE${1 + (at % 9)} ${Math.floor(at / 900)}${LETTERS[Math.floor(at / 90) % 10]}${LETTERS[Math.floor(at / 9) % 10]}`
const compactAt = (at: number): string => postcodeAt(at).replace(' ', '')
const spelledAt = (at: number): string => [...compactAt(at)].join(' ')
const wordAt = (at: number): string =>
  [...(at + 2_000).toString(10)].map((digit) => LETTERS[Number(digit)]).join('')

/** Texts of which a full form consists, by what stands between them. */
const TEXTS: Readonly<Record<string, readonly [textAt: (at: number) => string, between: string]>> = {
  'postcodes, a line each': [postcodeAt, '\n'],
  'postcodes with commas': [postcodeAt, ', '],
  'postcodes with spaces': [compactAt, ' '],
  'postcodes with names, a line each': [(at) => `${postcodeAt(at)} Office ${at}`, '\n'],
  'postcodes with names and commas': [(at) => `${postcodeAt(at)} Office ${at}`, ', '],
  'two postcodes a line': [(at) => `${postcodeAt(2 * at)} ${postcodeAt(2 * at + 1)}`, '\n'],
  'postcodes spelled out': [spelledAt, ' '],
  'one postcode again and again': [() => 'LE1 1WA a', ','],
  'postcodes with words that may be slips': [(at) => `${postcodeAt(at)} ${wordAt(at)}`, ','],
  'words that may be slips, a line each': [wordAt, '\n'],
  'postcodes that are none': [(at) => postcodeAt(at).replace(/.$/, 'C'), ' '],
  'postcodes with slips': [() => 'LEI IWA', '\n'],
  'postcodes of Scotland': [(at) => `EH${1 + (at % 9)} ${Math.floor(at / 9) % 10}AA`, ', '],
  'names of many parts': [
    (at) => `${postcodeAt(2 * at)}, ${postcodeAt(2 * at + 1)}${', a1'.repeat(740)}`,
    '\n',
  ],
  'first halves with spaces': [(at) => `M${1 + (at % 9)}`, ' '],
  'first halves with commas': [(at) => `M${1 + (at % 9)}`, ','],
  'words of one letter': [() => 'a', ' '],
  'words of one letter, a line each': [() => 'a', '\n'],
  digits: [() => '1', ' '],
  separators: [() => ',', ''],
  brackets: [() => '(', ''],
  'a character that is eighteen in its normal form': [() => '\ufdfa', '\n'],
  'the same on one line': [() => '\ufdfa', ''],
}

/** As many texts as one field takes, from the one with a number on; and the number behind its last. */
const fieldFrom = (first: number, textAt: (at: number) => string, between: string): [string, number] => {
  let text = textAt(first)
  for (let at = first + 1; ; at += 1) {
    const longer = `${text}${between}${textAt(at)}`
    if (longer.length > FIELD_LENGTH) return [text, at]
    text = longer
  }
}

const textInput = (value: string) => ({ type: 'plain_text_input', value })

const viewOf = (textAt: (at: number) => string, between: string) => {
  const form = newForm('C1')
  const channel = { type: 'conversations_select', selected_conversation: 'C1' }
  const values: Record<string, Record<string, ReturnType<typeof textInput> | typeof channel>> = {
    [FIELDS.channel]: { [FIELDS.channel]: channel },
  }
  let next = 0
  for (let field = 0; field < MAX_FIELDS; field += 1) {
    const id = placesField(form, field)
    const [value, behind] = fieldFrom(next, textAt, between)
    values[id] = { [id]: textInput(value) }
    next = behind
  }
  return { form, view: { state: { values } } }
}

const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/**
 * CPU time for which a full form of places stops the process, by the worst of its texts. A form is read before its ack,
 * for which Slack waits 3 s (docs.slack.dev/surfaces/modals#handling_submissions), while everybody else waits too.
 */
export const measureFullForm = (): Row => {
  const costs = Object.entries(TEXTS).map(([name, [textAt, between]]): [name: string, ms: number] => {
    const { form, view } = viewOf(textAt, between)
    const before = cpuMs()
    // Once, as a form comes: patterns and code that are compiled for it count too.
    readForm(view, form, 'U1', '2026-11-16')
    return [name, cpuMs() - before]
  })
  const slowestFirst = costs.sort(([, a], [, b]) => b - a)
  return {
    row: 'longest stall of the event loop by a full form of places, in ms of CPU time',
    value: slowestFirst[0]?.[1] ?? 0,
    budget: { atMost: 100 },
    detail: slowestFirst.map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(', '),
  }
}
