import { type CrimeCommand, commandTable } from '../../src/command/crime.ts'
import { FETCHED_AT } from '../support/incidents.ts'
import { charts } from '../support/lookups.ts'
import { NO_PAGES } from '../support/own-pages.ts'

/** What /crime needs where nothing is looked up and nothing is sent. */
export const idle: CrimeCommand = {
  lookup: {
    near: () => Promise.reject(new Error('nothing is looked up here')),
    peek: () => undefined,
    recall: () => undefined,
    close: () => undefined,
  },
  charts,
  clock: () => FETCHED_AT,
  log: { error: () => undefined },
  reply: () => () => Promise.reject(new Error('nothing is sent here')),
  subcommands: [],
  pages: NO_PAGES,
}

export const table = commandTable(idle)
