import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** How the server answers one call. */
export type Answering = (response: ServerResponse, request: IncomingMessage) => void

/** An answer with this status, body and headers. */
export const answering =
  (status: number, body: string | Uint8Array = '', headers: Record<string, string> = {}): Answering =>
  (response) =>
    void response.writeHead(status, headers).end(body)

/** The connection is cut before anything is answered. */
export const cutOff: Answering = (response) => {
  response.socket?.resetAndDestroy()
}

/** The connection is cut after the beginning of a body. */
export const cutShort =
  (status: number, headers: Record<string, string> = {}): Answering =>
  (response) => {
    response.writeHead(status, headers)
    response.write('{"data":[', () => response.socket?.resetAndDestroy())
  }

/** Nothing is answered, ever. */
export const silent: Answering = () => undefined

/**
 * A server on this machine that answers the first call with the first of the script and so on, and all
 * further calls with the last. Its calls and their headers are kept. Closed when the test ends.
 */
export const startSupplier = async (...script: readonly Answering[]) => {
  const calls: { readonly path: string; readonly headers: IncomingMessage['headers'] }[] = []
  const sockets = new Set<Socket>()
  let tellGone: () => void = () => undefined
  const firstGone = new Promise<void>((resolve) => {
    tellGone = resolve
  })
  const server = createServer((request, response) => {
    const answer = script[Math.min(calls.length, script.length - 1)] ?? silent
    calls.push({ path: request.url ?? '', headers: request.headers })
    answer(response, request)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket
      .on('error', () => undefined)
      .once('close', () => {
        sockets.delete(socket)
        tellGone()
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    connections: () => sockets.size,
    /** Resolves when the first connection that goes has gone. */
    firstGone,
  }
}
