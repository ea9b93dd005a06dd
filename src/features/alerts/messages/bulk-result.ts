import type { Button, RichTextBlock } from '@slack/types'
import { placeInWords } from '../../../crime/postcode.ts'
import { whatFailed } from '../../../reading/messages.ts'
import type { PlaceFault } from '../../../reading/place-lines.ts'
import { actions, bold, type Message, message, paragraph, span } from '../../../slack/ui/blocks.ts'
import { count } from '../../../slack/ui/format.ts'
import { type Alert, isPersonal, MAX_IN_CHANNEL, MAX_IN_WORKSPACE, type SetUp } from '../alert.ts'
import { coverageInWords } from '../format.ts'

// As much text as one block takes.
const MAX_TEXT = 2_900

/** Lines in as many paragraphs as they need, the heading before the first: nothing is cut. */
const paragraphs = (heading: string, lines: readonly string[]): RichTextBlock[] => {
  const texts: string[] = []
  for (const line of lines) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + line.length < MAX_TEXT)
      texts[texts.length - 1] = `${last}\n${line}`
    else texts.push(line)
  }
  return texts.map((text, at) =>
    at === 0 ? paragraph(bold(heading), span(`\n${text}`)) : paragraph(span(text)),
  )
}

const newAlert = (alert: Alert): string =>
  alert.waitingSince === null
    ? placeInWords(alert)
    : `${placeInWords(alert)}: the local police force’s latest figures are missing`

type Group = { readonly heading: string; readonly lines: readonly string[] }

const groupsOf = ({ alerts, existing, left, full }: SetUp, faults: readonly PlaceFault[]): Group[] => {
  const isElsewhere = ({ failure }: PlaceFault) => failure?.kind === 'not-covered'
  const [elsewhere, unreadable] = [faults.filter(isElsewhere), faults.filter((fault) => !isElsewhere(fault))]
  const limit =
    full === 'workspace-full'
      ? `This workspace has ${count(MAX_IN_WORKSPACE)} alerts`
      : `A channel can have ${count(MAX_IN_CHANNEL)} alerts`
  return [
    { heading: `Set up: ${count(alerts.length)}`, lines: alerts.map(newAlert) },
    { heading: `Already set up: ${count(existing.length)}`, lines: existing.map(placeInWords) },
    { heading: `Over the limit: ${count(left.length)}. ${limit}.`, lines: left.map(placeInWords) },
    {
      heading: `Not in England or Wales: ${count(elsewhere.length)}`,
      lines: elsewhere.map(({ typed, failure }) => {
        const why = failure === null ? '' : whatFailed(failure).replace(/\.$/, '')
        return why.startsWith(typed) ? why : `${typed}: ${why}`
      }),
    },
    {
      heading: `Not a full postcode: ${count(unreadable.length)}`,
      lines: unreadable.map(({ typed, failure }) =>
        failure?.kind === 'invalid-postcode' && failure.suggestion !== null
          ? `${typed}: did you mean ${failure.suggestion}?`
          : typed,
      ),
    },
  ].filter(({ lines }) => lines.length > 0)
}

/** What came of setting up several alerts: every place and every line that was typed is in one of the lists. */
export const setUpResult = (
  result: SetUp,
  faults: readonly PlaceFault[],
  buttons: readonly Button[] = [],
): Message => {
  const [first] = result.alerts
  const told =
    first === undefined
      ? 'No alert has been set up.'
      : `${count(result.alerts.length)} ${result.alerts.length === 1 ? 'alert' : 'alerts'} set up, ${coverageInWords(first)}.`
  const where =
    first === undefined
      ? ''
      : isPersonal(first)
        ? ' You’ll get them in your conversation with Street Crime.'
        : ' The channel has been told. It gets one post a month.'
  const groups = groupsOf(result, faults)
  const text = groups.map(({ heading, lines }) => `${heading}\n${lines.join(', ')}`).join('\n')
  return message(`${told}${where}\n${text}`, [
    paragraph(bold(told), span(where)),
    ...groups.flatMap(({ heading, lines }) => paragraphs(heading, lines)),
    ...actions('alerts.set-up', buttons),
  ])
}
