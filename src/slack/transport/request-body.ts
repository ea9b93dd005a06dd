import { parse } from 'node:querystring'
import { type JsonObject, parseJsonObject } from './parse-json.ts'

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
