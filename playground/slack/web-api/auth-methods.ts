import type { Installs } from '../oauth/installs.ts'
import type { createUninstall } from '../oauth/uninstall.ts'
import type { WorkspaceDirectory } from '../workspace/workspace-service.ts'
import { type Method, ok, slackError, text } from './method.ts'

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

// Slack's look the same: docs.slack.dev/apis/web-api/pagination, "Cursor-based pagination".
const cursorTo = (team: string): string => Buffer.from(`team:${team}`).toString('base64')

/**
 * auth.teams.list: docs.slack.dev/reference/methods/auth.teams.list ("No scopes required"), with its pages and the
 * errors invalid_cursor and invalid_limit. That a workspace's own token gets that workspace alone is a guess (?).
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
    const cursor = text(args.cursor)
    const from = cursor === '' ? 0 : teams.findIndex(({ id }) => cursorTo(id) === cursor)
    if (from < 0) return slackError('invalid_cursor')
    const next = teams[from + limit]
    return ok({
      teams: teams.slice(from, from + limit),
      response_metadata: { next_cursor: next === undefined ? '' : cursorTo(next.id) },
    })
  }
