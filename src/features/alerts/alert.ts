import type { Month } from '../../crime/month.ts'
import type { Postcode } from '../../crime/postcode.ts'
import type { Workspace } from '../../slack/identity.ts'
import type { StopReason } from '../../slack/web-api/permanent-errors.ts'

/** What the person chooses; exactly this is watched. */
export type AlertChoice = {
  readonly channelId: string
  readonly postcode: Postcode
  /** Slugs of known categories; none means all of them. */
  readonly categories: readonly string[]
  /** The report as the line's thread, or the line alone. */
  readonly inThread: boolean
  /** The first day, "YYYY-MM-DD" in London, on which it speaks again; null where it is not paused. */
  readonly pausedUntil: string | null
}

/** A channel that is told, once, when new figures are out for a postcode. */
export type Alert = AlertChoice & {
  readonly id: string
  readonly workspace: Workspace
  /** The last month it announced, or the one it started from; null where its place never had one. */
  readonly announced: Month | null
  /** Whether it has announced any month yet, beside the one it started from. */
  readonly hasSpoken: boolean
  /** Who set it up; it outlives their account. */
  readonly setBy: string
  /** Null while it is alive. */
  readonly stopped: StopReason | null
}
