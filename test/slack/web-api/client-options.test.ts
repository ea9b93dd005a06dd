import { expect, test } from 'vitest'
import { BACKGROUND, clientOptions } from '../../../src/slack/web-api/client-pool.ts'
import { quiet } from '../../playground/slack/bare-app.ts'

test.each([
  ['listeners', clientOptions('http://127.0.0.1:1/api/', quiet)],
  ['background jobs', clientOptions('http://127.0.0.1:1/api/', quiet, BACKGROUND)],
])('%s leave retries and 429s to our fetch, and share no headers', (_, options) => {
  expect(options.retryConfig).toEqual({ retries: 0 })
  expect(options.rejectRateLimitedCalls).toBe(true)
  expect(options).not.toHaveProperty('headers')
  expect(options.slackApiUrl).toBe('http://127.0.0.1:1/api/')
})
