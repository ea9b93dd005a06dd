import { dayInLondon } from '../../../crime/day.ts'
import type { DeliveryRepository } from '../store/due-alerts.ts'

/** Counting reads an index of all alerts that are alive; whoever looks more often is told the same. */
const FRESH_MS = 10_000

/** `clock` gives ms since the epoch; nothing is counted any more once it is `stopping`. */
export type OverdueAlertsOptions = {
  readonly watch: Pick<DeliveryRepository, 'waiting'>
  readonly clock: () => number
  readonly stopping: AbortSignal
}

/**
 * How many alerts have news to tell and have not told it, as last counted; null where nobody knows, as while the
 * database is away. Asking returns at once and has them counted anew behind it.
 */
export const createOverdueAlerts = ({
  watch,
  clock,
  stopping,
}: OverdueAlertsOptions): (() => number | null) => {
  let last: number | null = null
  let askedAt = Number.NEGATIVE_INFINITY
  let counting = false

  const count = async (): Promise<void> => {
    counting = true
    askedAt = clock()
    try {
      last = await watch.waiting(dayInLondon(clock()))
    } catch {
      // It is away, and says so itself.
      last = null
    } finally {
      counting = false
    }
  }

  return () => {
    if (!counting && !stopping.aborted && clock() - askedAt >= FRESH_MS) void count()
    return last
  }
}
