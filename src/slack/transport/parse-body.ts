import { parse } from 'node:querystring'

/** What Slack sends as JSON is an object. */
export type JsonObject = Record<string, unknown>

/** Slack's deepest payloads, views with rich text, have about 20 levels. */
const MAX_DEPTH = 100

const QUOTE = 0x22
const BACKSLASH = 0x5c

const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b
const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d

/** Whether a text nests more deeply than MAX_DEPTH. JSON.parse takes 100 ms for 300,000 levels: it is not asked. */
const isTooDeep = (text: string): boolean => {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === BACKSLASH) at += 1
      else if (code === QUOTE) inString = false
    } else if (code === QUOTE) inString = true
    else if (isOpening(code)) depth += 1
    else if (isClosing(code)) depth -= 1
    if (depth > MAX_DEPTH) return true
  }
  return false
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Parses a text from outside; null for what is no JSON, no object, or nested too deeply. */
export const parseJsonObject = (text: string): JsonObject | null => {
  if (isTooDeep(text)) return null
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

const FORM = 'application/x-www-form-urlencoded'

/**
 * Parses a request's body. A command is a form; an interaction is a form whose one field `payload` holds JSON; an event
 * is JSON. Null for what is none of these, or JSON of something else than an object.
 */
export const parseBody = (contentType: string | undefined, body: Buffer): JsonObject | null => {
  const text = body.toString()
  // Some proxies add a charset.
  if (contentType?.startsWith(FORM) !== true) return parseJsonObject(text)
  const form = parse(text)
  const { payload } = form
  if (payload === undefined) return form
  return typeof payload === 'string' ? parseJsonObject(payload) : null
}
