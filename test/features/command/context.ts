import { commandTable, type TableContext } from '../../../src/features/command/crime-command.ts'
import { FETCHED_AT } from '../../support/incidents.ts'
import { charts, ownConversations } from '../../support/lookups.ts'
import { NO_PAGES } from '../../support/operator-pages.ts'

/** What the table of /crime needs where nothing is looked up. */
export const idle: TableContext = {
  lookup: {
    near: () => Promise.reject(new Error('nothing is looked up here')),
    peek: () => undefined,
    isInFlight: () => false,
    get: () => undefined,
    close: () => undefined,
  },
  charts,
  ownConversations,
  clock: () => FETCHED_AT,
  log: { error: () => undefined },
  subcommands: [],
  pages: NO_PAGES,
}

export const table = commandTable(idle)
