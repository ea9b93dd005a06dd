import { dayInLondon, type Month, monthAt } from '../../../crime/dates.ts'
import { areaOf, type Postcode } from '../../../crime/postcode.ts'
import type { Alert } from '../alert.ts'
import { DatabaseUnavailable } from '../store/delivery-repository.ts'
import type { Deliver } from './deliver.ts'
import { nextDeliveryTime } from './delivery-config.ts'
import type { AnnouncedFigures, JobContext } from './jobs.ts'
import { classifyLookup, type LookupResult } from './lookup-result.ts'
import { SUPPLIER_PAUSE_MS } from './sweep.ts'

// Retries that are due within this time share a job, and with it a look-up.
const SHARED_JOB_MS = 5_000
const DATABASE_PAUSE_MS = 30_000

type Retry = { readonly id: string; readonly at: number }

const byJob = (retries: readonly Retry[]): Map<number, Retry[]> =>
  Map.groupBy(retries, ({ at }) => Math.ceil(at / SHARED_JOB_MS) * SHARED_JOB_MS)

const isNews = ({ announced }: Alert, month: Month): boolean => announced === null || announced < month

/** Looks a due postcode up, once, and delivers to every channel with an alert for it; what fails is queued again. */
export const createCheck = (
  {
    deliveries,
    lookup,
    jobs,
    clock,
    log,
    config,
  }: Pick<JobContext, 'deliveries' | 'lookup' | 'jobs' | 'clock' | 'log' | 'config'>,
  deliver: Deliver,
) => {
  const deliverOne = async (alert: Alert, figures: AnnouncedFigures, month: Month): Promise<Retry[]> => {
    const { id } = alert
    try {
      const result = await deliver(alert, figures, month)
      return result === 'done' ? [] : [{ id, at: result.retryAt }]
    } catch (error) {
      if (error instanceof DatabaseUnavailable)
        return [{ id, at: nextDeliveryTime(clock() + DATABASE_PAUSE_MS) }]
      // A bug is not gone in half a minute: the next sweep tries again.
      log.error({ err: error, alert: id }, 'an alert could not be delivered')
      return []
    }
  }

  const deliverAll = async (
    alerts: readonly Alert[],
    figures: AnnouncedFigures,
    month: Month,
  ): Promise<void> => {
    const retries = await Promise.all(alerts.map((alert) => deliverOne(alert, figures, month)))
    for (const [at, shared] of byJob(retries.flat()))
      await jobs.deliver(
        shared.map(({ id }) => id),
        at,
      )
  }

  // Posts nothing: the person read that the postcode has no figures when they set the alert up.
  const startFrom = async (alerts: readonly Alert[], month: Month): Promise<void> => {
    for (const { id } of alerts) await deliveries.markAnnounced(id, month, false)
  }

  const deliverNothingRecorded = async (due: readonly Alert[], month: Month | null): Promise<void> => {
    if (month === null) return
    // While the local force's figures are missing, no record does not mean that nothing was recorded.
    const alerts = due.filter(({ waitingSince }) => waitingSince === null)
    await startFrom(
      alerts.filter(({ announced }) => announced === null),
      month,
    )
    await deliverAll(
      alerts.filter(({ announced }) => announced !== null),
      'nothing recorded',
      month,
    )
  }

  /** Tells the channels of a postcode's alerts, once, that the local force's figures have been missing for long. */
  const tellWaiting = async (postcode: Postcode): Promise<void> => {
    const now = clock()
    // One that cannot be told now is told when its postcode is looked up again.
    for (const alert of await deliveries.untoldWaiting(postcode, dayInLondon(now), now - config.waitingMs))
      await deliverOne(alert, 'figures missing', monthAt(now))
  }

  /** The local force's figures near a postcode are missing: its alerts wait. */
  const keepWaiting = async (postcode: Postcode): Promise<void> => {
    await deliveries.recordWaiting(postcode, clock())
    await tellWaiting(postcode)
  }

  // `only`: the ids of the alerts to deliver; null for all that are due.
  const handleResult = async (
    postcode: Postcode,
    result: LookupResult,
    only: ReadonlySet<string> | null,
  ): Promise<void> => {
    if (result.kind === 'figures') await deliveries.advanceArea(areaOf(postcode), result.month)
    const { month, alerts: due } = await deliveries.dueNear(postcode, dayInLondon(clock()))
    const alerts = only === null ? due : due.filter(({ id }) => only.has(id))
    const putBack = (at: number) => (only === null ? jobs.check([postcode], at) : jobs.deliver([...only], at))
    switch (result.kind) {
      case 'wait':
        return putBack(nextDeliveryTime(result.until))
      case 'unavailable':
        // The next sweep retries what is not temporary.
        return result.temporary ? putBack(nextDeliveryTime(clock() + SUPPLIER_PAUSE_MS)) : undefined
      case 'unknown-postcode':
        return month === null ? undefined : startFrom(alerts, month)
      case 'figures-missing':
        return keepWaiting(postcode)
      case 'nothing-recorded':
        return deliverNothingRecorded(alerts, month)
      case 'figures':
        return deliverAll(
          alerts.filter((alert) => isNews(alert, result.month)),
          result.report,
          result.month,
        )
    }
  }

  const checkPostcode = async (postcode: Postcode, only: ReadonlySet<string> | null): Promise<void> => {
    const { alerts } = await deliveries.dueNear(postcode, dayInLondon(clock()))
    // Another job has delivered them: no look-up.
    if (!alerts.some(({ id }) => only === null || only.has(id))) return
    await handleResult(postcode, classifyLookup(await lookup.near(postcode, null), clock()), only)
  }

  // No look-up by night: what it shows could not be posted before the morning.
  const opensAt = (): number | null => {
    const now = clock()
    const at = nextDeliveryTime(now)
    return at > now ? at : null
  }

  return {
    keepWaiting,
    tellWaiting,
    check: async (postcode: Postcode): Promise<void> => {
      const at = opensAt()
      return at === null ? checkPostcode(postcode, null) : jobs.check([postcode], at)
    },
    deliver: async (ids: readonly string[]): Promise<void> => {
      const at = opensAt()
      if (at !== null) return jobs.deliver(ids, at)
      for (const [postcode, only] of await deliveries.duePostcodes(ids, dayInLondon(clock())))
        await checkPostcode(postcode, only)
    },
  }
}
