import type { Answer, Incoming } from './answer.ts'
import type { Rules } from './manifest.ts'
import { type Method, no, ok, readCall } from './method.ts'
import type { Triggers } from './triggers.ts'
import type { Views } from './views.ts'
import { viewsMethods } from './views-methods.ts'
import type { Wire } from './wire.ts'
import type { Workspace } from './workspace.ts'

type Tokens = { readonly botToken: string; readonly appToken?: string | undefined }
type Deps = Tokens & {
  readonly workspace: Workspace
  readonly views: Views
  readonly triggers: Triggers
  readonly rules: Rules
  readonly scopes: readonly string[]
  readonly url: string
  readonly openSocket: () => string
  readonly wire: Wire
}

/** Lets a call through if it carries the token wanted. Words: docs.slack.dev/reference/methods/auth.test, "Errors". */
const withToken =
  (wanted: string | undefined, others: readonly (string | undefined)[], method: Method): Method =>
  (call) => {
    if (call.token === undefined) return no('not_authed')
    if (call.token === wanted) return method(call)
    return no(others.includes(call.token) ? 'not_allowed_token_type' : 'invalid_auth')
  }

const authTest =
  ({ workspace, url, scopes }: Deps): Method =>
  () => {
    const { appUser } = workspace
    const answer = ok({
      url: `${url}/`,
      team: workspace.name,
      user: 'streetcrime',
      team_id: workspace.id,
      user_id: appUser.id,
      bot_id: appUser.botId,
      is_enterprise_install: false,
    })
    return { ...answer, headers: { 'x-oauth-scopes': scopes.join(',') } }
  }

const apiTest: Method = ({ args }) =>
  typeof args.error === 'string' ? no(args.error, { args }) : ok({ args: { ...args, token: undefined } })

/** The Web API: one function a method, so that later methods are one line more. Every `ok: false` is a refusal. */
export const createWebApi = (deps: Deps): ((incoming: Incoming) => Answer) => {
  const { botToken, appToken } = deps
  const views = viewsMethods({ ...deps, homeTab: deps.rules.homeTab, refuse: deps.wire.refuse })
  const asBot = (method: Method) => withToken(botToken, [appToken], method)
  const methods = new Map<string, Method>([
    ['api.test', apiTest],
    ['auth.test', asBot(authTest(deps))],
    ['apps.connections.open', withToken(appToken, [botToken], () => ok({ url: deps.openSocket() }))],
    ['views.open', asBot(views.open)],
    ['views.push', asBot(views.push)],
    ['views.update', asBot(views.update)],
    ['views.publish', asBot(views.publish)],
  ])
  const answer = (name: string, incoming: Incoming): Answer => {
    const method = methods.get(name)
    if (!method) return no('unknown_method')
    try {
      return method(readCall(incoming))
    } catch {
      return no('invalid_json')
    }
  }
  return (incoming) => {
    const name = incoming.path.slice('/api/'.length)
    const given = answer(name, incoming)
    const { error, response_metadata: more } = Object(given.body)
    const rule = [error, ...(more?.messages ?? [])].join(' ')
    if (error !== undefined) deps.wire.refuse(name, rule, `docs.slack.dev/reference/methods/${name}`)
    return given
  }
}
