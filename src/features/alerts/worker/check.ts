import { dayInLondon } from '../../../crime/day.ts'
import type { Month } from '../../../crime/month.ts'
import { areaOf, type Postcode } from '../../../crime/postcode.ts'
import type { Lookup } from '../../../lookup/lookup.ts'
import type { Alert } from '../alert.ts'
import { DatabaseUnavailable, type DeliveryRepository } from '../store/due-alerts.ts'
import type { AlertLog, Deliver } from './deliver.ts'
import { openFrom } from './delivery-hours.ts'
import type { Jobs } from './jobs.ts'
import { classifyLookup, type LookupResult } from './lookup-result.ts'
import type { AnnouncedFigures } from './post.ts'
import { TROUBLE_MS } from './sweep.ts'

/** What a check needs. `clock` gives ms since the epoch. */
export type CheckOptions = {
  readonly watch: Pick<DeliveryRepository, 'dueNear' | 'dueOf' | 'noteMonth' | 'announced'>
  readonly lookup: Pick<Lookup, 'near'>
  readonly jobs: Pick<Jobs, 'check' | 'deliver'>
  readonly deliver: Deliver
  readonly clock: () => number
  readonly log: Pick<AlertLog, 'error'>
}

// Times close to each other share a job, and with it a call.
const TOGETHER_MS = 5_000
const DATABASE_PAUSE_MS = 30_000

const timesOf = (outcomes: readonly (readonly [id: string, at: number])[]): Map<number, string[]> => {
  const times = new Map<number, string[]>()
  for (const [id, at] of outcomes) {
    const time = Math.ceil(at / TOGETHER_MS) * TOGETHER_MS
    times.set(time, [...(times.get(time) ?? []), id])
  }
  return times
}

const isNews = ({ announced }: Alert, month: Month): boolean => announced === null || announced < month

/** Looks a due place up, once, and delivers to every channel that watches it; the rest is put aside. */
export const createCheck = ({ watch, lookup, jobs, deliver, clock, log }: CheckOptions) => {
  // A defect of ours does not pass in half a minute: it is somebody's to mend, and the next sweep tries again.
  const afterThrowing = (id: string, error: unknown): [string, number][] => {
    if (error instanceof DatabaseUnavailable) return [[id, openFrom(clock() + DATABASE_PAUSE_MS)]]
    log.error({ err: error, alert: id }, 'an alert could not be delivered')
    return []
  }

  const deliverAll = async (
    alerts: readonly Alert[],
    told: AnnouncedFigures,
    month: Month,
  ): Promise<void> => {
    const settled = await Promise.allSettled(alerts.map((alert) => deliver(alert, told, month)))
    const left = settled.flatMap((outcome, at): [string, number][] => {
      const id = alerts[at]?.id ?? ''
      if (outcome.status === 'rejected') return afterThrowing(id, outcome.reason)
      return outcome.value === 'settled' ? [] : [[id, outcome.value.again]]
    })
    for (const [at, ids] of timesOf(left)) await jobs.deliver(ids, at)
  }

  // A place that never had a month starts from its area's, in silence: that nothing was recorded is known.
  const startFrom = async (alerts: readonly Alert[], month: Month): Promise<void> => {
    for (const { id } of alerts) await watch.announced(id, month, false)
  }

  const nothing = async (alerts: readonly Alert[], month: Month | null): Promise<void> => {
    if (month === null) return
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

  const act = async (
    postcode: Postcode,
    heard: LookupResult,
    only: ReadonlySet<string> | null,
  ): Promise<void> => {
    if (heard.kind === 'figures') await watch.noteMonth(areaOf(postcode), heard.month)
    const { month, alerts: due } = await watch.dueNear(postcode, dayInLondon(clock()))
    const alerts = only === null ? due : due.filter(({ id }) => only.has(id))
    const putAside = (at: number) =>
      only === null ? jobs.check([postcode], at) : jobs.deliver([...only], at)
    switch (heard.kind) {
      case 'wait':
        return putAside(openFrom(heard.until))
      case 'unavailable':
        // Where it will not pass, the next sweep asks again.
        return heard.passes ? putAside(openFrom(clock() + TROUBLE_MS)) : undefined
      case 'no-place':
        return month === null ? undefined : startFrom(alerts, month)
      case 'nothing':
        return nothing(alerts, month)
      case 'figures':
        return deliverAll(
          alerts.filter((alert) => isNews(alert, heard.month)),
          heard.report,
          heard.month,
        )
    }
  }

  const near = async (postcode: Postcode, only: ReadonlySet<string> | null): Promise<void> => {
    const { alerts } = await watch.dueNear(postcode, dayInLondon(clock()))
    // Nothing is asked for nobody: another job has been here.
    if (!alerts.some(({ id }) => only === null || only.has(id))) return
    await act(postcode, classifyLookup(await lookup.near(postcode, null), clock()), only)
  }

  // By night nothing is asked that could be told in the morning only.
  const opensAt = (): number | null => {
    const now = clock()
    return openFrom(now) > now ? openFrom(now) : null
  }

  return {
    check: async (postcode: Postcode): Promise<void> => {
      const at = opensAt()
      return at === null ? near(postcode, null) : jobs.check([postcode], at)
    },
    deliver: async (ids: readonly string[]): Promise<void> => {
      const at = opensAt()
      if (at !== null) return jobs.deliver(ids, at)
      const places = await watch.dueOf(ids, dayInLondon(clock()))
      for (const [postcode, only] of places) await near(postcode, only)
    },
  }
}
