import type { Installs } from '../oauth/installs.ts'
import type { createUninstall } from '../oauth/uninstall.ts'
import { type Method, no, ok } from './method.ts'

type Uninstall = ReturnType<typeof createUninstall>['uninstall']

/**
 * auth.revoke: docs.slack.dev/reference/methods/auth.revoke. An app whose last token is revoked is uninstalled:
 * docs.slack.dev/reference/events/app_uninstalled.
 */
export const revokeMethod =
  (installs: Installs, uninstall: Uninstall): Method =>
  ({ token, args }) => {
    if (token === undefined) return no('not_authed')
    const install = installs.of(token)
    if (!install) return no('invalid_auth')
    if (install.refusal !== undefined) return no(install.refusal)
    const isTest = args.test === 'true' || args.test === true
    if (!isTest) void uninstall(install.id, undefined, 'token_revoked')
    return ok({ revoked: !isTest })
  }
