import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '../../../../playground/slack/block-rules/block-rules.ts'
import { placeInWords } from '../../../../src/crime/postcode.ts'
import { formOf, pauseFormOf } from '../../../../src/features/alerts/form/form.ts'
import { formView } from '../../../../src/features/alerts/form/views.ts'
import { alertResultMessage } from '../../../../src/features/alerts/messages/alert-result.ts'
import { endedMessage, postFailedMessage } from '../../../../src/features/alerts/messages/cannot-post.ts'
import { channelNotice, stoppedByOther } from '../../../../src/features/alerts/messages/change-notices.ts'
import { announcement, thread } from '../../../../src/features/alerts/messages/channel-posts.ts'
import { alertParseError } from '../../../../src/features/alerts/messages/errors.ts'
import { alertBlocks, alertList } from '../../../../src/features/alerts/messages/list.ts'
import { readPlaceLines } from '../../../../src/reading/place-lines.ts'
import { read } from '../../../../src/reading/reading.ts'
import type { Message } from '../../../../src/slack/ui/blocks.ts'
import { expectFits } from '../../../support/fits-slack.ts'
import { hostileReport, hostileText } from '../../../support/hostile-report.ts'
import { month } from '../../../support/incidents.ts'
import { liveParts, read as wordsIn } from '../../../support/read-message.ts'
import { placeNamed } from '../../home/places.ts'
import { anyAlert } from '../any-alert.ts'
import { alertOf, TODAY } from '../example-alerts.ts'

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
      for (const event of ['set-up', 'paused', 'resumed', 'stopped', 'not-saved'] as const)
        expectValid(channelNotice(event, [alert], alert.setBy, TODAY))
      expectValid(channelNotice({ changed: alert }, [alertOf()], alert.setBy, TODAY))
      expectValid(stoppedByOther([alert], 'U1'))
      expectValid(alertResultMessage({ ...NONE, kind: 'set-up', alerts: [alert] }, 'C1', NOW))
      expectValid(postFailedMessage({ tried: 'set-up', choices: [alert], retry: null }, FAILED, 'button'))
      expectValid(endedMessage([alert], alert.ended ?? 'archived'))
      expectValid(alertList([alert], { today: TODAY, channelId: alert.channelId, mayChange }))
      expectFits(formView(formOf(alert, TODAY, null), null))
      expectFits(formView(pauseFormOf(alert, TODAY, null), null))
    }),
  )
})

const NOW = Date.parse(`${TODAY}T12:00:00Z`)
const NONE = { existing: [], left: [], full: null } as const
const FAILED = { kind: 'refused', reason: 'not-in-channel', error: 'not_in_channel' } as const
const SAVED = [placeNamed('LE1 1WA', 'Head office')]
const turn = ['home.section.next', 'home.section.previous'] as const

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
        const message = alertResultMessage(result, 'C1', NOW, faults)
        expectValid(message)
        const words = wordsIn(message)
        // What /crime alerts lists too is cut after twenty places, and the others are counted.
        for (const some of [result.alerts, result.existing]) {
          for (const alert of some.slice(0, 20)) expect(words).toContain(placeInWords(alert))
          if (some.length > 20) expect(words).toContain(`and ${some.length - 20} more`)
        }
        for (const place of result.left) expect(words).toContain(placeInWords(place))
        for (const { typed } of faults) expect(words).toContain(typed)
      },
    ),
    { numRuns: 30 },
  )
})

test('a result that is longer than a message takes names what went wrong, and counts the rest', () => {
  const alerts = Array.from({ length: 300 }, (_, at) =>
    alertOf({ id: `a${at}`, name: 'Long name'.repeat(4) }),
  )
  const { faults } = readPlaceLines('Depot, Leeds')
  const message = alertResultMessage({ ...NONE, kind: 'set-up', alerts }, 'C1', NOW, faults)
  expectValid(message)
  expect(wordsIn(message)).toMatch(/^Set up: 300$[\s\S]*^and 280 more$[\s\S]*^Depot, Leeds$/m)
})

test('lists of any length are valid for Slack, and say how many alerts they leave out', () => {
  fc.assert(
    fc.property(fc.array(anyAlert, { maxLength: 60, size: 'max' }), (alerts) => {
      const list = alertList(alerts, { today: TODAY, channelId: 'C1', mayChange: true })
      expectValid(list)
      if (alerts.length > 30) expect(JSON.stringify(list)).toContain(`1–30 of ${alerts.length} alerts`)
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
