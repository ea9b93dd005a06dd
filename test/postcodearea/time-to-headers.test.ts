import { expect, onTestFinished, test, vi } from 'vitest'
import { createDispatcher } from '../../src/postcodearea/dispatcher.ts'
import { clientOf, outcomeOf } from '../support/client.ts'
import { startSupplier } from '../support/supplier-server.ts'

// In a file of its own: undici keeps one timer for all its time-outs, and it must be made by the fake clock.
test('waits 10 s for headers unless told otherwise', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  let arrived = () => {}
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const server = await startSupplier(() => arrived())
  let ended = ''
  const asked = outcomeOf(clientOf(server.url, { dispatcher: createDispatcher() })).then(([, because]) => {
    ended = because
  })
  await arrival
  await vi.advanceTimersByTimeAsync(9_000)
  expect(ended).toBe('')
  // undici's own clock is a second coarse.
  await vi.advanceTimersByTimeAsync(2_500)
  await asked
  expect(ended).toBe('UND_ERR_HEADERS_TIMEOUT')
})
