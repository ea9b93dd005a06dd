import { helpMessage } from '../../../src/features/command/help.ts'
import { parseErrorMessage } from '../../../src/features/command/parse-error-message.ts'
import { readRequest } from '../../../src/reading/read-request.ts'
import type { Message } from '../../../src/slack/ui/blocks.ts'
import { table } from '../../features/command/context.ts'
import { FETCHED_AT } from '../incidents.ts'
import { NO_PAGES, PAGES } from '../own-pages.ts'

/** What is said to a text that cannot be read. */
export const unread = (text: string): Message => {
  const request = readRequest(text)
  if (request.ok) throw new Error(`"${text}" can be read`)
  return parseErrorMessage(request.failure, FETCHED_AT)
}

/** All messages of command/, by the name of their situation. */
export const messages: Readonly<Record<string, Message>> = {
  help: helpMessage(table, NO_PAGES),
  'help-with-pages': helpMessage(table, PAGES),
  'unknown-category': unread('LE1 1WA theft'),
  'unknown-category-suggestion': unread('LE1 1WA burglry'),
  'unknown-category-suggestion-long': unread('SW1A 1AA crimnal damage and arson'),
  'unknown-category-hostile': unread('LE1 1WA <!channel> *now*'),
  'unknown-category-of-several': unread('LE1 1WA vs M1 1AE theft'),
  'unknown-category-of-several-suggestion': unread('LE1 1WA vs M1 1AE burglry'),
  'too-many-places': unread('LE1 1WA, M1 1AE, ST20 0LY, SW1A 1AA and E1 6AN burglary'),
  'not-covered-category': unread('EH1 1YZ burglary'),
  'no-postcode-category': unread('leicester burglary'),
  'postcode-slip-category': unread('LE1 IWA burglary'),
}
