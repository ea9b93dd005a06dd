import { settlesWithin } from '../../lib/wait.ts'
import type { Subcommand } from '../../slack/subcommand.ts'
import type { Message } from '../../slack/ui/blocks.ts'

// A PGlite on a new folder takes seconds; a response_url takes answers for half an hour.
const MAX_WAIT_MS = 15_000

/** The database's first opening, which a process goes through once. */
export type DatabaseOpening = {
  readonly isOver: () => boolean
  /** Resolves once it is over, or ended, or after 15 s. */
  readonly over: () => Promise<unknown>
  /** Lets nobody wait any more. */
  readonly end: () => void
}

/** `opened` settles once the database has been opened, or could not be. */
export const createDatabaseOpening = (opened: Promise<void>): DatabaseOpening => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let isOver = false
  const end = (): void => {
    isOver = true
    resolve()
  }
  opened.then(end, end)
  return { isOver: () => isOver, over: () => settlesWithin(promise, MAX_WAIT_MS), end }
}

const oneMoment = (): Message => ({ text: 'One moment …', blocks: [] })

/** The same subcommand, which waits while the database first opens, for what needs it. */
export const afterOpening = <Reading extends { readonly intent: string }>(
  opening: DatabaseOpening,
  subcommand: Subcommand<Reading>,
  isNeeded: (reading: Reading) => boolean,
): Subcommand<Reading> => ({
  ...subcommand,
  run: (request) =>
    opening.isOver() || !isNeeded(request.reading)
      ? subcommand.run(request)
      : { outgoing: opening.over().then(() => subcommand.run(request).outgoing), loading: oneMoment },
})
