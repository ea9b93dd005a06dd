import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '../../../../playground/slack/block-rules/block-rules.ts'
import { placeInWords } from '../../../../src/crime/postcode.ts'
import { formOf } from '../../../../src/features/alerts/form/form.ts'
import { formView, stopView } from '../../../../src/features/alerts/form/views.ts'
import { alertBlocks } from '../../../../src/features/alerts/home-section.ts'
import { setUpMessage } from '../../../../src/features/alerts/messages/alert-result.ts'
import { setUpResult } from '../../../../src/features/alerts/messages/bulk-result.ts'
import { channelNotice, stoppedByOther } from '../../../../src/features/alerts/messages/channel-notices.ts'
import { announcement, thread } from '../../../../src/features/alerts/messages/channel-posts.ts'
import { endedMessage } from '../../../../src/features/alerts/messages/ended.ts'
import { alertList } from '../../../../src/features/alerts/messages/list.ts'
import { alertParseError } from '../../../../src/features/alerts/messages/parse-error.ts'
import { postFailedMessage } from '../../../../src/features/alerts/messages/post-failed.ts'
import { readPlaceLines } from '../../../../src/reading/place-lines.ts'
import { read } from '../../../../src/reading/reading.ts'
import type { Message } from '../../../../src/slack/ui/blocks.ts'
import { button } from '../../../../src/slack/ui/elements.ts'
import { expectFits } from '../../../support/fits-slack.ts'
import { hostileReport, hostileText } from '../../../support/hostile-report.ts'
import { month } from '../../../support/incidents.ts'
import { liveParts, read as wordsIn } from '../../../support/read-message.ts'
import { placeNamed } from '../../home/places.ts'
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
      for (const event of ['set-up', 'changed', 'paused', 'resumed', 'stopped', 'restored'] as const)
        expectValid(channelNotice(event, [alert], alert.setBy))
      expectValid(stoppedByOther([alert], 'U1'))
      expectValid(setUpMessage(alert, 'elsewhere'))
      expectValid(postFailedMessage({ ...FAILED, attempt: { id: null, choices: [alert] } }, 'button'))
      expectValid(endedMessage([alert], alert.ended ?? 'archived'))
      expectValid(alertList([alert], { today: TODAY, channelId: alert.channelId, mayChange }))
      expectFits(formView(formOf(alert, TODAY, null), null))
      expectFits(stopView(alert, null, null))
    }),
  )
})

const FAILED = { kind: 'post-failed', reason: 'not_in_channel', retry: null } as const
const SAVED = [placeNamed('LE1 1WA', 'Head office')]
const turn = (text: string, page: number) =>
  button(text, { action_id: 'home.section.next', value: String(page) })

test('what came of setting up any alerts is valid for Slack, and names each place and line', () => {
  fc.assert(
    fc.property(
      fc.array(anyAlert, { maxLength: 300, size: 'max' }),
      fc.array(hostileText, { maxLength: 30 }),
      (alerts, lines) => {
        const third = Math.ceil(alerts.length / 3)
        const [made, existing, left] = [0, 1, 2].map((at) => alerts.slice(at * third, (at + 1) * third))
        const result = {
          kind: 'set-up',
          alerts: made ?? [],
          existing: existing ?? [],
          left: left ?? [],
          full: 'channel-full',
        } as const
        const { faults } = readPlaceLines(lines.join('\n'))
        const message = setUpResult(result, faults)
        expectValid(message)
        const words = wordsIn(message)
        for (const alert of alerts) expect(words).toContain(placeInWords(alert))
        for (const { typed } of faults) expect(words).toContain(typed)
      },
    ),
    { numRuns: 30 },
  )
})

test('lists of any length are valid for Slack, and say how many alerts they leave out', () => {
  fc.assert(
    fc.property(fc.array(anyAlert, { maxLength: 60, size: 'max' }), (alerts) => {
      const list = alertList(alerts, { today: TODAY, channelId: 'C1', mayChange: true })
      expectValid(list)
      if (alerts.length > 40) expect(JSON.stringify(list)).toContain(`1–40 of ${alerts.length} alerts`)
      const blocks = alertBlocks(alerts, SAVED, TODAY, { page: 9, turn })
      expect(blocks.length).toBeLessThanOrEqual(29)
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
        const message = alertParseError(read(text))
        if (message === null) return
        expect(checkMessage(message)).toEqual([])
        expect(liveParts(message)).toEqual([])
      },
    ),
  )
})
