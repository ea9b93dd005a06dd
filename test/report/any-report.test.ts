import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '../../playground/slack/block-rules/block-rules.ts'
import { CATEGORIES } from '../../src/crime/category.ts'
import type { Report } from '../../src/crime/report.ts'
import { reportMessage } from '../../src/report/message.ts'
import type { Message } from '../../src/slack/ui/blocks.ts'
import { anyCategories } from '../support/arbitraries/any-categories.ts'
import { hostileReport } from '../support/hostile-report.ts'
import { headlineCount, mrkdwnIn, outcomeCounts, tableCounts } from '../support/message-counts.ts'
import { liveParts, partsOf } from '../support/read-message.ts'

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)

const view = fc.record({
  categories: anyCategories,
  audience: fc.constantFrom('channel', 'people', 'nobody'),
  canChart: fc.boolean(),
  sharedBy: fc.option(fc.constantFrom('U0PRIYA', '<!channel>'), { freq: 2 }),
})

const shown = fc.tuple(hostileReport, view).map(([report, how]) => ({
  report,
  how,
  message: reportMessage(report, how),
}))

const holds = (
  property: (one: { report: Report; message: Message; categories: readonly string[] }) => void,
) =>
  fc.assert(
    fc.property(shown, ({ report, how, message }) => {
      property({ report, message, categories: how.categories })
    }),
    { numRuns: 150 },
  )

test('Slack takes the report of any incidents', () => {
  holds(({ message }) => {
    expect(checkMessage(message)).toEqual([])
    expect(message.text.trim().length).toBeGreaterThan(0)
    expect(message.text.length).toBeLessThanOrEqual(4_000)
  })
})

test('a report mentions and links nothing from outside, and formats nothing', () => {
  holds(({ message }) => {
    expect(liveParts(message).filter((part) => part !== '<@U0PRIYA>')).toEqual([])
    expect(message.text).not.toMatch(/[<>]/)
    expect(message.text).not.toMatch(/&(?!amp;|lt;|gt;)/)
  })
})

test('mrkdwn holds no text from outside', () => {
  const ours = [
    /^Shared by (<@U0PRIYA>|&lt;!channel&gt;)$/,
    /^\*[\d,]+ incidents?\* in \*[A-Z][\w ]+\*, the latest published, shown on or near the closest street$/,
    /^\*[\d,]+ incidents?\* in \*[A-Z][\w ]+\*, the latest published, of [\d,]+ nearby( \((&lt;)?\d+%\))?$/,
    /^\*[\d,]+ incidents?\* in \*[A-Z][\w ]+\*(, of [\d,]+ nearby( \((&lt;)?\d+%\))?)?, (from the British Transport Police only|nearly all from the British Transport Police): the local force’s figures are missing$/,
    /^\*[\d,]+ incidents?\* in \*[A-Z][\w ]+\*(, of [\d,]+ nearby( \((&lt;)?\d+%\))?)?, but the local force’s figures for [A-Z][\w ]+ are missing$/,
    /^Fetched <!date\^\d+\^[^|<>]+\|[^<>]+ London time>\.( [\d,]+ records? could not be read\.)?( Outcomes aren’t published for anti-social behaviour\.)? Street Crime doesn’t keep past figures. For trends, see <https:\/\/www\.police\.uk\/pu\/your-area\/\|police\.uk>\. Contains public sector information licensed under the <https:\/\/www\.nationalarchives\.gov\.uk\/[a-z0-9/-]+\|Open Government Licence v3\.0>\.$/,
  ]
  const names = CATEGORIES.map(({ name }) => name.toLowerCase())
  const noneRecorded = (text: string): boolean => {
    const [, listed] = /^None recorded: (.+)\.$/.exec(text) ?? []
    if (listed === undefined) return false
    // "Criminal damage and arson" has an "and" of its own, so names are taken out and not split.
    const rest = names.reduce((left, name) => left.replace(name, ''), listed)
    return /^(, | and |, and )*$/.test(rest)
  }
  holds(({ report, message }) => {
    if (report.monthsMissing.length > 0) expect(mrkdwnIn(message).filter(noneRecorded)).toEqual([])
    const strange = mrkdwnIn(message).filter(
      (text) => !noneRecorded(text) && !ours.some((pattern) => pattern.test(text)),
    )
    expect(strange).toEqual([])
  })
})

test('every count adds up', () => {
  holds(({ report, message, categories }) => {
    const total =
      categories.length === 0
        ? report.total
        : [...report.incidents].filter((incident) => categories.includes(incident.category)).length
    if (total === 0) {
      expect(tableCounts(message)).toEqual([])
      return
    }
    expect(headlineCount(message)).toBe(total)
    const table = tableCounts(message)
    if (table.length > 0) expect(sum(table)).toBe(total)
    const outcomes = outcomeCounts(message)
    if (categories.length !== 1) expect(sum(outcomes ?? [])).toBe(total)
    if (categories.join() === 'burglary') expect(table.length).toBeGreaterThan(0)
  })
})

test('every name from outside is on one line, and none is empty', () => {
  holds(({ message }) => {
    for (const part of partsOf(message.blocks)) {
      if (typeof part.text !== 'string') continue
      // Line breaks are ours; no other control character, nor an invisible one, is.
      expect(part.text.replaceAll('\n', '')).not.toMatch(/[\p{C}\u2028\u2029]/u)
      expect(part.text.isWellFormed()).toBe(true)
    }
    const [table] = partsOf(message.blocks).filter((part) => part.type === 'rich_text_preformatted')
    // A long name goes on in a line that is moved in.
    const rows = table === undefined ? [] : String(partsOf(table)[1]?.text).split('\n')
    for (const row of rows) expect(row).toMatch(/^(?: {2})?\S/)
  })
})
