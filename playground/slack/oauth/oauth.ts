import { randomBytes } from 'node:crypto'
import type { Answer } from '../http-answer.ts'
import type { ManifestRules } from '../manifest.ts'
import { type Method, ok, slackError, text } from '../web-api/method.ts'
import type { WorkspaceDirectory } from '../workspace/workspace-service.ts'
import { consentPage, errorPage } from './consent-page.ts'
import type { Installs } from './installs.ts'

/** The app's credentials, and where it may send people back to. */
export type OAuthOptions = {
  readonly clientId: string
  readonly clientSecret: string
  /** As registered with the app. A manifest's `redirect_urls` count by their path; none at all: any. */
  readonly redirectUris?: readonly string[]
  /** Where the first workspace is shown, for a link from the consent page. */
  readonly homeUrl?: () => string | undefined
}
type Deps = OAuthOptions & {
  readonly directory: WorkspaceDirectory
  readonly installs: Installs
  readonly rules: ManifestRules
  readonly clock: () => number
}
type Code = {
  readonly id: string
  readonly user: string
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly at: number
  used: boolean
}

const CODE_LIFETIME_MS = 10 * 60 * 1000

const redirect = (location: string): Answer => ({ status: 302, body: '', headers: { location } })
const splitList = (text: string): readonly string[] => text.split(',').filter((word) => word !== '')

/**
 * The OAuth flow, v2: docs.slack.dev/authentication/installing-with-oauth. `browse` is what a person's browser sees,
 * `access` the app's call. Error words: docs.slack.dev/reference/methods/oauth.v2.access, "Errors". What the consent page
 * checks, and its error words, are guesses (?).
 */
export const createOAuth = (deps: Deps) => {
  const { clientId, clientSecret, directory, installs, rules, clock, homeUrl = () => undefined } = deps
  const codes = new Map<string, Code>()

  const isRegistered = (uri: string): boolean =>
    deps.redirectUris ? deps.redirectUris.some((it) => uri.startsWith(it)) : rules.hasRedirect(uri)

  const findError = (query: URLSearchParams): string | undefined => {
    if (query.get('client_id') !== clientId) return 'invalid_client_id'
    if (!isRegistered(query.get('redirect_uri') ?? '')) return 'bad_redirect_uri'
    const scopes = splitList(query.get('scope') ?? '')
    const unknown = scopes.find((scope) => !rules.scopes.includes(scope))
    return scopes.length === 0 || unknown !== undefined ? 'invalid_scope' : undefined
  }

  const redirectBack = (query: URLSearchParams, given: Readonly<Record<string, string>>): Answer => {
    const to = new URL(query.get('redirect_uri') ?? '')
    for (const [name, value] of Object.entries(given)) to.searchParams.set(name, value)
    const state = query.get('state')
    if (state !== null) to.searchParams.set('state', state)
    return redirect(to.href)
  }

  const approve = (query: URLSearchParams, id: string): Answer => {
    const [service] = directory.of(id)
    const user = service?.workspace.users[0]?.id
    if (!user) return errorPage('team_not_found', homeUrl())
    const code = randomBytes(16).toString('hex')
    const redirectUri = query.get('redirect_uri') ?? ''
    codes.set(code, {
      id,
      user,
      redirectUri,
      scopes: splitList(query.get('scope') ?? ''),
      at: clock(),
      used: false,
    })
    return redirectBack(query, { code })
  }

  const browse = ({ pathname, searchParams }: URL): Answer | undefined => {
    if (pathname !== '/oauth/v2/authorize') return undefined
    const error = findError(searchParams)
    if (error !== undefined) return errorPage(error, homeUrl())
    const chosen = searchParams.get('playground_install')
    // "If the user denies your request, Slack redirects back with error=access_denied": the same page.
    if (chosen === 'none') return redirectBack(searchParams, { error: 'access_denied' })
    return chosen === null ? consentPage(searchParams, directory, homeUrl()) : approve(searchParams, chosen)
  }

  const answer = ({ id, user, scopes }: Code): Answer => {
    const [service] = directory.of(id)
    if (!service) return slackError('invalid_code')
    const { organisation, appUser, name } = service.workspace
    const { token } = installs.add(id, scopes)
    const isOrg = id === organisation?.id
    return ok({
      access_token: token,
      token_type: 'bot',
      scope: scopes.join(','),
      bot_user_id: appUser.id,
      app_id: appUser.appId,
      team: isOrg ? null : { id, name },
      enterprise: organisation ? { id: organisation.id, name: organisation.name } : null,
      is_enterprise_install: isOrg,
      authed_user: { id: user },
    })
  }

  const access: Method = ({ args }) => {
    if (args.client_id !== clientId) return slackError('invalid_client_id')
    if (args.client_secret !== clientSecret) return slackError('bad_client_secret')
    const code = codes.get(text(args.code))
    if (!code || code.used || clock() - code.at > CODE_LIFETIME_MS) return slackError('invalid_code')
    if (text(args.redirect_uri) !== code.redirectUri) return slackError('bad_redirect_uri')
    code.used = true
    return answer(code)
  }
  return { browse, access }
}
