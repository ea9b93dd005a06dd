import type { SentBlock } from '../../snapshot.ts'

/** The elements in a list; none when it is no list. */
export function elementsOf(list: unknown): SentBlock[] {
  return Array.isArray(list) ? list.filter(isElement) : []
}

/** The words of a text object, as plain text. */
export function wordsOf(text: unknown): string {
  const words = typeof text === 'object' && text !== null && 'text' in text ? text.text : ''
  return typeof words === 'string' ? words : ''
}

/** A field that is a string, or undefined. */
export function stringField(from: object, name: string): string | undefined {
  const value = Object.entries(from).find(([field]) => field === name)?.[1]
  return typeof value === 'string' ? value : undefined
}

/** A field that is a number, or undefined. */
export function numberField(from: object, name: string): number | undefined {
  const value = Object.entries(from).find(([field]) => field === name)?.[1]
  return typeof value === 'number' ? value : undefined
}

function isElement(value: unknown): value is SentBlock {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
