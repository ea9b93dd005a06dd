// Keys of blocks and attachments whose value a person reads.
const TEXT_KEYS: ReadonlySet<string> = new Set(['text', 'fallback', 'title', 'pretext', 'value'])

const textsIn = (part: unknown): string[] => {
  if (Array.isArray(part)) return part.flatMap(textsIn)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'string' ? (TEXT_KEYS.has(key) ? [value] : []) : textsIn(value),
  )
}

// "<https://example.com|label>", "<@U1>", "<!here>": of a link only its label is read.
const withoutLinks = (text: string): string =>
  text.replace(/<[^<>|]*(?:\|([^<>]*))?>/gu, (_, label: string | undefined) => ` ${label ?? ''} `)

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** As much of a shortcut's message as is read. */
export type ShortcutMessage = {
  readonly text?: string | null | undefined
  readonly blocks?: unknown
  readonly attachments?: unknown
  readonly bot_id?: string | undefined
}

/**
 * What a person reads in a message, without addresses and mentions. Apps may leave `text` empty and write blocks or
 * attachments alone: docs.slack.dev/messaging/formatting-message-text
 */
export const messageText = ({ text, blocks, attachments }: ShortcutMessage): string => {
  const written = text?.trim() ? text : textsIn([blocks, attachments]).join('\n')
  return unescaped(withoutLinks(written))
}
