import { CATEGORIES } from '../crime/category.ts'
import type { Postcode } from '../crime/postcode.ts'
import { retryReport } from '../report/actions.ts'
import { insideSentence } from '../report/categories.ts'
import { failureMessage } from '../report/failure-message.ts'
import { list } from '../report/numbers.ts'
import { quoted, sentence } from '../report/sentence.ts'
import { type Message, words } from '../slack/blocks.ts'
import { button } from '../slack/elements.ts'
import type { UnreadRequest } from './read-request.ts'

type Of<K extends UnreadRequest['kind']> = Extract<UnreadRequest, { kind: K }>

// Slack shows about so many characters of a button. Source: SLACK.md, "Block Kit limits".
const LONGEST_LABEL = 30

const lookUpLabel = (what: string, postcode: Postcode): string => {
  const whole = `Look up ${what} near ${postcode}`
  return whole.length > LONGEST_LABEL ? `Look up ${what}` : whole
}

const unknownCategory = ({ postcode, unknown: { typed, suggestion } }: Of<'category'>): Message => {
  const happened = `${quoted(typed)} is not a category.`
  if (suggestion === null) {
    const names = list(CATEGORIES.map(({ name }) => insideSentence(name)))
    return sentence({
      happened,
      next: [words(`The categories are ${names}.`)],
      buttons: [button(lookUpLabel('all', postcode), retryReport.press({ postcode, category: null }))],
    })
  }
  const { slug, name, shortName } = suggestion
  return sentence({
    happened,
    next: [words(`Did you mean ${insideSentence(name)}?`)],
    buttons: [
      button(
        lookUpLabel(insideSentence(shortName), postcode),
        retryReport.press({ postcode, category: slug }),
      ),
    ],
  })
}

const twoPostcodes = ({ postcodes: [first, second], category: named }: Of<'two-postcodes'>): Message => {
  const category = named?.slug ?? null
  return sentence({
    happened: `${first} and ${second} are two places.`,
    next: [words('Look up one at a time.')],
    buttons: [
      button(`Look up ${first}`, retryReport.press({ postcode: first, category })),
      button(`Look up ${second}`, retryReport.press({ postcode: second, category }, 1)),
    ],
  })
}

/** What could not be read of a /crime, and the next step. `now` in ms since the epoch. */
export const unreadMessage = (unread: UnreadRequest, now: number): Message => {
  switch (unread.kind) {
    case 'postcode':
      return failureMessage(unread.failure, { postcode: null, category: unread.category?.slug ?? null }, now)
    case 'category':
      return unknownCategory(unread)
    case 'two-postcodes':
      return twoPostcodes(unread)
  }
}
