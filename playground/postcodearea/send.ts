import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Answer } from './answer.ts'

const compressed = promisify(gzip)

const takesGzip = (request: IncomingMessage) =>
  /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))

const headersOf = (answer: Answer, body: Uint8Array) => ({
  ...(body.length > 0 && { 'content-type': 'application/json; charset=utf-8' }),
  ...answer.headers,
})

const sendWhole = async (
  answer: Answer,
  body: Uint8Array,
  request: IncomingMessage,
  response: ServerResponse,
) => {
  const headers = headersOf(answer, body)
  const plain = body.length === 0 || 'content-encoding' in headers || !takesGzip(request)
  const sent = plain ? body : await compressed(body)
  response.writeHead(answer.status ?? 200, {
    ...headers,
    ...(!plain && { 'content-encoding': 'gzip' }),
    // A 204 has no length.
    ...(answer.status !== 204 && { 'content-length': sent.length }),
  })
  response.end(sent)
}

// Not compressed: gzip would hold back the very bytes that are meant to arrive.
const sendPart = (answer: Answer, body: Uint8Array, response: ServerResponse) => {
  response.writeHead(answer.status ?? 200, headersOf(answer, body))
  response.flushHeaders()
  // A plain close, no reset: a reset may overtake the bytes before it, and the client would see no beginning.
  const afterwards = () => answer.afterBody === 'reset' && response.socket?.destroy()
  response.write(body.length > 0 ? body : ' ', afterwards)
}

/** Sends an answer, compressed when the client takes gzip and the body comes to an end. */
export const send = async (
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (answer.beforeAnswer === 'hang') return
  if (answer.beforeAnswer === 'reset') {
    request.socket.resetAndDestroy()
    return
  }
  const body = Buffer.from(answer.body ?? '')
  if (answer.afterBody === 'hang' || answer.afterBody === 'reset') sendPart(answer, body, response)
  else await sendWhole(answer, body, request, response)
}
