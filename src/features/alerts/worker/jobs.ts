import type { Postcode } from '../../../crime/postcode.ts'

/**
 * Work put aside, to be begun at a moment in ms since the epoch by whichever process is free. It holds
 * postcodes and alerts' ids, nothing else: what was published is read again through the look-up.
 */
export type Jobs = {
  readonly sweep: (at: number) => Promise<void>
  /** One job a postcode: a postcode that waits already is not put twice. */
  readonly check: (postcodes: readonly Postcode[], at: number) => Promise<void>
  readonly deliver: (ids: readonly string[], at: number) => Promise<void>
}

/** What runs the jobs. Each may throw, and is then taken up again later. */
export type Handlers = {
  readonly sweep: () => Promise<void>
  readonly check: (postcode: Postcode) => Promise<void>
  readonly deliver: (ids: readonly string[]) => Promise<void>
}
