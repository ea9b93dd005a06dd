import type { RestartableApp } from './app-process.ts'
import { clockAhead, hourInLondon, msToNoon } from './noon.ts'
import type { PostcodeArea } from './postcodearea/server.ts'

/** What the supplier has published, and how the next month comes out. */
export type MonthPublisher = {
  /** YYYY-MM of the latest. */
  month(): string
  /** What became of the last publication: none yet, the app starting again after it, or done. */
  state(): 'none' | 'starting' | 'published'
  /** Whether alerts wait just now: they are posted from 08:00 to 20:00 in London. */
  isNight(): boolean
  /**
   * @param atNoon whether it is noon for Slack and the app from then on, so that alerts are posted at any hour
   * @throws while the one before is under way
   */
  publishNext(atNoon: boolean): Promise<void>
}

type Options = {
  supplier: Pick<PostcodeArea, 'month' | 'setMonth'>
  app: Pick<RestartableApp, 'restart'>
  clock: PlaygroundClock
  /** Keeps the month for the next start. */
  keep(month: string): Promise<void>
}

/** The clock of the playground's Slack, which can be put ahead. */
type PlaygroundClock = {
  /** Milliseconds since the epoch. */
  now(): number
  /** By how many milliseconds it is ahead of what it was given. */
  ahead(): number
  setAhead(ms: number): void
}

export function createClock(base: () => number): PlaygroundClock {
  let ahead = 0
  return {
    now: () => base() + ahead,
    ahead: () => ahead,
    setAhead: (ms) => {
      ahead = ms
    },
  }
}

/** Looking for a new month every minute, so that nobody waits for nine in the morning. */
const SWEEP_EVERY_MINUTE = { ALERT_SWEEP_CRON: '* * * * *' }

/**
 * A month passes: the supplier has the next one, and the app starts again, since it rightly keeps for an hour what it
 * was told. From then on it looks for a new month every minute.
 */
export function createMonthPublisher({ supplier, app, keep, clock }: Options): MonthPublisher {
  let state: ReturnType<MonthPublisher['state']> = 'none'
  return {
    month: supplier.month,
    state: () => state,
    isNight: () => {
      const hour = hourInLondon(clock.now())
      return hour < 8 || hour >= 20
    },
    publishNext: async (atNoon) => {
      if (state === 'starting') throw new Error('The app is still starting. Wait a moment.')
      state = 'starting'
      const ahead = atNoon ? msToNoon(clock.now() - clock.ahead()) : 0
      supplier.setMonth(nextMonth(supplier.month()))
      await keep(supplier.month())
      clock.setAhead(ahead)
      await app.restart({ ...SWEEP_EVERY_MINUTE, ...(ahead > 0 && clockAhead(ahead)) })
      state = 'published'
    },
  }
}

/** The month after this one, both YYYY-MM. */
export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number)).toISOString().slice(0, 7)
}
