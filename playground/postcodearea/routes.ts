import { LRUCache } from 'lru-cache'
import { parse } from 'postcode'
import { type Answer, failure, incidentsAnswer } from './answer.ts'
import { contractIncidentsIn, contractPostcode } from './contract-example.ts'
import { type Incident, incidentsOf } from './incidents.ts'
import { oddPostcodes } from './odd-postcodes.ts'
import { type Place, placeOf } from './places.ts'

/** A request as far as the contract is concerned. */
export type Request = {
  method: string
  path: string
  /** Path and query as they came in. */
  requested: string
  key: string | null
  /** "SW1A 1AA" however it was spelled, or the text as sent when it is no postcode. */
  postcode: string
  wellFormed: boolean
  /** Names of parameters the contract does not know, or has twice. */
  unknown: readonly string[]
}

const contractual = ['key', 'postcode']

const unknownAmong = (names: readonly string[]) =>
  names.filter((name, index) => !contractual.includes(name) || names.indexOf(name) !== index)

// The contract allows one space or none between the halves; `parse` alone is more lenient.
const spacedAsAllowed = (text: string) => /^\w+ ?\w+$/.test(text)

/** Reads method and target of a request; a target that is no URL has an empty path. */
export const readRequest = (method: string, requested: string): Request => {
  const url = URL.parse(requested, 'http://127.0.0.1')
  const query = url?.searchParams ?? new URLSearchParams()
  const sent = query.get('postcode') ?? ''
  const parsed = parse(sent)
  return {
    method,
    path: url?.pathname ?? '',
    requested,
    key: query.get('key'),
    postcode: parsed.postcode ?? sent,
    wellFormed: parsed.valid && spacedAsAllowed(sent),
    unknown: unknownAmong([...query.keys()]),
  }
}

const crimeIncidentsPath = '/crime-incidents/'

const oddities = new Map(oddPostcodes.map((odd) => [odd.postcode, odd]))

/** Why a request is rejected before its postcode is looked up, in the contract's words where it has any. */
const rejectionOf = (request: Request, key: string): Answer | undefined => {
  if (request.path !== crimeIncidentsPath) return failure(404, 'Endpoint not found')
  if (request.method !== 'GET') return { ...failure(405, 'Method not allowed'), headers: { allow: 'GET' } }
  if (request.key !== key) return failure(401, 'Unauthorised request')
  // Stricter than the contract says: a parameter it does not know is an error of the app.
  if (request.unknown.length > 0) return failure(400, 'Unknown parameter')
  if (!request.wellFormed) return failure(400, 'Invalid postcode format')
  return undefined
}

const recorded = new LRUCache<string, readonly Incident[]>({ max: 50 })

/** What was recorded near a place in a month, made once for the places that are asked for again and again. */
const recordedNear = (place: Place, month: string): readonly Incident[] => {
  const key = `${place.postcode} ${month}`
  const incidents = recorded.get(key) ?? incidentsOf(place, month)
  recorded.set(key, incidents)
  return incidents
}

const answerFor = (place: Place, month: string, requested: string, times: number): Answer => {
  if (place.postcode === contractPostcode) return incidentsAnswer(contractIncidentsIn(month), requested)
  const odd = oddities.get(place.postcode)
  return (
    odd?.answer({ place, month, requested, times }) ?? incidentsAnswer(recordedNear(place, month), requested)
  )
}

/** Answers requests, knowing how often each postcode was asked for. `month` gives the latest one, YYYY-MM. */
export const createRoutes = (key: string, month: () => string) => {
  const counts = new Map<string, number>()
  return (request: Request): Answer => {
    const rejection = rejectionOf(request, key)
    if (rejection !== undefined) return rejection
    const place = placeOf(request.postcode)
    if (place === undefined) return failure(404, 'Postcode not found')
    const times = (counts.get(place.postcode) ?? 0) + 1
    counts.set(place.postcode, times)
    return answerFor(place, month(), request.requested, times)
  }
}
