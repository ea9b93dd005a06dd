import type { Month } from '../../../../src/crime/dates.ts'
import { areaOf, type Postcode } from '../../../../src/crime/postcode.ts'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import type { DeliveryRepository } from '../../../../src/features/alerts/store/delivery-repository.ts'
import type { AlertPostcode, ChannelAlert } from '../../../../src/features/alerts/store/due-alerts.ts'
import type { AlertChannel } from '../../../../src/features/alerts/store/rows.ts'

const earlier = (a: Month | null, b: Month | null): Month | null =>
  a === null || b === null || a > b ? b : a

const keyOf = ({ teamId, channelId }: AlertChannel): string => `${teamId} ${channelId}`
const channelOf = ({ workspace, channelId }: Alert): AlertChannel => ({ ...workspace, channelId })

type StoredAlert = Omit<ChannelAlert, 'areaMonth' | 'postedOn'>

/** Alerts in memory, for a year in seconds: what the database does for one process, without it. */
export const deliveriesInMemory = (
  alerts: readonly Alert[],
): DeliveryRepository & {
  readonly add: (alert: Alert) => void
  readonly change: (id: string, change: Partial<Alert>) => void
  readonly all: () => readonly StoredAlert[]
} => {
  const all = new Map<string, StoredAlert>()
  const idsNear = new Map<Postcode, string[]>()
  const idsIn = new Map<string, string[]>()
  const add = (alert: Alert): void => {
    all.set(alert.id, { ...alert, dueSince: null, toldWaiting: false, threadPending: false })
    idsNear.set(alert.postcode, [...(idsNear.get(alert.postcode) ?? []), alert.id])
    const key = keyOf(channelOf(alert))
    idsIn.set(key, [...(idsIn.get(key) ?? []), alert.id])
  }
  alerts.forEach(add)
  const months = new Map<string, Month>()
  const failing = new Map<string, number>()
  const posted = new Map<string, string>()
  const withMonth = (alert: StoredAlert): ChannelAlert => ({
    ...alert,
    areaMonth: months.get(areaOf(alert.postcode)) ?? null,
    postedOn: posted.get(keyOf(channelOf(alert))) ?? null,
  })
  const of = (ids: readonly string[] = []): ChannelAlert[] =>
    ids.flatMap((id) => {
      const alert = all.get(id)
      return alert === undefined || alert.ended !== null ? [] : [withMonth(alert)]
    })
  const isBehind = ({ announced, areaMonth }: ChannelAlert): boolean =>
    areaMonth !== null && (announced === null || announced < areaMonth)
  const update = (id: string, change: Partial<StoredAlert>): void => {
    const alert = all.get(id)
    if (alert !== undefined) all.set(id, { ...alert, ...change })
  }
  return {
    add,
    change: update,
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
    makeDue: async ({ areas, postcodes }, _, now) => {
      const made = of([...all.keys()]).filter(
        ({ postcode }) => areas.includes(areaOf(postcode)) || postcodes.includes(postcode),
      )
      for (const { id } of made.filter(isBehind)) update(id, { dueSince: now })
    },
    dueChannels: async (_, since) => {
      const due = of([...all.keys()]).filter((alert) => {
        const isUntold = alert.waitingSince !== null && alert.waitingSince <= since && !alert.toldWaiting
        return alert.threadPending || isUntold || (alert.dueSince !== null && isBehind(alert))
      })
      const sorted = due.sort((a, b) => (a.postcode < b.postcode ? -1 : 1))
      return [...new Map(sorted.map((alert) => [keyOf(channelOf(alert)), channelOf(alert)])).values()]
    },
    channelAlerts: async (channel) =>
      of(idsIn.get(keyOf(channel))).filter(({ channelId }) => channelId === channel.channelId),
    countOverdue: async () =>
      of([...all.keys()]).filter((alert) => isBehind(alert) && alert.waitingSince === null).length,
    advanceArea: async (area, month) => {
      const known = months.get(area)
      if (known === undefined || known < month) months.set(area, month)
    },
    mark: async (channel, marks, lookedUpAt, post) => {
      for (const { alert, month, threadPending = false } of marks) {
        const known = all.get(alert.id)
        if (known?.postcode !== alert.postcode || known.channelId !== channel.channelId) continue
        const staysDue = known.dueSince !== null && known.dueSince > lookedUpAt
        update(alert.id, {
          dueSince: staysDue ? known.dueSince : null,
          threadPending: threadPending || (known.threadPending && month === null && post === null),
          postTs: post?.ts ?? known.postTs,
          ...(month === null
            ? { toldWaiting: known.toldWaiting || post !== null }
            : { announced: month, waitingSince: null, toldWaiting: false }),
        })
      }
      if (post === null) return
      posted.set(keyOf(channel), post.day)
      failing.delete(keyOf(channel))
    },
    markThread: async (channel, ids) => {
      for (const id of ids) update(id, { threadPending: false })
      if (ids.length > 0) failing.delete(keyOf(channel))
    },
    recordWaiting: async (postcode, now) => {
      for (const alert of of(idsNear.get(postcode)))
        if (alert.waitingSince === null) update(alert.id, { waitingSince: now })
    },
    failingSince: async (channel, now) => {
      const since = failing.get(keyOf(channel)) ?? now
      failing.set(keyOf(channel), since)
      return since
    },
    end: async (channel, reason) => {
      failing.delete(keyOf(channel))
      const ended = of(idsIn.get(keyOf(channel)))
      for (const { id } of ended) update(id, { ended: reason })
      return ended
    },
  }
}
