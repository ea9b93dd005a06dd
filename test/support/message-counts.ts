import type { Message } from '../../src/slack/ui/blocks.ts'
import { partsOf } from './read-message.ts'

/** A block of a message: its type and all its text. */
export type BlockText = { readonly type: string; readonly text: string }

const textOf = (part: unknown): string => {
  if (Array.isArray(part)) return part.map(textOf).join('')
  const { type, text, fallback, elements } = Object(part)
  if (elements !== undefined) return textOf(elements)
  if (type === 'date') return String(fallback)
  return typeof text === 'string' ? text : textOf(text ?? [])
}

// A table may have its heading in its block.
const tableIn = (block: unknown): unknown => {
  const { type, elements } = Object(block)
  const last = type === 'rich_text' ? elements.at(-1) : null
  return last?.type === 'rich_text_preformatted' ? last : null
}

const typeOf = (block: unknown): string => {
  const { type, elements } = Object(tableIn(block) ?? block)
  return type === 'rich_text' ? String(Object(elements[0]).type) : String(type)
}

/** The blocks of a message but the buttons, each with its text in one string. */
export const blocksIn = ({ blocks }: { readonly blocks: readonly object[] }): BlockText[] =>
  blocks
    .map((block) => ({ type: typeOf(block), text: textOf(tableIn(block) ?? block) }))
    .filter(({ type }) => type !== 'actions')

/** The text of the first block that starts with `heading`, without the heading; null where none does. */
const textUnder = (message: Message, heading: string): string | null => {
  const found = blocksIn(message).find(({ text }) => text.startsWith(heading))
  return found === undefined ? null : found.text.slice(heading.length)
}

const toNumber = (digits: string): number => Number(digits.replaceAll(',', ''))

/** The counts of a table: "Robbery   13   1%  ━" is 13. The first lines of a long name have none. */
export const tableCounts = (message: Message): number[] => {
  const table = blocksIn(message).find(({ type }) => type === 'rich_text_preformatted')
  if (table === undefined) return []
  const lines = table.text.split('\n')
  const width = Math.max(...lines.map((line) => [...line].length))
  const rows = lines.filter((line) => [...line].length === width)
  return rows.map((row) => {
    const read = / {2}\u00a0*([\d,]+)(?:\u00a0+(?:<1|\d+)% {2}━+\u00a0*)?$/u.exec(row)
    if (read === null) throw new Error(`no count in the row "${row}"`)
    return toNumber(read[1] ?? '')
  })
}

/** The counts of the running list of outcomes, or null where the message has none. */
export const outcomeCounts = (message: Message): number[] | null => {
  const list = textUnder(message, 'Outcomes\n') ?? textUnder(message, 'Outcome\n')
  if (list === null) return null
  return list.split('\n').map((row) => {
    const read = /^[\u2007\u2008]*([\d,]+)\u2002\S/u.exec(row)
    if (read === null) throw new Error(`no count in the line "${row}"`)
    return toNumber(read[1] ?? '')
  })
}

/** The total in a report's headline: "*1,448 incidents* in …". */
export const headlineCount = (message: Message): number => {
  const headline = blocksIn(message).find(
    ({ type, text }) => type === 'context' && !text.startsWith('Shared by'),
  )
  return toNumber(/^\*([\d,]+)\sincidents?\*/.exec(headline?.text ?? '')?.[1] ?? '')
}

/** Every mrkdwn text of a message. */
export const mrkdwnIn = ({ blocks }: Message): string[] =>
  partsOf(blocks).flatMap((part) =>
    part.type === 'mrkdwn' ? [String(part.text).replaceAll('\u00a0', ' ')] : [],
  )
