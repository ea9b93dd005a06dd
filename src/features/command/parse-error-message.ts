import type { Button } from '@slack/types'
import { CATEGORIES } from '../../crime/category.ts'
import type { Postcode } from '../../crime/postcode.ts'
import { MAX_COMPARED_PLACES, type ParsedPostcode } from '../../crime/report-query.ts'
import type { ParseError } from '../../reading/read-request.ts'
import { retryComparison, retryReport } from '../../report/actions.ts'
import { failureMessage } from '../../report/failure-message.ts'
import { type Message, span } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { list, uncapitalised } from '../../slack/ui/format.ts'
import { notice, quoted } from '../../slack/ui/notice.ts'

type Of<K extends ParseError['kind']> = Extract<ParseError, { kind: K }>

// Slack shows about 30 of the 75 characters that a button may have.
const MAX_LABEL = 30

const lookUpLabel = (what: string, postcode: Postcode): string => {
  const whole = `Look up ${what} near ${postcode}`
  return whole.length > MAX_LABEL ? `Look up ${what}` : whole
}

// One place is looked up; several are compared, those that cannot be looked up among them.
const lookUpButton = (
  what: string,
  places: readonly ParsedPostcode[],
  categories: readonly string[],
): Button => {
  const [place] = places
  if (places.length === 1 && place?.ok === true)
    return button(lookUpLabel(what, place.value), retryReport.props({ postcode: place.value, categories }))
  return button(`Compare ${what}`, retryComparison.props({ places, categories }))
}

const unknownCategory = ({ places, unknown: { typed, suggestion } }: Of<'category'>): Message => {
  const happened = `${quoted(typed)} is not a category.`
  if (suggestion === null) {
    const names = list(CATEGORIES.map(({ name }) => uncapitalised(name)))
    return notice({
      happened,
      next: [span(`The categories are ${names}.`)],
      buttons: [lookUpButton('all', places, [])],
    })
  }
  const { slug, name, shortName } = suggestion
  return notice({
    happened,
    next: [span(`Did you mean ${uncapitalised(name)}?`)],
    buttons: [lookUpButton(uncapitalised(shortName), places, [slug])],
  })
}

const tooMany = ({ first }: Of<'too-many'>): Message =>
  notice({
    happened: `At most ${MAX_COMPARED_PLACES} places fit in one comparison.`,
    next: [span('Name fewer, or compare the first four.')],
    buttons: [button('Compare the first four', retryComparison.props(first))],
  })

/** What could not be read of a /crime, and the next step. `now` in ms since the epoch. */
export const parseErrorMessage = (error: ParseError, now: number): Message => {
  switch (error.kind) {
    case 'postcode':
      return failureMessage(
        error.failure,
        { postcode: null, categories: error.category === null ? [] : [error.category.slug] },
        now,
      )
    case 'category':
      return unknownCategory(error)
    case 'too-many':
      return tooMany(error)
  }
}
