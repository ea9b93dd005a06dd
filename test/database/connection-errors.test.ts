import { describe, expect, it } from 'vitest'
import {
  ConnectionLost,
  codeOf,
  isBusyError,
  isConnectionError,
} from '../../src/database/connection-errors.ts'

const withCode = (code: string) => Object.assign(new Error('said'), { code })

describe('a connection error', () => {
  it.each(['ECONNREFUSED', 'EAI_AGAIN', '08006', '28P01', '53100', '57P01', '3D000', '25006'])(
    'is %s',
    (code) => expect(isConnectionError(withCode(code))).toBe(true),
  )

  it.each(['23505', '42P01', '42601', '40001', '22P02', 'ERR_INVALID_ARG_TYPE'])('is not %s', (code) =>
    expect(isConnectionError(withCode(code))).toBe(false),
  )

  it.each(['Connection terminated unexpectedly', 'Query read timeout', 'PGlite is closed'])(
    'is "%s"',
    (words) => expect(isConnectionError(new Error(words))).toBe(true),
  )

  it('is any failure to connect, whose code stays readable', () => {
    const failure = new ConnectionLost(withCode('SELF_SIGNED_CERT_IN_CHAIN'))
    expect({ unavailable: isConnectionError(failure), code: codeOf(failure), says: failure.message }).toEqual(
      {
        unavailable: true,
        code: 'SELF_SIGNED_CERT_IN_CHAIN',
        says: 'said',
      },
    )
  })

  it('is not a bug of ours, nor what is no error', () => {
    expect([new TypeError('x'), 'x', undefined].map(isConnectionError)).toEqual([false, false, false])
  })
})

describe('a busy database', () => {
  const full = new Error('timeout exceeded when trying to connect')

  it.each([
    withCode('57014'),
    withCode('55P03'),
    withCode('40P01'),
    withCode('40001'),
    new ConnectionLost(withCode('53300')),
    withCode('53400'),
    full,
    new ConnectionLost(full),
  ])('is not lost: %s', (error) => {
    expect([isBusyError(error), isConnectionError(error)]).toEqual([true, false])
  })

  it('is told from one that cannot be reached', () => {
    const lost = [withCode('57P01'), withCode('ECONNREFUSED'), new Error('Query read timeout')]
    expect(lost.map(isBusyError)).toEqual([false, false, false])
  })
})
