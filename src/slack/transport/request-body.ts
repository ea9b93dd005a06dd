import { parse } from 'node:querystring'

const FORM = 'application/x-www-form-urlencoded'

/** A payload as Slack sends it: an object. */
export type PayloadBody = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is PayloadBody =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parseJson = (text: string): PayloadBody | null => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/**
 * Parses a request's body. A command is a form; an interaction is a form whose one field `payload` holds JSON; an event
 * is JSON. Null for what is none of these, or JSON of something else than an object.
 */
export const parseBody = (contentType: string | undefined, body: Buffer): PayloadBody | null => {
  const text = body.toString()
  // Some proxies add a charset.
  if (contentType?.startsWith(FORM) !== true) return parseJson(text)
  const form = parse(text)
  const { payload } = form
  if (payload === undefined) return form
  return typeof payload === 'string' ? parseJson(payload) : null
}
