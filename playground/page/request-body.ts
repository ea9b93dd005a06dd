import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import { BadRequest, readBody } from './bodies.ts'

/** Something a person does on the page: read from a request, done, and answered with what came of it. */
export type Deed = (request: IncomingMessage) => Promise<unknown>

/** Deeds by method and path, such as "POST /press". */
export type Deeds = Readonly<Record<string, Deed>>

/**
 * A deed that takes a body of this shape.
 * @throws BadRequest of its own; or with 422 and the words of whatever `run` throws, such as a Slack that has no such button
 */
export function deed<T>(shape: z.ZodType<T>, run: (told: T) => unknown): Deed {
  return async (request) => {
    const told = await readBody(request, shape)
    try {
      return (await run(told)) ?? {}
    } catch (error) {
      if (error instanceof BadRequest) throw error
      throw new BadRequest(422, error instanceof Error ? error.message : String(error))
    }
  }
}
