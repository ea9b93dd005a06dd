import type { SentBlock } from '../../snapshot.ts'

/** The elements of an actions block; none when it holds something else. */
export function elementsOf(block: SentBlock): SentBlock[] {
  return Array.isArray(block.elements) ? block.elements.filter(isElement) : []
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

function isElement(value: unknown): value is SentBlock {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
