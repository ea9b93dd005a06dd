const WORDS: ReadonlySet<string> = new Set(['text', 'fallback', 'title', 'pretext', 'value'])

const wordsIn = (part: unknown): string[] => {
  if (Array.isArray(part)) return part.flatMap(wordsIn)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'string' ? (WORDS.has(key) ? [value] : []) : wordsIn(value),
  )
}

// "<https://example.com|words>", "<@U1>", "<!here>": only what is written over an address is read.
const withoutTokens = (text: string): string =>
  text.replace(/<[^<>|]*(?:\|([^<>]*))?>/gu, (_, written: string | undefined) => ` ${written ?? ''} `)

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** A message as a shortcut gets it, as much of it as is read. */
export type SeenMessage = {
  readonly text?: string | null | undefined
  readonly blocks?: unknown
  readonly attachments?: unknown
  readonly bot_id?: string | undefined
}

/**
 * What a person reads in a message, without addresses and mentions. Some apps leave the text empty and write
 * blocks or attachments alone. Source: docs.slack.dev, "Formatting message text".
 */
export const messageWords = ({ text, blocks, attachments }: SeenMessage): string => {
  const written = text ?? ''
  return unescaped(withoutTokens(written.trim() === '' ? wordsIn([blocks, attachments]).join('\n') : written))
}
