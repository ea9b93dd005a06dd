import type { SentBlock } from '../../snapshot.ts'

/** The elements in a list; none when it is no list. */
export function elementsOf(list: unknown): SentBlock[] {
  return Array.isArray(list) ? list.filter(isElement) : []
}

/** The text of a text object. */
export function textOf(object: unknown): string {
  const text = typeof object === 'object' && object !== null && 'text' in object ? object.text : ''
  return typeof text === 'string' ? text : ''
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

/**
 * A copy of a block as slack-blocks-to-jsx 1.1.1 can draw it. That library shows a `verbatim` mrkdwn text unformatted
 * (in Slack it only stops names from becoming links), makes `block_id` an id of the page, where two messages of one kind
 * would share it, and unescapes mrkdwn before it reads it: an escaped "<!here>" would be drawn as a mention.
 */
export function forDrawing(block: SentBlock): SentBlock {
  const { block_id: _, ...rest } = block
  return { ...rest, ...without(rest, 'verbatim'), type: block.type }
}

function without(fields: object, name: string): object {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([field]) => field !== name)
      .map(([field, value]) => [field, deep(value, name)]),
  )
}

// Invisible, and enough for what stands behind the sign to be no mention or link any more.
const WORD_JOINER = '\u2060'

function deep(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => deep(item, name))
  if (typeof value !== 'object' || value === null) return value
  const copy = without(value, name)
  return 'type' in copy && copy.type === 'mrkdwn' && 'text' in copy
    ? { ...copy, text: String(copy.text).replaceAll('&lt;', `&lt;${WORD_JOINER}`) }
    : copy
}

const SIGNS: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

type Names = {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly appUser: { readonly id: string; readonly name: string }
  readonly channels: readonly { readonly id: string; readonly title: string }[]
}

/** A message's text for a screen reader: names for mentions, no mrkdwn tokens, no escapes. */
export function readableText(text: string, { people, appUser, channels }: Names): string {
  const named = (mark: string, id: string) => {
    if (mark === '#') return `#${channels.find((one) => one.id === id)?.title ?? id}`
    return `@${[...people, appUser].find((one) => one.id === id)?.name ?? id}`
  }
  const withNames = text
    .replace(/<([@#])(\w+)(?:\|[^>]*)?>/g, (_, mark: string, id: string) => named(mark, id))
    .replace(/<[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<([^>]*)>/g, '$1')
  return unescapeText(withNames)
}

/** What a person typed: Slack escapes three characters of it. */
export function unescapeText(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (escaped) => SIGNS[escaped] ?? escaped)
}
