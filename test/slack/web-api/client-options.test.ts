import { expect, test } from 'vitest'
import { backgroundClientOptions, clientOptions } from '../../../src/slack/web-api/client-pool.ts'
import { quiet } from '../../playground/slack/bare-app.ts'

test.each([
  ['listeners', clientOptions('http://127.0.0.1:1/api/', quiet)],
  ['background jobs', backgroundClientOptions(clientOptions('http://127.0.0.1:1/api/', quiet))],
])('%s have retries of our own, wait out no 429, and share no headers', (_, options) => {
  expect(options.retryConfig).toMatchObject({ retries: expect.any(Number) })
  expect(options.rejectRateLimitedCalls).toBe(true)
  expect(options).not.toHaveProperty('headers')
  expect(options.slackApiUrl).toBe('http://127.0.0.1:1/api/')
})

test('a call of a listener is tried again, one of a background job is not', () => {
  expect(clientOptions('x', quiet).retryConfig).toMatchObject({ retries: 2 })
  expect(backgroundClientOptions(clientOptions('x', quiet)).retryConfig).toMatchObject({ retries: 0 })
})
