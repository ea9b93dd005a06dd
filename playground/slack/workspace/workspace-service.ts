import type { Deliver } from '../delivery/delivery.ts'
import type { EventBus } from '../event-bus.ts'
import type { Answer, Incoming } from '../http-answer.ts'
import type { ManifestRules } from '../manifest.ts'
import type { Install } from '../oauth/installs.ts'
import type { TrafficLog } from '../traffic.ts'
import { canSee } from '../user-actions/message-actions.ts'
import { createUserActions } from '../user-actions/user-actions.ts'
import { text } from '../web-api/method.ts'
import { createRateLimiter, unlimited } from '../web-api/rate-limits.ts'
import { type BotMethods, botMethods } from '../web-api/web-api.ts'
import { createWorkspace } from './live-workspace.ts'
import { createMessages } from './messages.ts'
import { createResponses, createResponseUrls } from './response-urls.ts'
import { createTriggers } from './triggers.ts'
import { createViews } from './view-stack.ts'
import { findMember, type Organisation, type Workspace } from './workspace.ts'

type Shared = {
  readonly url: string
  readonly bus: EventBus
  readonly traffic: TrafficLog
  readonly clock: () => number
  readonly rules: ManifestRules
  readonly rateLimits: boolean
  readonly deliver: Deliver
  readonly orgInstalled: (organisation: Organisation | undefined) => boolean
  /** What the app may do here, by itself or through its organisation; nothing where it is not installed. */
  readonly scopes: (organisation: Organisation | undefined) => readonly string[]
}

export type WorkspaceService = ReturnType<typeof createWorkspaceService>

/** One workspace: its people, channels, messages, views, and what a bot token may do there. */
export const createWorkspaceService = (start: Workspace, shared: Shared) => {
  const { url, bus, traffic, clock, rules, deliver } = shared
  const workspace = createWorkspace(start, () => bus.emit({ kind: 'workspace' }), shared.orgInstalled)
  const messages = createMessages((event) => {
    bus.emit(event)
    userActions.tellApp(event)
  }, clock)
  const views = createViews(workspace, bus.emit, clock)
  const triggers = createTriggers(clock)
  const urls = createResponseUrls(url, workspace.id, clock)
  const hasScope = (scope: string) => shared.scopes(workspace.organisation).includes(scope)
  const parts = { workspace, messages, views, triggers, traffic, clock, rules, url, urls, deliver, hasScope }
  const userActions = createUserActions(parts)
  const respond = createResponses(parts)
  // The rates of a method are a workspace's, whatever the token may do.
  const limited = shared.rateLimits ? createRateLimiter(clock) : unlimited
  const known = new Map<string, BotMethods>()
  const methods = (scopes: readonly string[]): BotMethods => {
    const key = scopes.join(',')
    const made = known.get(key) ?? botMethods({ ...parts, scopes, limited })
    known.set(key, made)
    return made
  }
  /** Whether what a call names (a person, a channel, a view, a trigger) is of this workspace. */
  const knows = (args: Readonly<Record<string, unknown>>): boolean =>
    workspace.channels.some(({ id }) => id === args.channel) ||
    workspace.users.some(({ id }) => [args.user_id, args.users, args.channel].includes(id)) ||
    views.find(text(args.view_id)) !== undefined ||
    triggers.contextOf(text(args.trigger_id)) !== undefined
  return {
    workspace,
    methods,
    knows,
    userActions,
    messages: (channel: string, seenBy: string) => {
      findMember(workspace, seenBy, channel)
      return messages.all().filter((it) => it.channel === channel && canSee(it, seenBy))
    },
    consumeTrigger: triggers.consume,
    hasResponseUrl: ({ path }: Incoming) => urls.find(path) !== undefined,
    respond,
  }
}

type Args = Readonly<Record<string, unknown>>

/** All workspaces of this Slack; the first is the default. */
export const createWorkspaceDirectory = ([first, ...more]: readonly [
  WorkspaceService,
  ...WorkspaceService[],
]) => {
  const all = [first, ...more]
  const at = (teamId: string): WorkspaceService => {
    const service = all.find(({ workspace }) => workspace.id === teamId)
    if (!service) throw new Error(`No workspace ${teamId} in this Slack`)
    return service
  }
  const of = (installId: string): readonly WorkspaceService[] =>
    all.filter(({ workspace }) => [workspace.id, workspace.organisation?.id].includes(installId))

  /**
   * Where a call belongs. A whole organisation's token may name the workspace in `team_id`, or what it names says which
   * one: docs.slack.dev/enterprise/developing-for-enterprise-orgs. A workspace's own token reaches no other, whatever
   * `team_id` says (?). "team_access_not_granted":
   * docs.slack.dev/reference/methods/chat.postMessage, "Errors".
   */
  const serviceFor = ({ id }: Install, args: Args): WorkspaceService | undefined => {
    const reachable = of(id)
    if (reachable.length < 2) return reachable[0]
    const named = text(args.team_id)
    if (named === '' || named === id) return reachable.find((service) => service.knows(args)) ?? reachable[0]
    return reachable.find(({ workspace }) => workspace.id === named)
  }
  const methodsFor = (install: Install, args: Args): BotMethods | string =>
    serviceFor(install, args)?.methods(install.scopes) ?? 'team_access_not_granted'
  const respond = (incoming: Incoming): Answer =>
    (all.find((service) => service.hasResponseUrl(incoming)) ?? first).respond(incoming)
  return { first, all, at, of, methodsFor, respond }
}

export type WorkspaceDirectory = ReturnType<typeof createWorkspaceDirectory>
