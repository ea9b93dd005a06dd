import { LogLevel } from '@slack/bolt'
import { expect, it } from 'vitest'
import { createLog } from '../../src/observability/log.ts'
import { slackLog } from '../../src/observability/sdk-log.ts'
import { collectLog } from '../support/log-lines.ts'

it('passes on what the SDKs say, never what they say at debug', () => {
  const { destination, lines } = collectLog()
  const sdk = slackLog(createLog({ level: 'trace', secrets: [], destination }))
  sdk.setLevel(LogLevel.DEBUG)
  sdk.setName('any')
  sdk.debug('payload: {"text":"LE1 1WA"}')
  sdk.info('one', 2)
  sdk.warn('two')
  sdk.error(new Error('three'))
  expect(sdk.getLevel()).toBe(LogLevel.INFO)
  expect(lines().map(({ level, msg, from }) => [level, msg, from])).toEqual([
    ['info', 'one 2', 'slack-sdk'],
    ['warn', 'two', 'slack-sdk'],
    ['error', 'three', 'slack-sdk'],
  ])
})
