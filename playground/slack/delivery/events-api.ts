import { randomBytes } from 'node:crypto'
import type { TrafficLog } from '../traffic.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { type AppRequest, type Deliver, type Delivery, undelivered } from './delivery.ts'

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

/** Sends an event to the app; resolves with the outcome of the first attempt. */
export type EventSender = (event: AppEvent) => Promise<Delivery>

// "The first retry will be sent nearly immediately; the second after 1 minute; the third after 5 minutes":
// docs.slack.dev/apis/events-api, "Retries".
const RETRIES_AFTER_MS = [0, 60_000, 300_000]

// The words of x-slack-retry-reason: the same page.
const reasonOf = ({ outcome }: Delivery): string => {
  if (outcome === 'timeout') return 'http_timeout'
  return outcome === 'refused' ? 'http_error' : 'connection_failed'
}

/**
 * Tells the app of something over the Events API. What the app did not subscribe to is not sent. An event that is not
 * acked within 3 s is sent up to three times more, with the same event_id.
 */
export const createEventSender = ({ workspace, clock, deliver, traffic, hasEvent }: Deps): EventSender => {
  const attempt = async (request: AppRequest, num: number): Promise<Delivery> => {
    const delivery = await deliver(request)
    const wait = RETRIES_AFTER_MS[num]
    if (delivery.outcome === 'acked' || delivery === undelivered || wait === undefined) return delivery
    const retry = { num: num + 1, reason: reasonOf(delivery) }
    setTimeout(() => void attempt({ ...request, retry }, num + 1), wait).unref()
    return delivery
  }
  return async (event) => {
    // Messages come under one name wherever they are; a manifest says where from.
    const type = event.type === 'message' ? `message.${String(event.channel_type)}` : event.type
    if (!hasEvent(type)) {
      traffic.reject(type, 'the manifest subscribes to no such event', 'docs.slack.dev/apis/events-api')
      return undelivered
    }
    const where = { ...eventContext(workspace), api_app_id: workspace.appUser.appId }
    const payload = eventEnvelope(event, where, clock())
    return attempt({ what: event.type, type: 'events_api', payload }, 0)
  }
}
