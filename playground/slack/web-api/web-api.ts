import type { Answer, Incoming } from '../http-answer.ts'
import type { ManifestRules } from '../manifest.ts'
import type { Install } from '../oauth/installs.ts'
import type { TrafficLog } from '../traffic.ts'
import type { LiveWorkspace } from '../workspace/live-workspace.ts'
import type { Messages } from '../workspace/messages.ts'
import type { Triggers } from '../workspace/triggers.ts'
import type { Views } from '../workspace/view-stack.ts'
import { validateBlocks } from './blocks-methods.ts'
import { chatMethods } from './chat-methods.ts'
import { conversationsOpen } from './conversations.ts'
import { type Method, ok, readCall, slackError, withScope, withToken } from './method.ts'
import { viewsMethods } from './views-methods.ts'

type InWorkspace = {
  readonly workspace: LiveWorkspace
  readonly messages: Messages
  readonly views: Views
  readonly triggers: Triggers
  readonly rules: ManifestRules
  readonly scopes: readonly string[]
  readonly url: string
  readonly limited: (name: string, method: Method) => Method
  readonly traffic: TrafficLog
}

/** What a bot token may call in one workspace. */
export type BotMethods = ReadonlyMap<string, Method>

/** docs.slack.dev/reference/methods/auth.test; that a whole organisation's token gives its id as team_id: (?). */
const authTest =
  ({ workspace, url, scopes }: InWorkspace): Method =>
  () => {
    const { appUser, organisation, orgInstalled = false } = workspace
    const context = orgInstalled && organisation ? organisation : workspace
    const answer = ok({
      url: `${url}/`,
      team: context.name,
      user: 'streetcrime',
      team_id: context.id,
      user_id: appUser.id,
      bot_id: appUser.botId,
      ...(organisation ? { enterprise_id: organisation.id } : {}),
      is_enterprise_install: orgInstalled,
    })
    return { ...answer, headers: { 'x-oauth-scopes': scopes.join(',') } }
  }

const apiTest: Method = ({ args }) =>
  typeof args.error === 'string'
    ? slackError(args.error, { args })
    : ok({ args: { ...args, token: undefined } })

/** What a bot token may call; with the scope each wants: its method's page. views.* want none. */
export const botMethods = (deps: InWorkspace): BotMethods => {
  const { scopes, rules, traffic, workspace, limited } = deps
  const views = viewsMethods({ ...deps, homeTab: rules.homeTab, reject: traffic.reject })
  const chat = chatMethods(deps)
  const toWrite = (method: Method) => withScope('chat:write', scopes, method)
  const methods: readonly (readonly [string, Method])[] = [
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
  return new Map(methods.map(([name, method]) => [name, limited(name, method)]))
}

/** A call of the app to the Web API, and whose token it carried. */
export type OutgoingCall = {
  readonly method: string
  readonly token: string | undefined
  /** The workspace or the organisation of the token; undefined where it belongs to none. */
  readonly workspace: string | undefined
  readonly args: Readonly<Record<string, unknown>>
}

const mostKept = 5_000

type Deps = {
  readonly appToken: string | undefined
  readonly botTokens: () => readonly string[]
  readonly openSocket: () => string
  readonly installOf: (token: string) => Install | undefined
  /** The methods of the workspace that a call is about; an error where its token has no access there. */
  readonly methodsFor: (install: Install, args: Readonly<Record<string, unknown>>) => BotMethods | string
  readonly isBotMethod: (name: string) => boolean
  /** Methods that want no bot token, or see to it themselves. */
  readonly others: readonly (readonly [string, Method])[]
  readonly traffic: TrafficLog
  readonly calls: OutgoingCall[]
}

/** A bot's method: its token is checked first. Error words: docs.slack.dev/reference/methods/auth.test, "Errors". */
const asBot =
  (name: string, { appToken, installOf, methodsFor }: Deps): Method =>
  (call) => {
    if (call.token === undefined) return slackError('not_authed')
    const install = installOf(call.token)
    if (!install) return slackError(call.token === appToken ? 'not_allowed_token_type' : 'invalid_auth')
    if (install.tokenError !== undefined) return slackError(install.tokenError)
    const methods = methodsFor(install, call.args)
    if (typeof methods === 'string') return slackError(methods)
    return methods.get(name)?.(call) ?? slackError('unknown_method')
  }

/** The Web API, a function for each method. Every `ok: false` is recorded as a rejection. */
export const createWebApi = (deps: Deps): ((incoming: Incoming) => Answer) => {
  const { appToken, openSocket, installOf, calls } = deps
  const connect: Method = (call) =>
    withToken(appToken, deps.botTokens(), () => ok({ url: openSocket() }))(call)
  const special = new Map<string, Method>([
    ['api.test', apiTest],
    ['blocks.validate', validateBlocks],
    ['apps.connections.open', connect],
    ...deps.others,
  ])
  const answer = (name: string, incoming: Incoming): Answer => {
    const method = special.get(name) ?? (deps.isBotMethod(name) ? asBot(name, deps) : undefined)
    if (!method) return slackError('unknown_method')
    try {
      const call = readCall(incoming)
      const { token, args } = call
      calls.push({ method: name, token, workspace: token && installOf(token)?.id, args })
      if (calls.length > mostKept) calls.shift()
      return method(call)
    } catch {
      return slackError('invalid_json')
    }
  }
  return (incoming) => {
    const name = incoming.path.slice('/api/'.length)
    const given = answer(name, incoming)
    const { error, response_metadata: more } = Object(given.body)
    const rule = [error, ...(more?.messages ?? [])].join(' ')
    // Whoever asks whether blocks are right has sent nothing wrong.
    if (error !== undefined && name !== 'blocks.validate')
      deps.traffic.reject(name, rule, `docs.slack.dev/reference/methods/${name}`)
    return given
  }
}
