import type { IncomingMessage } from 'node:http'

/** A body, or why there is none: above the limit, or its sender went away in the middle. */
export type Body = Buffer | 'too-large' | 'gone'

/** Reads a request's body of at most `maxBytes`; `onBytes` is told the size of every piece that is held. */
export const readBody = (
  request: IncomingMessage,
  maxBytes: number,
  onBytes: (bytes: number) => void,
): Promise<Body> =>
  new Promise((resolve) => {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) return resolve('too-large')
    const pieces: Buffer[] = []
    let length = 0
    const keep = (piece: Buffer): void => {
      length += piece.length
      if (length > maxBytes) {
        // Node throws away what still comes, until its time for a request is over.
        request.off('data', keep)
        pieces.length = 0
        resolve('too-large')
      } else {
        pieces.push(piece)
        onBytes(piece.length)
      }
    }
    request.on('data', keep)
    request.once('end', () => resolve(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)))
    request.once('error', () => resolve('gone'))
    request.once('close', () => resolve('gone'))
  })
