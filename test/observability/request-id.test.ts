import { expect, test } from 'vitest'
import { inJob, inRequest, requestId } from '../../src/observability/request-id.ts'

test('a request within a request is the same one', () => {
  inRequest(() => {
    const id = requestId()
    expect(inRequest(requestId)).toBe(id)
  })
  expect(inRequest(requestId)).not.toBe(inRequest(requestId))
})

test('a job goes on under the id of the request that queued it', async () => {
  const queued = inRequest(() => ({ id: '7d3f0a12-9c1e-4a6b-8f00-000000000001', request: requestId() }))
  expect(queued.request).toMatch(/^[0-9a-f]{6}-[0-9a-z]+$/)
  const ran = await inJob(queued, async () => {
    await Promise.resolve()
    return requestId()
  })
  expect(ran).toBe(queued.request)
})

test.each([
  undefined,
  null,
  '',
  'a story of its own\n{"level":"fatal"}',
  `${'f'.repeat(6)}-${'0'.repeat(99)}`,
])('a job that was handed on %j has an id of its own, the same at every try', (request) => {
  const job = { id: '7d3f0a12-9c1e-4a6b-8f00-000000000001', request }
  expect(inJob(job, requestId)).toBe('job-7d3f0a12')
  expect(inRequest(() => inJob(job, requestId))).toBe('job-7d3f0a12')
})
