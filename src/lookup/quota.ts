import { dayInLondon } from '../crime/day.ts'
import type { LimitRefusal } from '../postcodearea/lookup-failure.ts'
import type { Owner, Workspace } from '../slack/identity.ts'
import { type CountStore, createCounter } from './daily-counter.ts'
import { nextLondonDay } from './london-midnight.ts'

/** Look-ups that reach the supplier, for one person; counted from the first on. Source: the app's design. */
export const PERSON_LIMIT = { lookups: 20, withinMs: 10 * 60_000 } as const

/** Look-ups a workspace has had today, in London's day; `limit` is null where there is none. */
export type UsageToday = { readonly used: number; readonly limit: number | null }

/** How many look-ups may reach the supplier. */
export type Quota = {
  /** Takes one look-up from the person and the workspace; the reason where one of them has none left. */
  readonly take: (asker: Owner) => Promise<LimitRefusal | null>
  /** Gives it back: it never reached the supplier. */
  readonly giveBack: (asker: Owner) => void
  /** Null where it cannot be told just now. */
  readonly usedToday: (workspace: Workspace) => Promise<UsageToday | null>
}

/** What limits need. `clock` gives ms since the epoch; without a store each process counts for itself. */
export type QuotaOptions = {
  readonly clock: () => number
  /** WORKSPACE_DAILY_LOOKUPS; null for no limit. */
  readonly dailyLimit: number | null
  readonly store: CountStore | null
}

// A day's count outlives its day, so that no clock's difference counts it twice.
const KEPT_AFTER_DAY_MS = 60 * 60_000

const workspaceKey = ({ enterpriseId, teamId }: Workspace): string => `${enterpriseId}:${teamId}`

/**
 * Limits of look-ups that reach the supplier: for a person 20 in ten minutes, for a workspace `dailyLimit` a
 * day (London's). The keys hold ids only.
 */
export const createQuota = ({ clock, dailyLimit, store }: QuotaOptions): Quota => {
  const people = createCounter({ name: 'person', limit: PERSON_LIMIT.lookups, store, clock })
  // Without a limit the use is counted all the same, to be shown.
  const days = createCounter({ name: 'day', limit: dailyLimit ?? Number.MAX_SAFE_INTEGER, store, clock })
  const personKey = (asker: Owner): string => `${workspaceKey(asker)}:${asker.userId}`
  const dayKey = (workspace: Workspace): string => `${workspaceKey(workspace)}:${dayInLondon(clock())}`

  return {
    take: async (asker) => {
      const person = await people.take(personKey(asker), PERSON_LIMIT.withinMs)
      if (!person.granted) return { kind: 'person-limit', retryAt: clock() + person.msLeft }
      const endsAt = nextLondonDay(clock())
      const day = await days.take(dayKey(asker), endsAt - clock() + KEPT_AFTER_DAY_MS)
      if (day.granted) return null
      people.giveBack(personKey(asker))
      return { kind: 'workspace-limit', retryAt: endsAt, limit: dailyLimit ?? day.count }
    },
    giveBack: (asker) => {
      people.giveBack(personKey(asker))
      days.giveBack(dayKey(asker))
    },
    usedToday: async (workspace) => {
      const used = await days.read(dayKey(workspace))
      return used === null ? null : { used: Math.min(used, dailyLimit ?? used), limit: dailyLimit }
    },
  }
}
