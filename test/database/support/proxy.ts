import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { DatabaseConfig } from '../../../src/database/database-config.ts'

/**
 * A way to a Postgres that can be shut, opened again on the same port, and made to swallow everything. What goes to the
 * server is `delayMs` on its way; `sent` says how often something did.
 */
export const createProxy = async (url: string, delayMs = 0) => {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let silent = false
  let sent = 0
  let swallowed = Promise.withResolvers<void>()
  let port = 0
  let server: Server | undefined

  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
  }
  const carry = (from: Socket, to: Socket, ms: number): void => {
    from
      .on('data', (bytes) => {
        if (silent) swallowed.resolve()
        else if (ms === 0) to.write(bytes)
        else setTimeout(() => to.write(bytes), ms)
      })
      .on('close', () => to.destroy())
  }
  const open = async (): Promise<void> => {
    server = createServer((near) => {
      const far = connect(Number(target.port || 5432), target.hostname)
      keep(near)
      keep(far)
      near.on('data', () => {
        sent += 1
      })
      carry(near, far, delayMs)
      carry(far, near, 0)
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  const shut = (): void => {
    server?.close()
    for (const socket of sockets) socket.destroy()
  }
  await open()
  onTestFinished(shut)
  const through = new URL(url)
  through.host = `127.0.0.1:${port}`
  const place: DatabaseConfig = { kind: 'postgres', url: through.href }
  /** Resolves with the first bytes that are swallowed. */
  const setSilent = (next: boolean): Promise<void> => {
    silent = next
    swallowed = Promise.withResolvers<void>()
    return swallowed.promise
  }
  return { place, open, shut, setSilent, sent: () => sent }
}
