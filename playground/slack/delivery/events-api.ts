import { randomBytes } from 'node:crypto'
import type { TrafficLog } from '../traffic.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { type Deliver, type Delivery, undelivered } from './delivery.ts'

type Deps = {
  readonly workspace: Workspace
  readonly clock: () => number
  readonly deliver: Deliver
  readonly traffic: TrafficLog
  readonly hasEvent: (type: string) => boolean
}

/** An event of the Events API. */
type AppEvent = { readonly type: string; readonly [key: string]: unknown }

/** Where it happened, in the fields of the wrapper. */
export const eventContext = ({ id: team_id, organisation, appUser, orgInstalled }: Workspace) => ({
  team_id,
  ...(organisation ? { enterprise_id: organisation.id } : {}),
  context_team_id: team_id,
  context_enterprise_id: organisation?.id ?? null,
  authorizations: [
    {
      enterprise_id: organisation?.id ?? null,
      // Null where the whole organisation has the app: Bolt's buildSource reckons with it (?).
      team_id: orgInstalled ? null : team_id,
      user_id: appUser.id,
      is_bot: true,
      is_enterprise_install: orgInstalled === true,
    },
  ],
})

/** The wrapper of an event: docs.slack.dev/apis/events-api, "Callback field overview". */
export const eventEnvelope = (event: AppEvent, where: Readonly<Record<string, unknown>>, now: number) => ({
  token: 'playground-verification-token',
  ...where,
  event: { ...event, event_ts: (now / 1000).toFixed(6) },
  type: 'event_callback',
  event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
  event_time: Math.floor(now / 1000),
  is_ext_shared_channel: false,
})

/**
 * Tells the app of something over the Events API. What the app did not subscribe to is not sent. Slack sends an event up
 * to three times more when it is not acked; this Slack does not.
 */
export const createEventSender = ({ workspace, clock, deliver, traffic, hasEvent }: Deps) => {
  return async (event: AppEvent): Promise<Delivery> => {
    if (!hasEvent(event.type)) {
      traffic.reject(event.type, 'the manifest subscribes to no such event', 'docs.slack.dev/apis/events-api')
      return undelivered
    }
    const where = { ...eventContext(workspace), api_app_id: workspace.appUser.appId }
    return deliver({ what: event.type, type: 'events_api', payload: eventEnvelope(event, where, clock()) })
  }
}
