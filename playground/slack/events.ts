import { randomBytes } from 'node:crypto'
import { type Deliver, type Delivery, undelivered } from './delivery.ts'
import type { Wire } from './wire.ts'
import type { Workspace } from './workspace.ts'

type Deps = {
  readonly workspace: Workspace
  readonly clock: () => number
  readonly deliver: Deliver
  readonly wire: Wire
  readonly hasEvent: (type: string) => boolean
}

/**
 * Tells the app of something over the Events API: docs.slack.dev/apis/events-api, "Callback field overview". What the app
 * did not subscribe to is not sent. Slack sends an event up to three times more when it is not acked; this Slack does not.
 */
export const createEvents = ({ workspace, clock, deliver, wire, hasEvent }: Deps) => {
  const { id: team_id, appUser } = workspace
  return async (event: { readonly type: string; readonly [key: string]: unknown }): Promise<Delivery> => {
    if (!hasEvent(event.type)) {
      wire.refuse(event.type, 'the manifest subscribes to no such event', 'docs.slack.dev/apis/events-api')
      return undelivered
    }
    const now = clock()
    const payload = {
      token: 'playground-verification-token',
      team_id,
      context_team_id: team_id,
      context_enterprise_id: null,
      api_app_id: appUser.appId,
      event: { ...event, event_ts: (now / 1000).toFixed(6) },
      type: 'event_callback',
      event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
      event_time: Math.floor(now / 1000),
      authorizations: [
        { enterprise_id: null, team_id, user_id: appUser.id, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
    }
    return deliver({ what: event.type, type: 'events_api', payload })
  }
}
