import nock from 'nock'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'

/**
 * nock in this file alone: it patches the network of the whole process, which other files share. Each test has
 * to make all the calls that it has announced, and can make no others.
 */
export const interceptNetwork = (): void => {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate()
  })
  beforeEach(() => nock.disableNetConnect())
  afterEach(() => {
    const pending = nock.pendingMocks()
    nock.cleanAll()
    nock.enableNetConnect()
    expect(pending).toEqual([])
  })
  afterAll(() => nock.restore())
}
