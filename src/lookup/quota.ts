import { dayInLondon } from '../crime/dates.ts'
import type { QuotaExceeded } from '../postcodearea/lookup-failure.ts'
import type { Owner, Workspace } from '../slack/identity.ts'
import { type CountStore, createCounter } from './counter.ts'

const HOUR_MS = 60 * 60_000
const DAY = 'day'

/** Look-ups of one person that may reach the supplier, counted from the first one on. */
export const PERSON_LIMIT = { lookups: 20, withinMs: 10 * 60_000 } as const

/** Look-ups a workspace has had today, in London's day; `limit` is null where there is none. */
export type UsageToday = { readonly used: number; readonly limit: number | null }

/** How many look-ups may reach the supplier. */
export type Quota = {
  /** Counts one look-up of the person and of the workspace; which of them has none left, if any. */
  readonly consume: (asker: Owner) => Promise<QuotaExceeded | null>
  /** For a look-up that never reached the supplier. */
  readonly refund: (asker: Owner) => void
  /** The key of a workspace's day in the store (COUNT_TABLE); null where this process counts for itself. */
  readonly storedDay: (workspace: Workspace) => string | null
  /** `stored`: what was read under that key; without it it is read here. Null where it cannot be told just now. */
  readonly usedToday: (workspace: Workspace, stored?: number | null) => Promise<UsageToday | null>
}

export type QuotaOptions = {
  /** In ms since the epoch. */
  readonly clock: () => number
  /** WORKSPACE_DAILY_LOOKUPS; null for no limit. */
  readonly dailyLimit: number | null
  /** Null: each process counts for itself. */
  readonly store: CountStore | null
}

/** When the next day begins in London, in ms since the epoch: midnight there is 23:00 UTC in summer. */
export const nextLondonDay = (at: number): number => {
  const [year = 0, month = 0, day = 0] = dayInLondon(at).split('-').map(Number)
  const inSummer = Date.UTC(year, month - 1, day + 1) - HOUR_MS
  return dayInLondon(inSummer) === dayInLondon(at) ? inSummer + HOUR_MS : inSummer
}

/**
 * The quota of look-ups that reach the supplier: for a person 20 in ten minutes, for a workspace `dailyLimit` a
 * day (London's). The keys hold ids only.
 */
export const createQuota = ({ clock, dailyLimit, store }: QuotaOptions): Quota => {
  const people = createCounter({ name: 'person', limit: PERSON_LIMIT.lookups, store, clock })
  // Counted without a limit too, to be shown on Home.
  const days = createCounter({ name: DAY, limit: dailyLimit ?? Number.MAX_SAFE_INTEGER, store, clock })
  const personKey = ({ teamId, userId }: Owner): string => `${teamId}:${userId}`
  const dayKey = ({ teamId }: Workspace): string => `${teamId}:${dayInLondon(clock())}`

  return {
    consume: async (asker) => {
      const person = await people.consume(personKey(asker), PERSON_LIMIT.withinMs)
      if (!person.granted) return { kind: 'person-limit', retryAt: clock() + person.msLeft }
      const endsAt = nextLondonDay(clock())
      // An hour more than the day, so that a difference between two clocks does not begin the count anew.
      const day = await days.consume(dayKey(asker), endsAt - clock() + HOUR_MS)
      if (day.granted) return null
      people.refund(personKey(asker))
      return { kind: 'workspace-limit', retryAt: endsAt, limit: dailyLimit ?? day.count }
    },
    refund: (asker) => {
      people.refund(personKey(asker))
      days.refund(dayKey(asker))
    },
    storedDay: (workspace) => (store === null ? null : `${DAY}:${dayKey(workspace)}`),
    usedToday: async (workspace, stored = null) => {
      const used = stored ?? (await days.read(dayKey(workspace)))
      return used === null ? null : { used: Math.min(used, dailyLimit ?? used), limit: dailyLimit }
    },
  }
}
