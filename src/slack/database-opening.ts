import { settlesWithin } from '../lib/wait.ts'
import type { ReplyOrModal } from './respond.ts'
import type { Message } from './ui/blocks.ts'

// A PGlite on a new folder takes seconds; a response_url takes answers for half an hour.
const MAX_WAIT_MS = 15_000

const oneMoment = (): Message => ({ text: 'One moment …', blocks: [] })

/** The database's first opening, which a process goes through once. */
export type DatabaseOpening = {
  /** Answers to what needs the database: at once or, while that opens for the first time, once it has, or after 15 s. */
  readonly afterOpening: (work: () => ReplyOrModal) => ReplyOrModal
  /** Lets nobody wait any more. */
  readonly end: () => void
}

/** `opened` settles once the database has been opened, or could not be. */
export const createDatabaseOpening = (opened: Promise<void>): DatabaseOpening => {
  const { promise: over, resolve } = Promise.withResolvers<void>()
  let isOver = false
  const end = (): void => {
    isOver = true
    resolve()
  }
  opened.then(end, end)
  return {
    afterOpening: (work) =>
      isOver
        ? work()
        : { outgoing: settlesWithin(over, MAX_WAIT_MS).then(() => work().outgoing), loading: oneMoment },
    end,
  }
}
