import { expect, it } from 'vitest'
import { deleteHiddenRegularly } from '../../src/database/hidden-rows.ts'

it('what cannot be deleted is logged each time, and tried again ten minutes later', async () => {
  const refusal = new Error('permission denied for table saved_place')
  const stopped = new AbortController()
  const warned: unknown[] = []
  const waits: number[] = []
  const wait = async (ms: number): Promise<void> => {
    waits.push(ms)
    if (waits.length === 2) stopped.abort()
  }
  const log = { warn: (fields: object) => void warned.push(fields) }
  await deleteHiddenRegularly({ use: () => Promise.reject(refusal) }, log, wait, stopped.signal)
  expect(warned).toEqual([{ err: refusal }, { err: refusal }])
  expect(waits).toEqual([600_000, 600_000])
})
