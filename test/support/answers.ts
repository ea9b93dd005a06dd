import { vi } from 'vitest'
import type { Incident } from '../../src/crime/incidents.ts'
import type { Postcode } from '../../src/crime/postcode.ts'
import { failed, type Result, success } from '../../src/lib/result.ts'
import type { PostcodeArea, SupplierFailure, SupplierResult } from '../../src/postcodearea/client.ts'
import type { LookupFailure } from '../../src/postcodearea/lookup-failure.ts'
import { incident, incidentsOf, postcode } from './incidents.ts'
import { readContents } from './read-contents.ts'
import { bodyWith, onStreet, record } from './records.ts'

type Answered = Result<SupplierResult, SupplierFailure>

/** When the fake clock starts: above 0, which lru-cache takes for no time at all. */
export const START = 1_800_000_000_000

/** Fake time for timers and clock alike; sockets and finalisers keep their own. */
export const stopTheClock = (): void => {
  vi.useFakeTimers({ now: START, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
}

/** A sound answer that arrives now. */
export const answer = (incidents: readonly Incident[] = [incident()], arrivedAt = Date.now()): Answered =>
  success({ incidents: incidentsOf(incidents), unreadable: 0, arrivedAt })

/** A failure that arrives now. */
export const unanswered = (failure: LookupFailure): Answered => failed({ failure, because: 'status 999' })

/** A supplier that answers as told, and the postcodes it was called for. */
export const supplierOf = (answerTo: (postcode: Postcode, call: number) => Answered | Promise<Answered>) => {
  const calls: Postcode[] = []
  const supplier: Pick<PostcodeArea, 'incidentsNear'> = {
    incidentsNear: async (near) => answerTo(near, calls.push(near)),
  }
  return { supplier, calls }
}

/** A value that comes when the test wants it to. */
export const promised = <Value>() => Promise.withResolvers<Value>()

/** The nth of many postcodes. */
export const nth = (n: number): Postcode =>
  postcode(`LE${1 + (n % 90)} ${Math.floor(n / 90) % 10}${'ABDEFGHJLN'.charAt(Math.floor(n / 900) % 10)}A`)

/** A city centre of 1,448 incidents on 350 streets, one in five without a name: read as an answer is read. */
export const cityCentre = (which: number): readonly Incident[] => {
  const streetOf = (at: number) => {
    const id = which * 1_000 + ((at * 11) % 350)
    const name = id % 5 === 0 ? 'On or near ' : `On or near ${id} Long Street`
    return { ...onStreet(id, name), latitude: (50 + id / 1_000_000).toFixed(6) }
  }
  const data = Array.from({ length: 1_448 }, (_, at) =>
    record({
      id: at,
      category: `category-${Math.floor(at / 104)}`,
      location: streetOf(at),
      outcome_status:
        at < 104 ? null : { category: `Outcome in words, number ${at % 11}`, date: `2026-0${1 + (at % 9)}` },
    }),
  )
  const contents = readContents(bodyWith(data))
  if (!contents.ok) throw new Error(contents.failure)
  return [...contents.value.incidents]
}
