import type { Button, RichTextElement } from '@slack/types'
import { CATEGORIES, categoryOf } from '../crime/category.ts'
import type { Postcode } from '../crime/postcode.ts'
import type { Audience } from '../slack/subcommand.ts'
import { actions, type Block, code, type Message, plainContext, span } from '../slack/ui/blocks.ts'
import type { ChartBlock } from '../slack/ui/charts.ts'
import { capitalised, list, uncapitalised } from '../slack/ui/format.ts'
import { LIMITS } from '../slack/ui/limits.ts'
import { cutEscaped, escapeWithin } from '../slack/ui/mrkdwn.ts'
import { type Notice, notice, quoted } from '../slack/ui/notice.ts'
import type { PlaceFailure, Reading } from './reading.ts'
import type { Remark } from './remarks.ts'

/** Where people find a full postcode by an address. */
export const FIND_POSTCODE = 'https://www.royalmail.com/find-a-postcode'

const nameOf = (slug: string): string => uncapitalised(categoryOf(slug).name)

/** For whoever asks, or typed another. */
export const ALL_CATEGORIES = `The categories are ${list(CATEGORIES.map(({ slug }) => nameOf(slug)))}.`

const elsewhere = (place: string, where: string | null): string => {
  if (where === null) return `There’s no postcode area ${/^[A-Z]+/.exec(place)?.[0] ?? place}.`
  return `${place} is ${where.endsWith('Isle of Man') ? 'on' : 'in'} ${where}.`
}

// "LE1 1W": the last letter or two are missing.
const isIncomplete = (typed: string): boolean => /\d ?\d[A-Z]?$/i.test(typed)

/** Why what was named cannot be looked up. */
export const whatFailed = (failure: PlaceFailure): string => {
  switch (failure.kind) {
    case 'invalid-postcode':
      return `${quoted(failure.typed)} isn’t a ${isIncomplete(failure.typed) ? 'full' : 'UK'} postcode.`
    case 'not-covered':
      return elsewhere(failure.postcode, failure.where)
    case 'first-half':
      return failure.where === null
        ? `${failure.outward} is only the first half of a postcode.`
        : elsewhere(failure.outward, failure.where)
    case 'place-name':
      return `${quoted(failure.typed)} isn’t a postcode.`
  }
}

const find = (): RichTextElement[] => [
  span('. '),
  { type: 'link', url: FIND_POSTCODE, text: 'Find a postcode' },
  span('.'),
]

const CHECK = 'Check it, or try '
const WHOLE = 'Type the whole postcode, such as '

const nextStep = (failure: PlaceFailure, example: string): RichTextElement[] => {
  const where = 'where' in failure ? failure.where : null
  if (where !== null)
    return [
      span('Street Crime covers England and Wales only. Try a postcode there, such as '),
      code(example),
      span('.'),
    ]
  switch (failure.kind) {
    case 'invalid-postcode':
      return failure.suggestion === null
        ? [span(isIncomplete(failure.typed) ? WHOLE : CHECK), code(example), ...find()]
        : [span(`Did you mean ${failure.suggestion}?`)]
    case 'not-covered':
      return [span(CHECK), code(example), ...find()]
    case 'first-half':
      return [span(WHOLE), code(example), ...find()]
    case 'place-name':
      return [
        span('Street Crime can’t look up places by name. Type a full postcode, such as '),
        code(example),
        ...find(),
      ]
  }
}

/** Why what was named cannot be looked up, and what to type instead. `example` works where it is typed. */
export const placeNotice = (failure: PlaceFailure, example: string): Notice => ({
  happened: whatFailed(failure),
  next: nextStep(failure, example),
})

const whereNotice = ({ categories }: Reading, prefix: string): Notice => {
  const [first] = categories
  const example = `${prefix}LE1 1WA${first === undefined ? '' : ` ${nameOf(first)}`}`
  return {
    happened: first === undefined ? 'Which place?' : `${capitalised(list(categories.map(nameOf)))} where?`,
    next: [span('Add a full postcode, such as '), code(example), ...find()],
  }
}

/**
 * Why a text names no place to look up, and what to type instead: "Burglary where?" where it names none at all. `prefix`
 * stands before what is typed: "/crime save ", or "" in a field.
 */
export const noPlaceNotice = (reading: Reading, prefix: string): Notice => {
  const [failure] = reading.failures
  return failure === undefined ? whereNotice(reading, prefix) : placeNotice(failure, `${prefix}LE1 1WA`)
}

