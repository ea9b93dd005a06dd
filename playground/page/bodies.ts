import type { IncomingMessage } from 'node:http'
import { z } from 'zod'

/** Far more than a person can type. */
const MAX_BYTES = 64 * 1024

/** A request this server will not carry out, with the status that says why. */
export class BadRequest extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.name = 'BadRequest'
    this.status = status
  }
}

/**
 * Reads a JSON body and checks it. Only `application/json` is taken: a form of another site cannot send that unasked.
 * @throws BadRequest with 415, 413 or 400
 */
export async function readBody<T>(request: IncomingMessage, shape: z.ZodType<T>): Promise<T> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('application/json')) throw new BadRequest(415, 'Send application/json.')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > MAX_BYTES) throw new BadRequest(413, 'That is too long.')
    chunks.push(chunk)
  }
  const read = shape.safeParse(parsed(Buffer.concat(chunks).toString('utf8')))
  if (!read.success) throw new BadRequest(400, z.prettifyError(read.error))
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadRequest(400, 'That is not JSON.')
  }
}
