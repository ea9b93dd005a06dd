import { type Deliver, type Delivery, type Parcel, undelivered } from '../delivery/delivery.ts'
import { envelope, whereabouts } from '../delivery/events-api.ts'
import type { Rules } from '../manifest.ts'
import type { Wire } from '../traffic.ts'
import type { Desks } from '../workspace/workspace-service.ts'
import type { Installs } from './installs.ts'

type Deps = {
  readonly desks: Desks
  readonly installs: Installs
  readonly rules: Rules
  readonly wire: Wire
  readonly clock: () => number
  readonly deliver: Deliver
}

export type Farewell = 'app_uninstalled' | 'tokens_revoked'

/** The order is not guaranteed: docs.slack.dev/reference/events/app_uninstalled. */
const usual: readonly Farewell[] = ['tokens_revoked', 'app_uninstalled']

/** How people take the app out again, and how the app is told. */
export const createUninstall = ({ desks, installs, rules, wire, clock, deliver }: Deps) => {
  const last = new Map<Farewell, Parcel>()

  /** Of a whole organisation without a team: SLACK.md, trap 11. */
  const where = (id: string) => {
    const desk = desks.of(id)[0]
    if (!desk) throw new Error(`No workspace or organisation ${id} in this Slack`)
    const { organisation, appUser } = desk.workspace
    const told = whereabouts({ ...desk.workspace, orgInstalled: id === organisation?.id })
    return { ...told, team_id: id === organisation?.id ? null : id, api_app_id: appUser.appId }
  }

  /** The fields of `tokens`: docs.slack.dev/reference/events/tokens_revoked. */
  const eventOf = (type: Farewell, id: string) => {
    const bot = desks.of(id)[0]?.workspace.appUser.id
    return type === 'tokens_revoked' ? { type, tokens: { oauth: [], bot: [bot] } } : { type }
  }

  const send = async (id: string, type: Farewell): Promise<Delivery> => {
    if (!rules.hasEvent(type)) {
      wire.refuse(type, 'the manifest subscribes to no such event', 'docs.slack.dev/apis/events-api')
      return undelivered
    }
    const payload = envelope(eventOf(type, id), where(id), clock())
    const parcel: Parcel = { what: type, type: 'events_api', payload }
    last.set(type, parcel)
    return deliver(parcel)
  }

  const tell = async (id: string, types: readonly Farewell[]): Promise<readonly Delivery[]> => {
    const told: Delivery[] = []
    for (const type of types) told.push(await send(id, type))
    return told
  }

  return {
    /** From now on the token is refused; the app is told in the order given, which may be nothing at all. */
    uninstall: (id: string, types = usual, refusal = 'account_inactive') => {
      installs.end(id, refusal)
      return tell(id, types)
    },
    tellUninstalled: tell,
    /** The last such event once more, same id and all, as Slack does where it saw no ack. */
    redeliver: async (type: Farewell): Promise<Delivery> => {
      const parcel = last.get(type)
      if (!parcel) throw new Error(`No ${type} was sent before`)
      return deliver(parcel)
    },
  }
}
