import { dayInLondon, momentInLondon } from '../crime/dates.ts'
import type { QuotaExceeded } from '../postcodearea/lookup-failure.ts'
import type { Owner, Workspace } from '../slack/identity.ts'
import { type CountStore, createCounter } from './counter.ts'

const HOUR_MS = 60 * 60_000
const DAY = 'day'

/** Look-ups of one person that may reach the supplier, counted from the first one on. */
export const PERSON_LIMIT = { lookups: 20, withinMs: 10 * 60_000 } as const

/** Look-ups a workspace has had today, in London's day; `limit` is null where there is none. */
export type UsageToday = { readonly used: number; readonly limit: number | null }

type QuotaOptions = {
  /** In ms since the epoch. */
  readonly clock: () => number
  /** WORKSPACE_DAILY_LOOKUPS; null for no limit. */
  readonly dailyLimit: number | null
  /** Null: each process counts for itself. */
  readonly store: CountStore | null
}

/**
 * The quota of look-ups that reach the supplier: for a person 20 in ten minutes, for a workspace `dailyLimit` a
 * day (London's). The keys hold ids only.
 */
export const createQuota = ({ clock, dailyLimit, store }: QuotaOptions) => {
  const people = createCounter('person', PERSON_LIMIT.lookups, store, clock)
  // Counted without a limit too, to be shown on Home.
  const days = createCounter(DAY, dailyLimit ?? Number.MAX_SAFE_INTEGER, store, clock)
  const personKey = ({ teamId, userId }: Owner): string => `${teamId}:${userId}`
  const dayKey = ({ teamId }: Workspace): string => `${teamId}:${dayInLondon(clock())}`

  return {
    /** Counts one look-up of the person and of the workspace; which of them has none left, if any. */
    consume: async (asker: Owner): Promise<QuotaExceeded | null> => {
      const person = await people.consume(personKey(asker), PERSON_LIMIT.withinMs)
      if (!person.granted) return { kind: 'person-limit', retryAt: clock() + person.msLeft }
      const endsAt = momentInLondon(clock(), 1, 0)
      // An hour more than the day, so that a difference between two clocks does not begin the count anew.
      const day = await days.consume(dayKey(asker), endsAt - clock() + HOUR_MS)
      if (day.granted) return null
      people.refund(personKey(asker))
      return { kind: 'workspace-limit', retryAt: endsAt, limit: dailyLimit ?? day.count }
    },
    /** For a look-up that never reached the supplier. */
    refund: (asker: Owner): void => {
      people.refund(personKey(asker))
      days.refund(dayKey(asker))
    },
    /** The key of a workspace's day in the store (COUNT_TABLE); null where this process counts for itself. */
    storedDay: (workspace: Workspace): string | null =>
      store === null ? null : `${DAY}:${dayKey(workspace)}`,
    /** `stored`: what was read under that key; without it it is read here. Null where it cannot be told just now. */
    usedToday: async (workspace: Workspace, stored: number | null = null): Promise<UsageToday | null> => {
      const used = stored ?? (await days.read(dayKey(workspace)))
      return used === null ? null : { used: Math.min(used, dailyLimit ?? used), limit: dailyLimit }
    },
  }
}

/** How many look-ups may reach the supplier. */
export type Quota = ReturnType<typeof createQuota>