/** The same as a message, with a button for the postcode that was meant where there is a slip. */
export const noPlaceMessage = (
  reading: Reading,
  prefix: string,
  buttonFor?: (meant: Postcode) => Button,
): Message => {
  const [failure] = reading.failures
  const meant = failure?.kind === 'invalid-postcode' ? failure.suggestion : null
  const buttons = meant === null || buttonFor === undefined ? [] : [buttonFor(meant)]
  return notice({ ...noPlaceNotice(reading, prefix), buttons })
}

const REMARKS: Readonly<
  Record<Exclude<Remark['kind'], 'counted-under' | 'category-slip' | 'mention'>, (typed: string) => string>
> = {
  'latest-month': () => 'This is the latest month published.',
  'by-month': () => 'Figures come out once a month. This is the latest month published.',
  'only-latest': () => 'We can only show the latest month.',
  area: () => 'You can’t change the area around a postcode.',
  frequency: () => 'New figures come out once a month.',
  risk: () => 'These are counts of what was recorded, not a measure of risk.',
  rate: () => 'These are counts, not rates.',
  'not-a-category': (typed) => `${typed} isn’t a category of its own, so this shows every category.`,
  'not-by-street': (typed) => `The police don’t publish ${typed} by street.`,
  'not-published': (typed) => `${typed} isn’t in these figures.`,
  council: (typed) => `${typed} isn’t in these figures. Ask the council.`,
  noise: () => 'Complaints to the council aren’t in these figures.',
  except: () => 'You can’t leave categories out, so this shows them all.',
  'not-understood': (typed) => `We didn’t understand ${typed}.`,
}

const SHARE = {
  channel: 'To show others, press Share to channel.',
  people: 'To show others, press Share here.',
  nobody: null,
} satisfies Record<Audience, string | null>
const COPY = 'To use these figures elsewhere, choose Copy as text.'

const remarkText = (remark: Remark, audience: Audience): string => {
  const typed = quoted(remark.text)
  switch (remark.kind) {
    case 'counted-under': {
      const category = nameOf(remark.slug)
      return remark.mostly
        ? `Most ${typed} is counted under ${category}.`
        : `${typed} is counted under ${category}.`
    }
    case 'category-slip':
      return `We didn’t understand ${typed}. Did you mean ${nameOf(remark.slug)}?`
    case 'mention':
      return ['Only you can see this.', SHARE[audience]].filter((text) => text !== null).join(' ')
    default:
      return REMARKS[remark.kind](typed)
  }
}

// More would be longer than the answer.
const MAX_SENTENCES = 4

/** What the conversation of an answer allows, and whether the answer is a chart. */
export type ReplyOptions = {
  readonly audience: Audience
  readonly canChart: boolean
  readonly isChart: boolean
}

/** Which button does what a verb asks for, unless the answer has done it already. */
const verbText = ({ verb }: Reading, { audience, canChart, isChart }: ReplyOptions): string[] => {
  switch (verb) {
    case 'share':
      return [SHARE[audience] ?? 'There’s nobody else here to share it with.']
    case 'export':
      return [COPY]
    case 'chart':
      if (isChart) return []
      return [canChart ? 'These figures can’t be shown as a chart.' : 'This workspace can’t show charts yet.']
    default:
      return []
  }
}

const NO_OPTIONS: ReplyOptions = { audience: 'nobody', canChart: false, isChart: false }

/** What is said beside an answer: which places it leaves out and which words it does not follow; "" for nothing. */
export const besideAnswer = (reading: Reading, options = NO_OPTIONS): string => {
  const { failures, remarks } = reading
  const places = failures.map((failure) => {
    const isSlip = failure.kind === 'invalid-postcode' && failure.suggestion !== null
    return isSlip ? `${whatFailed(failure)} Did you mean ${failure.suggestion}?` : whatFailed(failure)
  })
  // Who asks to share is told how already.
  const isTold = reading.verb === 'share'
  const words = remarks.flatMap((remark) =>
    isTold && remark.kind === 'mention' ? [] : [remarkText(remark, options.audience)],
  )
  return [...verbText(reading, options), ...places, ...words].slice(0, MAX_SENTENCES).join(' ')
}

/** A message with what is said beside it, and the buttons of that, in front of its own buttons. */
export const withRemarks = <Sent extends Block | ChartBlock>(
  message: { readonly text: string; readonly blocks: readonly Sent[] },
  remarks: string,
  buttons: readonly Button[] = [],
) => {
  if (remarks === '') return message
  const at = message.blocks.findIndex(({ type }) => type === 'actions')
  const [above, below] =
    at < 0 ? [message.blocks, []] : [message.blocks.slice(0, at), message.blocks.slice(at)]
  return {
    text: cutEscaped(`${message.text} ${escapeWithin(remarks, LIMITS.fieldText)}`, LIMITS.messageText),
    blocks: [...above, plainContext(remarks), ...actions('remarks', buttons), ...below],
  }
}
