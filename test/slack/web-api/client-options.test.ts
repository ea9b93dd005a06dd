import { expect, test } from 'vitest'
import {
  clientOptions,
  SOCKET_TIMINGS,
  socketClientOptions,
} from '../../../src/slack/web-api/client-options.ts'
import { quiet } from '../../playground/slack/bare-app.ts'

test.each([
  ['listeners', clientOptions('http://127.0.0.1:1/api/', quiet)],
  ['the socket', socketClientOptions('http://127.0.0.1:1/api/', quiet, SOCKET_TIMINGS)],
])('%s have a time limit, retries of our own, and no headers to leak a token through', (_, options) => {
  expect(options.timeout).toBe(10_000)
  expect(options.retryConfig?.maxTimeout).toBeLessThanOrEqual(30_000)
  expect(options).not.toHaveProperty('headers')
  expect(options.slackApiUrl).toBe('http://127.0.0.1:1/api/')
})

test('a call of a listener ends, the socket is asked for as long as it takes', () => {
  expect(clientOptions('x', quiet).retryConfig).toMatchObject({ retries: 2 })
  expect(socketClientOptions('x', quiet, SOCKET_TIMINGS).retryConfig).toMatchObject({ forever: true })
})
