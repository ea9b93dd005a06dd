import type { Month } from '../../../../src/crime/dates.ts'
import { areaOf, type Postcode } from '../../../../src/crime/postcode.ts'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import type { DeliveryRepository } from '../../../../src/features/alerts/store/delivery-repository.ts'
import type { AlertPostcode } from '../../../../src/features/alerts/store/due-alerts.ts'

const earlier = (a: Month | null, b: Month | null): Month | null =>
  a === null || b === null || a > b ? b : a

/** Alerts in memory, for a year in seconds: what the database does for one process, without it. */
export const deliveriesInMemory = (alerts: readonly Alert[]): DeliveryRepository => {
  const all = new Map(alerts.map((alert) => [alert.id, alert]))
  const idsNear = new Map<Postcode, string[]>()
  for (const { id, postcode } of alerts) idsNear.set(postcode, [...(idsNear.get(postcode) ?? []), id])
  const months = new Map<string, Month>()
  const near = (postcode: Postcode): Alert[] =>
    (idsNear.get(postcode) ?? []).flatMap((id) => all.get(id) ?? [])
  const isDue = ({ announced, postcode }: Alert): boolean => {
    const month = months.get(areaOf(postcode))
    return month !== undefined && (announced === null || announced < month)
  }
  return {
    sweepState: async () => {
      const areas = new Map<string, AlertPostcode[]>()
      for (const postcode of idsNear.keys()) {
        const announced = near(postcode)
          .map((alert) => alert.announced)
          .reduce(earlier)
        const area = areaOf(postcode)
        areas.set(area, [...(areas.get(area) ?? []), { postcode, announced }])
      }
      return {
        areas: [...areas].map(([area, postcodes]) => ({ area, postcodes, month: months.get(area) ?? null })),
        newest: [...months.values()].sort().at(-1) ?? null,
      }
    },
    dueNear: async (postcode) => ({
      month: months.get(areaOf(postcode)) ?? null,
      alerts: near(postcode).filter(isDue),
    }),
    duePostcodes: async (ids) => {
      const due = ids.flatMap((id) => all.get(id) ?? []).filter(isDue)
      return new Map(
        due.map(({ postcode }) => [
          postcode,
          new Set(due.filter((one) => one.postcode === postcode).map(({ id }) => id)),
        ]),
      )
    },
    countOverdue: async () => [...all.values()].filter(isDue).length,
    advanceArea: async (area, month) => {
      const known = months.get(area)
      if (known === undefined || known < month) months.set(area, month)
    },
    claim: async (id) => {
      const alert = all.get(id)
      return alert === undefined || !isDue(alert)
        ? { kind: 'not-due' }
        : { kind: 'claimed', alert, postedTs: null, attempts: 1 }
    },
    recordPost: async () => undefined,
    markAnnounced: async (id, month) => {
      const alert = all.get(id)
      if (alert !== undefined) all.set(id, { ...alert, announced: month })
    },
    release: async () => undefined,
    recordNotInChannel: async (_, now) => now,
    end: async () => false,
  }
}
