import { helpMessage } from '../../../src/features/command/help.ts'
import { parseErrorMessage } from '../../../src/features/command/parse-error-message.ts'
import { readRequest } from '../../../src/reading/read-request.ts'
import type { Message } from '../../../src/slack/ui/blocks.ts'
import { table } from '../../features/command/context.ts'
import { FETCHED_AT } from '../incidents.ts'
import { NO_PAGES, PAGES } from '../operator-pages.ts'
import { messageExamples } from './example.ts'

/** What is said to a text that cannot be read. */
export const unread = (text: string): Message => {
  const request = readRequest(text)
  if (request.ok) throw new Error(`"${text}" can be read`)
  return parseErrorMessage(request.failure, FETCHED_AT)
}

/** All messages of command/, by the name of their situation. */
export const commandExamples = messageExamples('command', {
  help: ['/crime help', helpMessage(table, NO_PAGES)],
  'help-with-pages': [
    '/crime help where the operator gives privacy and support pages',
    helpMessage(table, PAGES),
  ],
  'unknown-category': ['/crime LE1 1WA theft', unread('LE1 1WA theft')],
  'unknown-category-suggestion': ['/crime LE1 1WA burglry', unread('LE1 1WA burglry')],
  'unknown-category-suggestion-long': [
    '/crime SW1A 1AA crimnal damage and arson',
    unread('SW1A 1AA crimnal damage and arson'),
  ],
  'unknown-category-hostile': ['/crime LE1 1WA <!channel> *now*', unread('LE1 1WA <!channel> *now*')],
  'unknown-category-of-several': ['/crime LE1 1WA vs B1 1AA theft', unread('LE1 1WA vs B1 1AA theft')],
  'unknown-category-of-several-suggestion': [
    '/crime LE1 1WA vs B1 1AA burglry',
    unread('LE1 1WA vs B1 1AA burglry'),
  ],
  'too-many-places': [
    '/crime with five postcodes and burglary',
    unread('LE1 1WA, B1 1AA, ST20 0LY, SW1A 1AA and E1 6AN burglary'),
  ],
  'not-covered-category': ['/crime EH1 1YZ burglary', unread('EH1 1YZ burglary')],
  'no-postcode-category': ['/crime leicester burglary', unread('leicester burglary')],
  'postcode-suggestion-category': ['/crime LE1 IWA burglary', unread('LE1 IWA burglary')],
})
