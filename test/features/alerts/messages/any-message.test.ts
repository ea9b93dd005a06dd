import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '../../../../playground/slack/block-rules/block-rules.ts'
import { choiceOf } from '../../../../src/features/alerts/alert.ts'
import { formOf } from '../../../../src/features/alerts/form/form.ts'
import { formView, stopView } from '../../../../src/features/alerts/form/views.ts'
import { alertBlocks } from '../../../../src/features/alerts/home-section.ts'
import { announcement, confirmation, thread } from '../../../../src/features/alerts/messages/channel-posts.ts'
import { endedMessage } from '../../../../src/features/alerts/messages/ended.ts'
import { alertList } from '../../../../src/features/alerts/messages/list.ts'
import { alertParseError } from '../../../../src/features/alerts/messages/parse-error.ts'
import { read } from '../../../../src/reading/reading.ts'
import type { Message } from '../../../../src/slack/ui/blocks.ts'
import { expectFits } from '../../../support/fits-slack.ts'
import { hostileReport, hostileText } from '../../../support/hostile-report.ts'
import { month } from '../../../support/incidents.ts'
import { liveParts } from '../../../support/read-message.ts'
import { anyAlert } from '../any-alert.ts'
import { TODAY } from '../example-alerts.ts'

const OURS = /^<[@#][A-Z0-9]+>$/

const expectValid = (message: Message): void => {
  expect(checkMessage(message)).toEqual([])
  expect(message.text.length).toBeGreaterThan(0)
  expect(liveParts(message).filter((part) => !OURS.test(part))).toEqual([])
}

test('any announcement and its thread are valid for Slack and mention nobody', () => {
  fc.assert(
    fc.property(anyAlert, hostileReport, (alert, report) => {
      const post = announcement(alert, report, month('2025-01'))
      expectValid(post)
      expect(liveParts(post)).toEqual([])
      if (report.total === 0) return
      expectValid(thread(alert, report))
      expect(liveParts(thread(alert, report))).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('the announcement counts the incidents of the categories of the alert', () => {
  fc.assert(
    fc.property(anyAlert, hostileReport, (alert, report) => {
      const counted = [...report.incidents].filter(
        ({ category }) => alert.categories.length === 0 || alert.categories.includes(category),
      )
      const [many = ''] =
        /(\d[\d,]*|no|nothing) (?=incidents?|of|is)/.exec(
          announcement(alert, report, month('2025-01')).text,
        ) ?? []
      const number = Number(many.trim().replaceAll(',', ''))
      expect(Number.isNaN(number) ? 0 : number).toBe(counted.length)
    }),
    { numRuns: 100 },
  )
})

test('any message about any alert is valid for Slack', () => {
  fc.assert(
    fc.property(anyAlert, fc.boolean(), (alert, mayChange) => {
      expectValid(announcement(alert, 'nothing recorded', month('2025-01')))
      expectValid(confirmation(choiceOf(alert), alert.setBy, 'set-up'))
      expectValid(endedMessage(alert, alert.ended ?? 'archived'))
      expectValid(alertList([alert], { today: TODAY, channelId: alert.channelId, mayChange }))
      expectFits(formView(formOf(alert, TODAY, null), null))
      expectFits(stopView(alert, null, null))
    }),
  )
})

test('lists of any length are valid for Slack, and say how many alerts they leave out', () => {
  fc.assert(
    fc.property(fc.array(anyAlert, { maxLength: 60, size: 'max' }), (alerts) => {
      const list = alertList(alerts, { today: TODAY, channelId: 'C1', mayChange: true })
      expectValid(list)
      if (alerts.length > 40) expect(JSON.stringify(list)).toContain(`and ${alerts.length - 40} more`)
      const blocks = alertBlocks(alerts, TODAY)
      expect(blocks.length).toBeLessThanOrEqual(28)
      if (blocks.length > 0) expectFits({ type: 'home', blocks })
    }),
    { numRuns: 50 },
  )
})

test('the answer to any text is valid for Slack and mentions nobody', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        hostileText,
        hostileText.map((text) => `LE1 1WA ${text}`),
      ),
      (text) => {
        const message = alertParseError(read(text), 'C1')
        if (message === null) return
        expect(checkMessage(message)).toEqual([])
        expect(liveParts(message)).toEqual([])
      },
    ),
  )
})
