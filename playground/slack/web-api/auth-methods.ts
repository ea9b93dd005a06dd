import type { Installs } from '../oauth/installs.ts'
import type { createUninstall } from '../oauth/uninstall.ts'
import type { WorkspaceDirectory } from '../workspace/workspace-service.ts'
import { type Method, ok, slackError } from './method.ts'

type Uninstall = ReturnType<typeof createUninstall>['uninstall']

/**
 * auth.revoke: docs.slack.dev/reference/methods/auth.revoke. An app whose last token is revoked is uninstalled:
 * docs.slack.dev/reference/events/app_uninstalled.
 */
export const revokeMethod =
  (installs: Installs, uninstall: Uninstall): Method =>
  ({ token, args }) => {
    if (token === undefined) return slackError('not_authed')
    const install = installs.of(token)
    if (!install) return slackError('invalid_auth')
    if (install.tokenError !== undefined) return slackError(install.tokenError)
    const isTest = args.test === 'true' || args.test === true
    if (!isTest) void uninstall(install.id, undefined, 'token_revoked')
    return ok({ revoked: !isTest })
  }

/**
 * auth.teams.list: docs.slack.dev/reference/methods/auth.teams.list ("No scopes required"). That a workspace's own
 * token gets that workspace alone is a guess (?).
 */
export const teamsListMethod =
  (installs: Installs, directory: WorkspaceDirectory): Method =>
  ({ token, args }) => {
    if (token === undefined) return slackError('not_authed')
    const install = installs.of(token)
    if (!install) return slackError('invalid_auth')
    if (install.tokenError !== undefined) return slackError(install.tokenError)
    const limit = Number(args.limit ?? 100)
    if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) return slackError('invalid_limit')
    const teams = directory.of(install.id).map(({ workspace: { id, name } }) => ({ id, name }))
    return ok({ teams: teams.slice(0, limit), response_metadata: { next_cursor: '' } })
  }
