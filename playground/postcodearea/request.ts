import { parse } from 'postcode'

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
