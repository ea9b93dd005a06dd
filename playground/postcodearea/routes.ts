import { type Answer, failure } from './answer.ts'
import { contractIncidents, contractPostcode } from './contract-example.ts'
import { found } from './envelope.ts'
import { incidentsOf } from './incidents.ts'
import { oddPostcodes } from './odd-postcodes.ts'
import { type Place, placeOf } from './places.ts'
import type { Request } from './request.ts'

const path = '/crime-incidents/'

const oddities = new Map(oddPostcodes.map((odd) => [odd.postcode, odd]))

/** What speaks against a request before its postcode is looked up; the contract's own words where it has any. */
const objectionTo = (request: Request, key: string): Answer | undefined => {
  if (request.path !== path) return failure(404, 'Endpoint not found')
  if (request.method !== 'GET') return { ...failure(405, 'Method not allowed'), headers: { allow: 'GET' } }
  if (request.key !== key) return failure(401, 'Unauthorised request')
  // Stricter than the contract says: a parameter it does not know is a mistake of the app's.
  if (request.unknown.length > 0) return failure(400, 'Unknown parameter')
  if (!request.wellFormed) return failure(400, 'Invalid postcode format')
  return undefined
}

const answerFor = (place: Place, month: string, requested: string, times: number): Answer => {
  if (place.postcode === contractPostcode) return found(contractIncidents, requested)
  const odd = oddities.get(place.postcode)
  return odd?.answer({ place, month, requested, times }) ?? found(incidentsOf(place, month), requested)
}

/** Answers requests, knowing how often each postcode was asked for. `month` gives the latest one, YYYY-MM. */
export const createRoutes = (key: string, month: () => string) => {
  const asked = new Map<string, number>()
  return (request: Request): Answer => {
    const objection = objectionTo(request, key)
    if (objection !== undefined) return objection
    const place = placeOf(request.postcode)
    if (place === undefined) return failure(404, 'Postcode not found')
    const times = (asked.get(place.postcode) ?? 0) + 1
    asked.set(place.postcode, times)
    return answerFor(place, month(), request.requested, times)
  }
}
