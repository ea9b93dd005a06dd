import { dayInLondon } from '../../../crime/dates.ts'
import type { DeliveryRepository } from '../store/delivery-repository.ts'

/** Counting reads an index of all active alerts: not on every scrape. */
const COUNT_EVERY_MS = 10_000

/**
 * A metric: how many alerts have not announced their area's newest month, as last counted; null while unknown. Reading
 * it does not wait for the database: where the last count is ten seconds old, a new one starts in the background.
 */
export const createOverdueCount = (
  deliveries: Pick<DeliveryRepository, 'countOverdue'>,
  clock: () => number,
  stopping: AbortSignal,
): (() => number | null) => {
  let last: number | null = null
  let countedAt = Number.NEGATIVE_INFINITY
  let counting = false
  const count = async (): Promise<void> => {
    counting = true
    countedAt = clock()
    last = await deliveries.countOverdue(dayInLondon(clock())).catch(() => null)
    counting = false
  }
  return () => {
    if (!counting && !stopping.aborted && clock() - countedAt >= COUNT_EVERY_MS) void count()
    return last
  }
}
