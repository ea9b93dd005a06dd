import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import type { Attempt } from './actions.ts'
import type { Alert } from './alert.ts'

/** Slack did not take a channel's confirmation: its own word for why, or null where it did not answer. */
export type PostFailed = {
  readonly kind: 'refused'
  readonly reason: string | null
  readonly attempt: Attempt
}

/** What came of setting up, changing or bringing back. */
export type AlertResult =
  | { readonly kind: 'set'; readonly alert: Alert }
  | { readonly kind: 'changed'; readonly alert: Alert }
  | { readonly kind: 'resumed'; readonly alert: Alert }
  /** This channel has one for the place already. */
  | { readonly kind: 'known'; readonly alert: Alert }
  | { readonly kind: 'channel-full' }
  | { readonly kind: 'workspace-full' }
  /** The database is out of reach. */
  | { readonly kind: 'unavailable' }
  /** Stopped by somebody else meanwhile, or never this workspace's. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'not-looked-up'; readonly failure: LookupFailure }
  | PostFailed
