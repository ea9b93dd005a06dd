import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '../../../../playground/slack/block-rules/block-rules.ts'
import { formView, stopView } from '../../../../src/features/alerts/form/views.ts'
import { choiceOf } from '../../../../src/features/alerts/format.ts'
import { alertBlocks } from '../../../../src/features/alerts/home-section.ts'
import { announcement } from '../../../../src/features/alerts/messages/channel-posts.ts'
import { confirmation } from '../../../../src/features/alerts/messages/confirmation.ts'
import { endedMessage } from '../../../../src/features/alerts/messages/ended.ts'
import { alertList } from '../../../../src/features/alerts/messages/list.ts'
import { alertParseError } from '../../../../src/features/alerts/messages/parse-error.ts'
import { thread } from '../../../../src/features/alerts/messages/thread.ts'
import { formOf } from '../../../../src/features/alerts/recipients.ts'
import { readAlertRequest } from '../../../../src/reading/read-alert-request.ts'
import type { Message } from '../../../../src/slack/ui/blocks.ts'
import { expectFits } from '../../../support/fits-slack.ts'
import { hostileReport, hostileText } from '../../../support/hostile-report.ts'
import { month } from '../../../support/incidents.ts'
import { liveParts } from '../../../support/read-message.ts'
import { anyAlert } from '../any-alert.ts'
import { TODAY } from '../example-alerts.ts'

const OURS = /^<[@#][A-Z0-9]+>$/

const expectSound = (message: Message): void => {
  expect(checkMessage(message)).toEqual([])
  expect(message.text.length).toBeGreaterThan(0)
  expect(liveParts(message).filter((part) => !OURS.test(part))).toEqual([])
}

test('whatever the alert and the report, line and thread are taken by Slack and mention nobody', () => {
  fc.assert(
    fc.property(anyAlert, hostileReport, (alert, report) => {
      const line = announcement(alert, report, month('2025-01'))
      expectSound(line)
      expect(liveParts(line)).toEqual([])
      if (report.total === 0) return
      expectSound(thread(alert, report))
      expect(liveParts(thread(alert, report))).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('the line counts the incidents of exactly what is watched', () => {
  fc.assert(
    fc.property(anyAlert, hostileReport, (alert, report) => {
      const watched = [...report.incidents].filter(
        ({ category }) => alert.categories.length === 0 || alert.categories.includes(category),
      )
      const [many = ''] =
        /(\d[\d,]*|no|nothing) (?=incidents?|of|is)/.exec(
          announcement(alert, report, month('2025-01')).text,
        ) ?? []
      const number = Number(many.trim().replaceAll(',', ''))
      expect(Number.isNaN(number) ? 0 : number).toBe(watched.length)
    }),
    { numRuns: 100 },
  )
})

test('whatever the alert, what is said of it is taken by Slack', () => {
  fc.assert(
    fc.property(anyAlert, fc.boolean(), (alert, mayChange) => {
      expectSound(announcement(alert, 'nothing recorded', month('2025-01')))
      expectSound(confirmation(choiceOf(alert), alert.setBy))
      expectSound(endedMessage(alert, alert.stopped ?? 'archived'))
      expectSound(alertList([alert], { today: TODAY, channelId: alert.channelId, mayChange }))
      expectFits(formView(formOf(alert, TODAY, null), null))
      expectFits(stopView(alert, null, null))
    }),
  )
})

test('lists of any length are taken by Slack, and say how many they leave out', () => {
  fc.assert(
    fc.property(fc.array(anyAlert, { maxLength: 60, size: 'max' }), (alerts) => {
      const list = alertList(alerts, { today: TODAY, channelId: 'C1', mayChange: true })
      expectSound(list)
      if (alerts.length > 40) expect(JSON.stringify(list)).toContain(`and ${alerts.length - 40} more`)
      const blocks = alertBlocks(alerts, TODAY)
      expect(blocks.length).toBeLessThanOrEqual(28)
      if (blocks.length > 0) expectFits({ type: 'home', blocks })
    }),
    { numRuns: 50 },
  )
})

test('whatever is typed, the answer is taken by Slack and mentions nobody', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        hostileText,
        hostileText.map((text) => `LE1 1WA ${text}`),
      ),
      (text) => {
        const read = readAlertRequest(text)
        if (read.ok) return
        const message = alertParseError(read.failure, 'C1')
        expect(checkMessage(message)).toEqual([])
        expect(liveParts(message)).toEqual([])
      },
    ),
  )
})
