import { Agent, type Dispatcher } from 'undici'

/** Connections to Slack, all of which are replaced once one has fallen silent. */
export type Connections = {
  /** Through which the next request goes. */
  readonly current: () => Dispatcher
  /** Replaces the connections through which a request has timed out; others that use them go on. */
  readonly replace: (used: Dispatcher) => void
  readonly destroy: () => Promise<void>
}

/**
 * Connections over HTTP/1.1. Over HTTP/2, which undici offers otherwise, a timeout ends a stream and not its connection,
 * and one that has fallen silent would be used for every request from then on. Several often fall silent together, so
 * one timeout replaces all.
 */
export const createConnections = (
  options: Agent.Options = {},
  compose: (agent: Agent) => Dispatcher = (agent) => agent,
): Connections => {
  const create = (): Dispatcher => compose(new Agent({ ...options, allowH2: false }))
  let current = create()
  return {
    current: () => current,
    replace: (used) => {
      if (used !== current) return
      current = create()
      // Their own timeouts end what still runs there.
      void used.close()
    },
    destroy: () => current.destroy(),
  }
}

/** Whether a request has failed since nothing came in time. */
export const isTimeout = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TimeoutError' || ('code' in error && /TIMEOUT/.test(String(error.code))))

/** Reads a body up to so many bytes. The connection of a longer one is closed. */
export const readUpTo = async (
  body: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > maxBytes) break
  }
  return { text: Buffer.concat(chunks).subarray(0, maxBytes).toString(), isWhole: bytes <= maxBytes }
}
