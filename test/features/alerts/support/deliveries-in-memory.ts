import type { Month } from '../../../../src/crime/dates.ts'
import { areaOf, type Postcode } from '../../../../src/crime/postcode.ts'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import type { DeliveryRepository } from '../../../../src/features/alerts/store/delivery-repository.ts'
import type {
  AlertChannel,
  AlertPostcode,
  ChannelAlert,
} from '../../../../src/features/alerts/store/due-alerts.ts'

const earlier = (a: Month | null, b: Month | null): Month | null =>
  a === null || b === null || a > b ? b : a

const keyOf = ({ teamId, channelId }: AlertChannel): string => `${teamId} ${channelId}`
const channelOf = ({ workspace, channelId }: Alert): AlertChannel => ({ ...workspace, channelId })

/** Alerts in memory, for a year in seconds: what the database does for one process, without it. */
export const deliveriesInMemory = (
  alerts: readonly Alert[],
): DeliveryRepository & { readonly add: (alert: Alert) => void; readonly all: () => readonly Alert[] } => {
  const all = new Map<string, Omit<ChannelAlert, 'areaMonth'>>()
  const idsNear = new Map<Postcode, string[]>()
  const idsIn = new Map<string, string[]>()
  const add = (alert: Alert): void => {
    all.set(alert.id, { ...alert, toldWaiting: false, threadPending: false })
    idsNear.set(alert.postcode, [...(idsNear.get(alert.postcode) ?? []), alert.id])
    const key = keyOf(channelOf(alert))
    idsIn.set(key, [...(idsIn.get(key) ?? []), alert.id])
  }
  alerts.forEach(add)
  const months = new Map<string, Month>()
  const failing = new Map<string, number>()
  const withMonth = (alert: Omit<ChannelAlert, 'areaMonth'>): ChannelAlert => ({
    ...alert,
    areaMonth: months.get(areaOf(alert.postcode)) ?? null,
  })
  const of = (ids: readonly string[] = []): ChannelAlert[] =>
    ids.flatMap((id) => {
      const alert = all.get(id)
      return alert === undefined || alert.ended !== null ? [] : [withMonth(alert)]
    })
  const isDue = ({ announced, areaMonth }: ChannelAlert): boolean =>
    areaMonth !== null && (announced === null || announced < areaMonth)
  const update = (id: string, change: Partial<ChannelAlert>): void => {
    const alert = all.get(id)
    if (alert !== undefined) all.set(id, { ...alert, ...change })
  }
  return {
    add,
    all: () => [...all.values()],
    sweepState: async () => {
      const areas = new Map<string, AlertPostcode[]>()
      for (const [postcode, ids] of idsNear) {
        const near = of(ids)
        if (near.length === 0) continue
        const announced = near.map((alert) => alert.announced).reduce(earlier)
        const area = areaOf(postcode)
        areas.set(area, [...(areas.get(area) ?? []), { postcode, announced }])
      }
      return {
        areas: [...areas].map(([area, postcodes]) => ({
          area,
          postcodes,
          month: months.get(area) ?? null,
          isWaiting: postcodes.some(({ postcode }) =>
            of(idsNear.get(postcode)).some((alert) => alert.waitingSince !== null),
          ),
        })),
        newest: [...months.values()].sort().at(-1) ?? null,
      }
    },
    dueChannels: async ({ areas, postcodes }, _, since) => {
      const due = of([...all.keys()]).filter((alert) => {
        const isNear = postcodes.includes(alert.postcode)
        const isUntold = alert.waitingSince !== null && alert.waitingSince <= since && !alert.toldWaiting
        return (
          alert.threadPending ||
          isUntold ||
          (isDue(alert) && (isNear || areas.includes(areaOf(alert.postcode))))
        )
      })
      const sorted = due.sort((a, b) => (a.postcode < b.postcode ? -1 : 1))
      return [...new Map(sorted.map((alert) => [keyOf(channelOf(alert)), channelOf(alert)])).values()]
    },
    channelAlerts: async (channel) => of(idsIn.get(keyOf(channel))),
    deleteHidden: async () => undefined,
    countOverdue: async () =>
      of([...all.keys()]).filter((alert) => isDue(alert) && alert.waitingSince === null).length,
    advanceArea: async (area, month) => {
      const known = months.get(area)
      if (known === undefined || known < month) months.set(area, month)
    },
    mark: async (marks) => {
      for (const { alert, month, postTs, threadPending } of marks)
        update(alert.id, {
          threadPending,
          ...(postTs === null ? {} : { postTs }),
          ...(month === null
            ? { toldWaiting: true }
            : { announced: month, waitingSince: null, toldWaiting: false }),
        })
    },
    markThread: async (ids) => {
      for (const id of ids) update(id, { threadPending: false })
    },
    recordWaiting: async (postcodes, now) => {
      for (const alert of postcodes.flatMap((postcode) => of(idsNear.get(postcode))))
        if (alert.waitingSince === null) update(alert.id, { waitingSince: now })
    },
    failingSince: async (channel, now) => {
      const since = failing.get(keyOf(channel)) ?? now
      failing.set(keyOf(channel), since)
      return since
    },
    forgetFailure: async (channel) => void failing.delete(keyOf(channel)),
    end: async (channel, reason) => {
      const ended = of(idsIn.get(keyOf(channel)))
      for (const { id } of ended) update(id, { ended: reason })
      return ended
    },
  }
}
