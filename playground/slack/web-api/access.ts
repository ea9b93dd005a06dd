import { type Method, no } from './method.ts'

/** Lets a call through if it carries the token wanted. Words: docs.slack.dev/reference/methods/auth.test, "Errors". */
export const withToken =
  (wanted: string | undefined, others: readonly (string | undefined)[], method: Method): Method =>
  (call) => {
    if (call.token === undefined) return no('not_authed')
    if (call.token === wanted) return method(call)
    return no(others.includes(call.token) ? 'not_allowed_token_type' : 'invalid_auth')
  }

/** Lets a call through if the token has the scope. `needed` and `provided`: docs.slack.dev/authentication/tokens (?). */
export const withScope =
  (needed: string, scopes: readonly string[], method: Method): Method =>
  (call) =>
    scopes.includes(needed) ? method(call) : no('missing_scope', { needed, provided: scopes.join(',') })
