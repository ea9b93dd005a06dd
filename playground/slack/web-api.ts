import { withScope, withToken } from './access.ts'
import type { Answer, Incoming } from './answer.ts'
import { chatMethods } from './chat-methods.ts'
import { conversationsOpen } from './conversations-open.ts'
import type { Rules } from './manifest.ts'
import type { LiveWorkspace } from './membership.ts'
import { type Method, no, ok, readCall } from './method.ts'
import type { Messages } from './posted.ts'
import type { Triggers } from './triggers.ts'
import type { Views } from './views.ts'
import { viewsMethods } from './views-methods.ts'
import type { Wire } from './wire.ts'

type Tokens = { readonly botToken: string; readonly appToken?: string | undefined }
type Deps = Tokens & {
  readonly workspace: LiveWorkspace
  readonly messages: Messages
  readonly views: Views
  readonly triggers: Triggers
  readonly rules: Rules
  readonly scopes: readonly string[]
  readonly url: string
  readonly paced: (name: string, method: Method) => Method
  readonly openSocket: () => string
  readonly wire: Wire
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

/** What a bot token may call; with the scope each wants: its method's page. views.* want none. */
const botMethods = (deps: Deps): readonly (readonly [string, Method])[] => {
  const { scopes, rules, wire, workspace } = deps
  const views = viewsMethods({ ...deps, homeTab: rules.homeTab, refuse: wire.refuse })
  const chat = chatMethods(deps)
  const toWrite = (method: Method) => withScope('chat:write', scopes, method)
  return [
    ['auth.test', authTest(deps)],
    ['views.open', views.open],
    ['views.push', views.push],
    ['views.update', views.update],
    ['views.publish', views.publish],
    ['chat.postMessage', toWrite(chat.postMessage)],
    ['chat.postEphemeral', toWrite(chat.postEphemeral)],
    ['chat.update', toWrite(chat.update)],
    ['chat.delete', toWrite(chat.remove)],
    ['conversations.open', withScope('im:write', scopes, conversationsOpen(workspace))],
  ]
}

/** The Web API: one function a method, so that later methods are one line more. Every `ok: false` is a refusal. */
export const createWebApi = (deps: Deps): ((incoming: Incoming) => Answer) => {
  const { botToken, appToken, paced } = deps
  const asBot = ([name, method]: readonly [string, Method]) =>
    [name, withToken(botToken, [appToken], paced(name, method))] as const
  const methods = new Map<string, Method>([
    ['api.test', apiTest],
    ['apps.connections.open', withToken(appToken, [botToken], () => ok({ url: deps.openSocket() }))],
    ...botMethods(deps).map(asBot),
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
