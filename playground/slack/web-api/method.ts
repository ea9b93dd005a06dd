import type { Violation } from '../block-rules/block-rules.ts'
import type { Answer, Incoming } from '../http-answer.ts'

export type Call = { readonly token: string | undefined; readonly args: Readonly<Record<string, unknown>> }

/** One method of the Web API. */
export type Method = (call: Call) => Answer

export const ok = (body: Readonly<Record<string, unknown>> = {}): Answer => ({
  status: 200,
  body: { ok: true, ...body },
})
export const slackError = (error: string, more: Readonly<Record<string, unknown>> = {}): Answer => ({
  status: 200,
  body: { ok: false, error, ...more },
})

/**
 * The error for invalid arguments. `[ERROR] … [json-pointer:/…]` in `response_metadata.messages` is how Slack
 * names the place: seen in slackapi/java-slack-sdk#1205.
 */
export const violationError = (error: string, at: string, broken: readonly Violation[]): Answer => {
  const messages = broken.map(({ path, rule }) => `[ERROR] ${rule} [json-pointer:${at}${path && `/${path}`}]`)
  return slackError(error, { response_metadata: { messages } })
}

/** The error for one argument that is missing or of the wrong kind. */
export const argumentError = (name: string, rule: string): Answer =>
  slackError('invalid_arguments', {
    response_metadata: { messages: [`[ERROR] ${rule} [json-pointer:/${name}]`] },
  })

/** Arguments as form or JSON, the token in the header or among them: docs.slack.dev/apis/web-api. Throws if not JSON. */
export const readCall = ({ headers, body }: Incoming): Call => {
  const isJson = /^application\/json\b/.test(headers['content-type'] ?? '')
  const args: Record<string, unknown> = isJson
    ? Object(JSON.parse(body || '{}'))
    : Object.fromEntries(new URLSearchParams(body))
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  const token = bearer ?? (typeof args.token === 'string' ? args.token : undefined)
  return { token, args }
}

/** An argument that is an object or a list: as it is, or as JSON in a string. Undefined when it is neither. */
export const readNested = (argument: unknown): unknown => {
  if (typeof argument !== 'string') return argument ?? undefined
  try {
    return JSON.parse(argument)
  } catch {
    return undefined
  }
}

export const text = (argument: unknown): string => (typeof argument === 'string' ? argument : '')

/** Lets a call through if it carries the token wanted. Words: docs.slack.dev/reference/methods/auth.test, "Errors". */
export const withToken =
  (wanted: string | undefined, others: readonly (string | undefined)[], method: Method): Method =>
  (call) => {
    if (call.token === undefined) return slackError('not_authed')
    if (call.token === wanted) return method(call)
    return slackError(others.includes(call.token) ? 'not_allowed_token_type' : 'invalid_auth')
  }

/** Lets a call through if the token has the scope. `needed` and `provided`: docs.slack.dev/authentication/tokens (?). */
export const withScope =
  (needed: string, scopes: readonly string[], method: Method): Method =>
  (call) =>
    scopes.includes(needed)
      ? method(call)
      : slackError('missing_scope', { needed, provided: scopes.join(',') })
