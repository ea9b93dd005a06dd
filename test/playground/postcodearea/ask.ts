import { onTestFinished } from 'vitest'
import * as z from 'zod'
import {
  type PostcodeArea,
  type PostcodeAreaOptions,
  startPostcodeArea,
} from '../../../playground/postcodearea/server.ts'

export const key = 'pa_PLACEHOLDER'

/** A server for one test, closed when that ends. */
export const started = async (options: Partial<PostcodeAreaOptions> = {}): Promise<PostcodeArea> => {
  const server = await startPostcodeArea({ key, month: '2026-07', ...options })
  onTestFinished(() => server.close())
  return server
}

export const address = (server: PostcodeArea, query: Record<string, string>) =>
  `${server.url}/crime-incidents/?${new URLSearchParams(query)}`

export const ask = (server: PostcodeArea, postcode: string, init: RequestInit = {}) =>
  fetch(address(server, { key, postcode }), { redirect: 'manual', ...init })

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const degrees = z.string().regex(/^-?\d{1,2}\.\d{6}$/)

/** A record exactly as the contract shows it. */
export const incident = z.strictObject({
  category: z.string().min(1),
  location_type: z.enum(['Force', 'BTP']),
  location: z.strictObject({
    latitude: degrees,
    street: z.strictObject({ id: z.int(), name: z.string().min(1) }),
    longitude: degrees,
  }),
  context: z.literal(''),
  outcome_status: z.nullable(z.strictObject({ category: z.string().min(1), date: month })),
  persistent_id: z.string().regex(/^([0-9a-f]{64})?$/),
  id: z.int(),
  location_subtype: z.enum(['', 'STATION', 'LU STATION']),
  month,
})

const answer = z.object({ data: z.array(incident) })

/** The records of a good answer. */
export const incidentsAt = async (server: PostcodeArea, postcode: string) =>
  answer.parse(await (await ask(server, postcode)).json()).data

/** How often each value occurs. */
export const tally = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
