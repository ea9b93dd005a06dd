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

/** Reads what a person did on the page from a request, does it, and returns the answer's body. */
export type Action = (request: IncomingMessage) => Promise<unknown>

/** Actions by method and path, such as "POST /press". */
export type Actions = Readonly<Record<string, Action>>

/**
 * An action whose request has a body of this shape.
 * @throws BadRequest of its own; or with 422 and the message of whatever `run` throws, such as a button that is not there
 */
export function action<T>(shape: z.ZodType<T>, run: (body: T) => unknown): Action {
  return async (request) => {
    const body = await readBody(request, shape)
    try {
      return (await run(body)) ?? {}
    } catch (error) {
      if (error instanceof BadRequest) throw error
      throw new BadRequest(422, error instanceof Error ? error.message : String(error))
    }
  }
}

const NAMES = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether a request comes from this page rather than from a site open in another tab: the name it was asked for must be
 * this machine's (a site can point its own name here), and an Origin, where there is one, must be that same address.
 */
export function isFromThisPage(request: IncomingMessage): boolean {
  const { host, origin } = request.headers
  if (host === undefined || !NAMES.includes(host.replace(/:\d+$/, ''))) return false
  return origin === undefined || origin === `http://${host}`
}

/** What a person puts into an element: a text, an option's value, an id, a date; several where it takes several. */
export const input = z.union([z.string(), z.array(z.string())])
