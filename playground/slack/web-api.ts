import type { Answer, Incoming } from './answer.ts'
import type { Wire } from './wire.ts'
import type { Workspace } from './workspace.ts'

type Tokens = { readonly botToken: string; readonly appToken?: string | undefined }
type Deps = Tokens & {
  readonly workspace: Workspace
  readonly url: string
  readonly openSocket: () => string
  readonly refuse: Wire['refuse']
}
type Call = { readonly token: string | undefined; readonly args: Readonly<Record<string, unknown>> }
type Method = (call: Call) => Answer

const ok = (body: Readonly<Record<string, unknown>>): Answer => ({ status: 200, body: { ok: true, ...body } })
const no = (error: string): Answer => ({ status: 200, body: { ok: false, error } })

/** Arguments as form or JSON, the token in the header or among them: docs.slack.dev/apis/web-api. */
const readCall = ({ headers, body }: Incoming): Call => {
  const isJson = /^application\/json\b/.test(headers['content-type'] ?? '')
  const args: Record<string, unknown> = isJson
    ? Object(JSON.parse(body || '{}'))
    : Object.fromEntries(new URLSearchParams(body))
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  const token = bearer ?? (typeof args.token === 'string' ? args.token : undefined)
  return { token, args }
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
  ({ workspace, url }: Deps): Method =>
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
    return { ...answer, headers: { 'x-oauth-scopes': 'commands,chat:write' } }
  }

const apiTest: Method = ({ args }) =>
  typeof args.error === 'string'
    ? { status: 200, body: { ok: false, error: args.error, args } }
    : ok({ args: { ...args, token: undefined } })

/** The Web API: one function a method, so that later methods are one line more. Every `ok: false` is a refusal. */
export const createWebApi = (deps: Deps): ((incoming: Incoming) => Answer) => {
  const { botToken, appToken } = deps
  const methods = new Map<string, Method>([
    ['api.test', apiTest],
    ['auth.test', withToken(botToken, [appToken], authTest(deps))],
    ['apps.connections.open', withToken(appToken, [botToken], () => ok({ url: deps.openSocket() }))],
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
    const { error } = Object(given.body)
    if (error !== undefined) deps.refuse(name, String(error), `docs.slack.dev/reference/methods/${name}`)
    return given
  }
}
