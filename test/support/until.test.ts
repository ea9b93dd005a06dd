import { describe, expect, it } from 'vitest'
import { until } from './until.ts'

describe('until', () => {
  it('asks until it holds', async () => {
    let asked = 0
    await until(() => ++asked === 3, 1)
    expect(asked).toBe(3)
  })

  it('rejects with what asking throws', async () => {
    await expect(until(() => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer')
  })

  let outlived: Promise<void> | undefined
  it('may be left behind by a test that ends', () => {
    outlived = until(() => false, 1)
    outlived.catch(() => undefined)
    expect(outlived).toBeInstanceOf(Promise)
  })

  it('asks no more once its test has ended', async () => {
    await expect(outlived).rejects.toThrow('the test ended before this held')
  })
})
