import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

/** Decoded bytes of an answer that are read at most. Source: DESIGN.md, unreadable. */
export const LARGEST_BODY = 16 * 1024 * 1024

/** Thrown by readBody: what it reads is above LARGEST_BODY. */
export class BodyTooLarge extends Error {
  readonly code = 'BODY_ABOVE_16_MIB'
}

const collect = async (decoded: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of decoded) {
    size += chunk.length
    // Throwing ends the pipeline, and with it the connection that would go on sending.
    if (size > LARGEST_BODY) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size).toString('utf8')
}

/**
 * Reads a body as text. Rejects with BodyTooLarge as soon as it is above LARGEST_BODY when decoded (undici's
 * own `maxResponseSize` counts compressed bytes), and where the connection is lost or the gzip is garbled.
 */
export const readBody = (body: Readable, encoding: string | undefined): Promise<string> =>
  encoding === 'gzip' ? pipeline(body, createGunzip(), collect) : pipeline(body, collect)
