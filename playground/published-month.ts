import type { RestartableApp } from './app-process.ts'
import type { PostcodeArea } from './postcodearea/server.ts'

/** What the supplier has published, and how the next month comes out. */
export type MonthPublisher = {
  /** YYYY-MM of the latest. */
  month(): string
  /** What became of the last publication: none yet, the app starting again after it, or done. */
  state(): 'none' | 'starting' | 'published'
  /** Whether the app tells nobody just now: channels are spoken to from 08:00 to 20:00 in London. */
  isNight(): boolean
  /** @throws while the one before is under way */
  publishNext(): Promise<void>
}

type Options = {
  supplier: Pick<PostcodeArea, 'month' | 'setMonth'>
  app: Pick<RestartableApp, 'again'>
  /** Keeps the month for the next start. */
  keep(month: string): Promise<void>
  /** Milliseconds since the epoch. */
  clock(): number
}

/** So that nobody waits for nine in the morning. */
const OFTEN = { ALERT_SWEEP_CRON: '* * * * *' }

const hours = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: 'numeric', hour12: false })

/**
 * A month passes: the supplier has the next one, and the app is started again, since it rightly remembers for an hour
 * what it was last told. From then on it looks for new figures every minute.
 */
export function createMonthPublisher({ supplier, app, keep, clock }: Options): MonthPublisher {
  let state: ReturnType<MonthPublisher['state']> = 'none'
  return {
    month: supplier.month,
    state: () => state,
    isNight: () => {
      const hour = Number(hours.format(clock()))
      return hour < 8 || hour >= 20
    },
    publishNext: async () => {
      if (state === 'starting') throw new Error('The app is still starting. Wait a moment.')
      state = 'starting'
      supplier.setMonth(nextMonth(supplier.month()))
      await keep(supplier.month())
      await app.again(OFTEN)
      state = 'published'
    },
  }
}

/** The month after this one, both YYYY-MM. */
export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number)).toISOString().slice(0, 7)
}
