import { expect, test } from 'vitest'
import { createKeyedMutex } from '../../src/lib/keyed-mutex.ts'

test('work of one key runs in the order it came, however long the first takes', async () => {
  const mutex = createKeyedMutex()
  const gate = Promise.withResolvers<void>()
  const seen: string[] = []
  const first = mutex('U1', async () => {
    await gate.promise
    seen.push('first')
  })
  const second = mutex('U1', async () => void seen.push('second'))
  await mutex('U2', async () => void seen.push('another'))
  expect(seen).toEqual(['another'])
  gate.resolve()
  await Promise.all([first, second])
  expect(seen).toEqual(['another', 'first', 'second'])
})

test('a failure is told to who asked for the work, and holds up nothing', async () => {
  const mutex = createKeyedMutex()
  const failing = mutex('U1', () => Promise.reject(new Error('refused')))
  const next = mutex('U1', async () => 'done')
  await expect(failing).rejects.toThrow('refused')
  expect(await next).toBe('done')
})
