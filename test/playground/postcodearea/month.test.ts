import { afterEach, expect, test, vi } from 'vitest'
import { startPostcodeArea } from '../../../playground/postcodearea/server.ts'
import { incidentsAt, key } from './ask.ts'

afterEach(() => {
  vi.useRealTimers()
})

test.each([
  ['2026-09-15', '2026-07'],
  ['2026-01-31', '2025-11'],
  ['2026-04-30', '2026-02'],
])('on %s the latest figures are those of %s', async (today, month) => {
  vi.useFakeTimers({ now: new Date(`${today}T12:00:00Z`), toFake: ['Date'] })
  const server = await startPostcodeArea({ key })
  const incidents = await incidentsAt(server, 'YO62 5AA')
  await server.close()
  expect(new Set(incidents.map((record) => record.month))).toEqual(new Set([month]))
})
