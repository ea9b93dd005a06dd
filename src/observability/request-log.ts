import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt'
import type { Log } from './log.ts'
import { inRequest } from './request-id.ts'

const nameOf = (body: unknown): string => {
  if (typeof body !== 'object' || body === null) return 'unknown'
  if ('command' in body && typeof body.command === 'string') return body.command
  return 'type' in body && typeof body.type === 'string' ? body.type : 'unknown'
}

/**
 * Middleware that runs each request under an id of its own and logs one line when it has ended, with its ms. `clock`
 * gives ms.
 */
export const logRequests = (log: Log, clock: () => number): Middleware<AnyMiddlewareArgs> => {
  // None of these fields can hold a secret; looking for some would cost each command more than writing the line.
  const lines = log.child({}, { redact: [] })
  return ({ body, next }) =>
    inRequest(async () => {
      const begun = clock()
      await next()
      lines.info({ what: nameOf(body), ms: clock() - begun }, 'answered')
    })
}
