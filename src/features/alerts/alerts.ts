import type { Month } from '../../crime/month.ts'
import type { Postcode } from '../../crime/postcode.ts'
import type { Result } from '../../lib/result.ts'
import type { Owner, Workspace } from '../../slack/identity.ts'
import type { Alert, AlertChoice } from './alert.ts'

/** Alerts a channel may have. Source: the alerts' design; more would be a feed, not a notice. */
export const MAX_IN_CHANNEL = 50

/** Alerts a workspace may have in all. */
export const MAX_IN_WORKSPACE = 500

/** What came of setting up: one alert a channel and postcode, so a second is refused with the one there is. */
export type SetUpResult =
  | { readonly kind: 'set'; readonly alert: Alert }
  | { readonly kind: 'known'; readonly alert: Alert }
  | { readonly kind: 'channel-full' }
  | { readonly kind: 'workspace-full' }

/** What came of a change; null where the alert is not (or no longer) this workspace's. */
export type ChangeResult =
  | { readonly kind: 'changed'; readonly alert: Alert }
  | { readonly kind: 'taken'; readonly alert: Alert }
  | { readonly kind: 'channel-full' }

/**
 * The alerts of workspaces, for people to set up and to look at. Every call names the workspace it acts in: an
 * id of another one finds nothing. Everything may fail with 'unavailable', while the database is out of reach.
 */
export type AlertRepository = {
  /** Those of a channel, by postcode, also those that have ended. */
  readonly inChannel: (
    workspace: Workspace,
    channelId: string,
  ) => Promise<Result<readonly Alert[], 'unavailable'>>
  /** Those a person set up, of every channel, by channel and postcode. */
  readonly setBy: (owner: Owner) => Promise<Result<readonly Alert[], 'unavailable'>>
  readonly find: (workspace: Workspace, id: string) => Promise<Result<Alert | null, 'unavailable'>>
  readonly near: (
    workspace: Workspace,
    channelId: string,
    postcode: Postcode,
  ) => Promise<Result<Alert | null, 'unavailable'>>
  /** `baseline` is the month that is out already and is not announced; null where the place has none yet. */
  readonly set: (
    owner: Owner,
    choice: AlertChoice,
    baseline: Month | null,
  ) => Promise<Result<SetUpResult, 'unavailable'>>
  /** Changes what was chosen. Another postcode starts from `baseline`; the same one keeps what it announced. */
  readonly change: (
    workspace: Workspace,
    id: string,
    choice: AlertChoice,
    baseline: Month | null,
  ) => Promise<Result<ChangeResult | null, 'unavailable'>>
  /** Undoes a change: all of it as it was, also that it had ended. Nothing where its place is taken meanwhile. */
  readonly putBack: (before: Alert) => Promise<Result<void, 'unavailable'>>
  /** Speaks again, after a pause or after it ended by itself, with its filters kept; null where it is gone. */
  readonly resume: (workspace: Workspace, id: string) => Promise<Result<Alert | null, 'unavailable'>>
  /** Deletes it; null where it is gone already. */
  readonly stop: (workspace: Workspace, id: string) => Promise<Result<Alert | null, 'unavailable'>>
}
