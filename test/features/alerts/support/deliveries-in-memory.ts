import type { Month } from '../../../../src/crime/dates.ts'
import { areaOf, type Postcode } from '../../../../src/crime/postcode.ts'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import type { DeliveryRepository } from '../../../../src/features/alerts/store/delivery-repository.ts'
import type { AlertPostcode } from '../../../../src/features/alerts/store/due-alerts.ts'

const earlier = (a: Month | null, b: Month | null): Month | null =>
  a === null || b === null || a > b ? b : a

/** Alerts in memory, for a year in seconds: what the database does for one process, without it. */
export const deliveriesInMemory = (
  alerts: readonly Alert[],
): DeliveryRepository & { readonly add: (alert: Alert) => void } => {
  const all = new Map<string, Alert>()
  const idsNear = new Map<Postcode, string[]>()
  const add = (alert: Alert): void => {
    all.set(alert.id, alert)
    idsNear.set(alert.postcode, [...(idsNear.get(alert.postcode) ?? []), alert.id])
  }
  alerts.forEach(add)
  const months = new Map<string, Month>()
  const toldWaiting = new Set<string>()
  const near = (postcode: Postcode): Alert[] =>
    (idsNear.get(postcode) ?? []).flatMap((id) => all.get(id) ?? [])
  const isDue = ({ announced, postcode }: Alert): boolean => {
    const month = months.get(areaOf(postcode))
    return month !== undefined && (announced === null || announced < month)
  }
  return {
    add,
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
        areas: [...areas].map(([area, postcodes]) => ({
          area,
          postcodes,
          month: months.get(area) ?? null,
          isWaiting: postcodes.some(({ postcode }) =>
            near(postcode).some((alert) => alert.waitingSince !== null),
          ),
        })),
        newest: [...months.values()].sort().at(-1) ?? null,
      }
    },
    recordWaiting: async (postcode, now) => {
      for (const alert of near(postcode))
        if (alert.waitingSince === null) all.set(alert.id, { ...alert, waitingSince: now })
    },
    untoldWaiting: async (postcode, _, since) =>
      near(postcode).filter(
        ({ id, waitingSince }) => waitingSince !== null && waitingSince <= since && !toldWaiting.has(id),
      ),
    markToldWaiting: async (id) => void toldWaiting.add(id),
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
    deleteHidden: async () => undefined,
    countOverdue: async () =>
      [...all.values()].filter((alert) => isDue(alert) && alert.waitingSince === null).length,
    advanceArea: async (area, month) => {
      const known = months.get(area)
      if (known === undefined || known < month) months.set(area, month)
    },
    claim: async (id, month) => {
      const alert = all.get(id)
      return alert === undefined || (alert.announced !== null && alert.announced >= month)
        ? { kind: 'not-due' }
        : { kind: 'claimed', alert, postedTs: null, attempts: 1 }
    },
    recordPost: async () => undefined,
    markAnnounced: async (id, month) => {
      const alert = all.get(id)
      if (alert !== undefined) all.set(id, { ...alert, announced: month, waitingSince: null })
      toldWaiting.delete(id)
    },
    release: async () => undefined,
    recordNotInChannel: async (_, now) => now,
    end: async () => false,
  }
}
