import type { IncomingMessage, ServerResponse } from 'node:http'
import { InstallProvider, type Installation as SlackInstallation } from '@slack/oauth'
import type { Logger, WebClientOptions } from '@slack/web-api'
import type { SlackMode } from '../config/slack-mode.ts'
import type { LogAt } from '../observability/log.ts'
import type { Route } from '../slack/transport/http-server.ts'
import type { OperatorPages } from '../slack/ui/mrkdwn.ts'
import { installationStore, unauthorisedIn } from './authorization.ts'
import {
  failurePage,
  type HtmlPage,
  INSTALL_PATH,
  type InstallFailure,
  installedPage,
  organisationPage,
  REDIRECT_PATH,
} from './install-pages.ts'
import type { Installations } from './installation-cache.ts'
import {
  createCallbackLimits,
  createStateStore,
  STATE_LIFETIME_MS,
  type UsedStates,
} from './oauth-callback.ts'
import { missingScopes, SCOPES, warnOfMissingScopes } from './workspace-clients.ts'

/** What installing needs; `slackApiUrl` with a slash at the end. */
type InstallerOptions = Omit<
  Extract<SlackMode, { kind: 'oauth' }>,
  'kind' | 'signingSecret' | 'encryptionKeys'
> & {
  readonly slackApiUrl: string
  readonly clientOptions: WebClientOptions & { readonly logger: Logger }
  readonly installations: Installations
  readonly usedStates: UsedStates
  /** Whether an installation could be kept just now. */
  readonly canKeep: () => boolean
  readonly pages: OperatorPages
  readonly log: LogAt<'info' | 'warn'>
}

// The address that brought somebody here holds a code and a state: it goes nowhere else, and nothing runs here.
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

const show = ({ status, html }: HtmlPage, response: ServerResponse): void => {
  response.writeHead(status, status === 429 ? { ...HEADERS, 'retry-after': '60' } : HEADERS).end(html)
}

// The installer's own codes: @slack/oauth, errors.
const FAILURES: Readonly<Record<string, InstallFailure>> = {
  slack_oauth_installer_authorization_error: 'cancelled',
  slack_oauth_missing_state: 'bad-state',
  slack_oauth_invalid_state: 'bad-state',
  slack_oauth_missing_code: 'bad-state',
}

const failureOf = (error: Error & { readonly code?: string }): InstallFailure =>
  unauthorisedIn(error)?.why === 'unavailable' ? 'unavailable' : (FAILURES[error.code ?? ''] ?? 'refused')

const successPage = (installation: SlackInstallation, pages: OperatorPages): HtmlPage => {
  const { team, enterprise, appId = '', enterpriseUrl = null, isEnterpriseInstall = false } = installation
  const name = (isEnterpriseInstall ? enterprise?.name : team?.name) ?? null
  const installed = {
    ...{ name, appId, teamId: team?.id ?? '', organisationUrl: enterpriseUrl },
    missingScopes: missingScopes(installation.bot?.scopes ?? []),
  }
  return isEnterpriseInstall ? organisationPage(installed, pages) : installedPage(installed, pages)
}

/** Where Slack asks people whether they want to install; beside the Web API, so that SLACK_API_URL moves both. */
const authorizationUrl = (slackApiUrl: string): string => new URL('../oauth/v2/authorize', slackApiUrl).href

/**
 * The two addresses that a browser is sent to, to install over OAuth, with @slack/oauth. /slack/install leads straight
 * on to Slack, as a "direct install URL" must; the state is signed, lives ten minutes, is bound to the browser by a
 * cookie and used once, so any process can check it. Callbacks are limited, so that nobody can have Slack refuse a real
 * one with 429.
 */
export const installRoutes = (options: InstallerOptions): readonly Route[] => {
  const { clientId, clientSecret, stateSecret, publicUrl, clientOptions, installations, pages, log } = options
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateStore: createStateStore(stateSecret, options.usedStates),
    stateCookieExpirationSeconds: STATE_LIFETIME_MS / 1_000,
    installationStore: installationStore(installations),
    directInstall: true,
    authorizationUrl: authorizationUrl(options.slackApiUrl),
    clientOptions,
    logger: clientOptions.logger,
  })
  const limits = createCallbackLimits()
  const showTooMany = (response: ServerResponse): void => {
    log.warn({ status: 429 }, 'refused a callback of Slack’s OAuth: too many within a minute')
    show(failurePage('too-many', publicUrl, pages), response)
  }
  const beforeRedirection = async (_: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const may = options.canKeep()
    if (!may) show(failurePage('unavailable', publicUrl, pages), response)
    return may
  }
  const requested = { scopes: [...SCOPES], redirectUri: `${publicUrl}${REDIRECT_PATH}` }
  const callback: Route['handle'] = async (request, response) => {
    if (!(await limits.admitAddress(request))) return showTooMany(response)
    await provider.handleCallback(request, response, {
      // Its state is sound by then: those that are not cost Slack nothing.
      beforeInstallation: async () => {
        const may = await limits.admitOneMore()
        if (!may) showTooMany(response)
        return may
      },
      success: (installation) => {
        const { team, enterprise, isEnterpriseInstall = false } = installation
        log.info({ team: team?.id, enterprise: enterprise?.id, isEnterpriseInstall }, 'installed')
        warnOfMissingScopes(log, team?.id ?? enterprise?.id ?? '', installation.bot?.scopes ?? [])
        show(successPage(installation, pages), response)
      },
      failure: (error) => show(failurePage(failureOf(error), publicUrl, pages), response),
    })
  }
  return [
    {
      path: INSTALL_PATH,
      method: 'GET',
      handle: (request, response) =>
        provider.handleInstallPath(request, response, { beforeRedirection }, requested),
    },
    { path: REDIRECT_PATH, method: 'GET', handle: callback },
  ]
}
