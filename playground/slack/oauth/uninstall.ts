import { type AppRequest, type Deliver, type Delivery, undelivered } from '../delivery/delivery.ts'
import { eventContext, eventEnvelope } from '../delivery/events-api.ts'
import type { ManifestRules } from '../manifest.ts'
import type { TrafficLog } from '../traffic.ts'
import type { WorkspaceDirectory } from '../workspace/workspace-service.ts'
import type { Installs } from './installs.ts'

type Deps = {
  readonly directory: WorkspaceDirectory
  readonly installs: Installs
  readonly rules: ManifestRules
  readonly traffic: TrafficLog
  readonly clock: () => number
  readonly deliver: Deliver
}

export type UninstallEvent = 'app_uninstalled' | 'tokens_revoked'

/** The order is not guaranteed: docs.slack.dev/reference/events/app_uninstalled. */
const DEFAULT_EVENTS: readonly UninstallEvent[] = ['tokens_revoked', 'app_uninstalled']

/** Uninstalls the app, and sends the events of it. */
export const createUninstall = ({ directory, installs, rules, traffic, clock, deliver }: Deps) => {
  const last = new Map<UninstallEvent, AppRequest>()

  /** An uninstall of a whole organisation names no team: docs.slack.dev/enterprise (?). */
  const where = (id: string) => {
    const service = directory.of(id)[0]
    if (!service) throw new Error(`No workspace or organisation ${id} in this Slack`)
    const { organisation, appUser } = service.workspace
    const deliveries = eventContext({ ...service.workspace, orgInstalled: id === organisation?.id })
    return { ...deliveries, team_id: id === organisation?.id ? null : id, api_app_id: appUser.appId }
  }

  /** The fields of `tokens`: docs.slack.dev/reference/events/tokens_revoked. */
  const eventOf = (type: UninstallEvent, id: string) => {
    const bot = directory.of(id)[0]?.workspace.appUser.id
    return type === 'tokens_revoked' ? { type, tokens: { oauth: [], bot: [bot] } } : { type }
  }

  const send = async (id: string, type: UninstallEvent): Promise<Delivery> => {
    if (!rules.hasEvent(type)) {
      traffic.reject(type, 'the manifest subscribes to no such event', 'docs.slack.dev/apis/events-api')
      return undelivered
    }
    const payload = eventEnvelope(eventOf(type, id), where(id), clock())
    const request: AppRequest = { what: type, type: 'events_api', payload }
    last.set(type, request)
    return deliver(request)
  }

  const sendAll = async (id: string, types: readonly UninstallEvent[]): Promise<readonly Delivery[]> => {
    const deliveries: Delivery[] = []
    for (const type of types) deliveries.push(await send(id, type))
    return deliveries
  }

  return {
    /** From now on the token is invalid; the events are sent in the order given, which may be none. */
    uninstall: (id: string, types = DEFAULT_EVENTS, tokenError = 'account_inactive') => {
      installs.end(id, tokenError)
      return sendAll(id, types)
    },
    tellUninstalled: sendAll,
    /** The last such event once more, same id and all, as Slack does where it saw no ack. */
    redeliver: async (type: UninstallEvent): Promise<Delivery> => {
      const request = last.get(type)
      if (!request) throw new Error(`No ${type} was sent before`)
      return deliver(request)
    },
  }
}
