import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createDispatcher } from '../../../src/postcodearea/retry-and-timeouts.ts'
import { clientOf, outcomeOf } from '../../support/postcodearea-client.ts'
import { silent, startSupplier } from '../../support/supplier-server.ts'

// On the real clock: undici keeps one timer for all its time-outs, which a fake clock would break for later tests.
test('waits 10 s for headers unless told otherwise', async () => {
  const server = await startSupplier(silent)
  const call = outcomeOf(clientOf(server.url, { dispatcher: createDispatcher() }))
  expect(await Promise.race([call, setTimeout(9_000, 'waiting')])).toBe('waiting')
  expect(await call).toEqual(['unreachable', 'UND_ERR_HEADERS_TIMEOUT'])
})
