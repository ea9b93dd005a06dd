import { CATEGORIES } from '../crime/category.ts'
import { retryReport } from '../report/actions.ts'
import { insideSentence } from '../report/categories.ts'
import { failureMessage } from '../report/failure-message.ts'
import { list } from '../report/numbers.ts'
import { quoted, sentence } from '../report/sentence.ts'
import { type Message, words } from '../slack/blocks.ts'
import { button } from '../slack/elements.ts'
import type { UnreadRequest } from './read-request.ts'

type Of<K extends UnreadRequest['kind']> = Extract<UnreadRequest, { kind: K }>

const unknownCategory = ({ postcode, unknown: { typed, suggestion } }: Of<'category'>): Message => {
  const happened = `${quoted(typed)} is not a category.`
  if (suggestion === null) {
    const names = list(CATEGORIES.map(({ name }) => insideSentence(name)))
    return sentence({
      happened,
      next: [words(`The categories are ${names}.`)],
      buttons: [button(`Look up all near ${postcode}`, retryReport.press({ postcode, category: null }))],
    })
  }
  const { slug, name, shortName } = suggestion
  return sentence({
    happened,
    next: [words(`Did you mean ${insideSentence(name)}?`)],
    buttons: [
      button(
        `Look up ${insideSentence(shortName)} near ${postcode}`,
        retryReport.press({ postcode, category: slug }),
      ),
    ],
  })
}

const twoPostcodes = ({ postcodes: [first, second] }: Of<'two-postcodes'>): Message =>
  sentence({
    happened: `${first} and ${second} are two places.`,
    next: [words('Look up one at a time.')],
    buttons: [
      button(`Look up ${first}`, retryReport.press({ postcode: first, category: null })),
      button(`Look up ${second}`, retryReport.press({ postcode: second, category: null }, 1)),
    ],
  })

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
