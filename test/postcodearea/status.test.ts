import { describe, expect, test } from 'vitest'
import { failureOf, OPERATORS_FIX } from '../../src/postcodearea/lookup-failure.ts'
import { postcode } from '../support/incidents.ts'

const NEAR = postcode('LE1 1WA')
const AT = 1_000_000

const failure = (status: number, text = '', retryAfter?: string) =>
  failureOf(NEAR, { status, text, retryAfter, at: AT })

const ALL = Array.from({ length: 500 }, (_, at) => 100 + at).filter((status) => status !== 200)
const NAMED: Record<number, string> = {
  400: 'invalid-postcode',
  401: 'unauthorised',
  402: 'out-of-credit',
  403: 'unauthorised',
  404: 'postcode-not-found',
  429: 'rate-limited',
}

describe('the failure of a status', () => {
  test.each(Object.entries(NAMED))('%s is %s', (status, kind) => {
    expect(failure(Number(status)).kind).toBe(kind)
  })

  test('is the supplier’s own for any 5xx, and unreadable for all that no table names', () => {
    for (const status of ALL)
      expect(failure(status).kind, String(status)).toBe(
        NAMED[status] ?? (status >= 500 ? 'supplier-error' : 'unreadable'),
      )
  })

  test('names the postcode that was asked for', () => {
    expect(failure(400)).toEqual({ kind: 'invalid-postcode', typed: NEAR, suggestion: null })
    expect(failure(404)).toEqual({ kind: 'postcode-not-found', postcode: NEAR })
    expect(failure(404, 'No Results Found')).toEqual({ kind: 'no-results', postcode: NEAR })
  })

  test('says when calls may go on', () => {
    expect(failure(429, '', '120')).toEqual({ kind: 'rate-limited', retryAt: AT + 120_000 })
    expect(failure(429)).toEqual({ kind: 'rate-limited', retryAt: AT + 60_000 })
  })
})

describe('the two meanings of 404', () => {
  test.each([
    ['{"error":"No Results Found"}', 'no-results'],
    ['{"message":"no results found"}', 'no-results'],
    ['{"errors":["No  results\\nfound"]}', 'no-results'],
    ['No Results Found', 'no-results'],
    ['<html><body>NO RESULTS FOUND</body></html>', 'no-results'],
    ['{"error":"Postcode not found"}', 'postcode-not-found'],
    ['Postcode not found', 'postcode-not-found'],
    ['<html>404 Not Found</html>', 'postcode-not-found'],
    ['', 'postcode-not-found'],
    ['null', 'postcode-not-found'],
  ])('%j: %s', (text, kind) => {
    expect(failure(404, text).kind).toBe(kind)
  })

  test('is a matter of 404 alone', () => {
    expect(failure(401, 'No Results Found').kind).toBe('unauthorised')
    expect(failure(500, 'No Results Found').kind).toBe('supplier-error')
  })
})

describe('what the operator is told', () => {
  test.each([
    'unauthorised',
    'out-of-credit',
    'rate-limited',
    'supplier-error',
    'unreachable',
    'unreadable',
    'internal',
  ] as const)('of %s is a fix', (kind) => {
    expect(OPERATORS_FIX[kind]).toMatch(/\w+ \w+/)
  })

  test('names the variable to look at', () => {
    expect(OPERATORS_FIX.unauthorised).toContain('POSTCODEAREA_API_KEY')
    expect(OPERATORS_FIX.unreachable).toContain('POSTCODEAREA_API_URL')
  })

  test.each(['invalid-postcode', 'not-covered', 'postcode-not-found', 'no-results'] as const)(
    'of %s is nothing: nobody needs to do anything',
    (kind) => {
      expect(OPERATORS_FIX[kind]).toBeNull()
    },
  )
})
