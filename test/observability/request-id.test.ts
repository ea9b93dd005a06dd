import { expect, test } from 'vitest'
import { inJob, inRequest, requestId } from '../../src/observability/request-id.ts'

test('a request within a request is the same one', () => {
  inRequest(() => {
    const id = requestId()
    expect(id).toMatch(/^[0-9a-f]{6}-[0-9a-z]+$/)
    expect(inRequest(requestId)).toBe(id)
  })
  expect(inRequest(requestId)).not.toBe(inRequest(requestId))
})

test('a job has an id of its own, the same at every try, also where a request starts it', async () => {
  const run = () =>
    inJob('7d3f0a12-9c1e-4a6b-8f00-000000000001', async () => {
      await Promise.resolve()
      return requestId()
    })
  expect(await run()).toBe('job-7d3f0a12')
  expect(await inRequest(run)).toBe('job-7d3f0a12')
})
