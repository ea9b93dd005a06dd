import type { Message } from '../../src/slack/ui/blocks.ts'
import { partsOf } from './read-message.ts'

/** A block as read back from a message: its kind and the words in it. */
export type Read = { readonly type: string; readonly text: string }

const wordsOf = (part: unknown): string => {
  if (Array.isArray(part)) return part.map(wordsOf).join('')
  const { type, text, fallback, elements } = Object(part)
  if (elements !== undefined) return wordsOf(elements)
  if (type === 'date') return String(fallback)
  return typeof text === 'string' ? text : wordsOf(text ?? [])
}

const kindOf = (block: unknown): string => {
  const { type, elements } = Object(block)
  return type === 'rich_text' ? String(Object(Object(elements)[0]).type) : String(type)
}

/** The blocks of a message that show words, each with its words in one string. */
export const blocksIn = ({ blocks }: { readonly blocks: readonly object[] }): Read[] =>
  blocks
    .map((block) => ({ type: kindOf(block), text: wordsOf(block) }))
    .filter(({ type }) => type !== 'actions')

/** The words of the first block that starts with `heading`, without it. */
export const under = (message: Message, heading: string): string | null => {
  const found = blocksIn(message).find(({ text }) => text.startsWith(heading))
  return found === undefined ? null : found.text.slice(heading.length)
}

const toNumber = (digits: string): number => Number(digits.replaceAll(',', ''))

/** The counts of a table: "Robbery   13   1%  ━" is 13. */
export const tableCounts = (message: Message): number[] => {
  const table = blocksIn(message).find(({ type }) => type === 'rich_text_preformatted')
  if (table === undefined) return []
  return table.text.split('\n').map((row) => {
    const read = / {2} *([\d,]+)(?: {2} *(?:<1|\d+)%(?: {2}━+))?$/u.exec(row)
    if (read === null) throw new Error(`no count in the row "${row}"`)
    return toNumber(read[1] ?? '')
  })
}

/** The counts of the running list of outcomes, or null where the message has none. */
export const outcomeCounts = (message: Message): number[] | null => {
  const list = under(message, 'Outcomes\n') ?? under(message, 'Outcome\n')
  if (list === null) return null
  return list.split('\n').map((row) => {
    const read = /^\u2007*([\d,]+)\u2002\S/u.exec(row)
    if (read === null) throw new Error(`no count in the line "${row}"`)
    return toNumber(read[1] ?? '')
  })
}

/** The total of a message's first line: "*1,448 incidents* in …". */
export const leadCount = (message: Message): number => {
  const lead = blocksIn(message).find(({ type }) => type === 'context')
  return toNumber(/^\*([\d,]+) incidents?\*/.exec(lead?.text ?? '')?.[1] ?? '')
}

/** Every mrkdwn text of a message. */
export const mrkdwnIn = ({ blocks }: Message): string[] =>
  partsOf(blocks).flatMap((part) => (part.type === 'mrkdwn' ? [String(part.text)] : []))
