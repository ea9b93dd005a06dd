import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '../../../playground/slack/block-rules/block-rules.ts'
import { bold, code, span } from '../../../src/slack/ui/blocks.ts'
import { timeElement } from '../../../src/slack/ui/format.ts'
import { notice, quoted } from '../../../src/slack/ui/notice.ts'
import { hostileText } from '../../support/hostile-report.ts'
import { FETCHED_AT } from '../../support/incidents.ts'
import { liveParts } from '../../support/read-message.ts'

test('the text has all words of the blocks, code and times too', () => {
  const message = notice({
    happened: 'Busy.',
    next: [span('Try '), code('/crime'), span(' at '), timeElement(FETCHED_AT, '{time}'), bold('.')],
  })
  expect(message.text).toBe('Busy. Try /crime at 14:02 London time.')
})

test('what was typed is quoted on one line and cut at 40 characters', () => {
  expect(quoted('leicester')).toBe('“leicester”')
  expect(quoted('  two\n\nlines\u202e ')).toBe('“two lines”')
  expect(quoted('x'.repeat(40))).toBe(`“${'x'.repeat(40)}”`)
  expect(quoted('x'.repeat(41))).toBe(`“${'x'.repeat(39)}…”`)
  expect(quoted(' \u200b\u0007')).toBe('That')
})

test('whatever was typed, Slack takes the notice, which mentions and links nothing', () => {
  fc.assert(
    fc.property(hostileText, (typed) => {
      const message = notice({
        happened: `${quoted(typed)} is not a category.`,
        next: [span(typed || '-')],
      })
      expect(checkMessage(message)).toEqual([])
      expect(liveParts(message)).toEqual([])
      expect(quoted(typed).length).toBeLessThanOrEqual(42)
    }),
  )
})
