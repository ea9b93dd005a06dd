import { afterEach, expect } from 'vitest'
import { type Options, type Running, startStreetCrime } from './street-crime.ts'

/**
 * Starts an app for one test and closes it after. An ordinary test ends without a refusal of Slack's;
 * `refusals: 'expected'` is for the ones that make Slack refuse.
 */
export const appForEachTest = () => {
  const running: Running[] = []
  afterEach(async () => {
    for (const one of running.splice(0)) await one.close()
  })
  return async (options: Options & { readonly refusals?: 'expected' } = {}): Promise<Running> => {
    const one = await startStreetCrime(options)
    const close = async () => {
      await one.close()
      if (options.refusals !== 'expected') expect(one.slack.rejections).toEqual([])
    }
    running.push({ ...one, close })
    return one
  }
}
