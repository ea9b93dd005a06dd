import { createServer, type RequestListener, type Server } from 'node:http'

/** The port is used by another program. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${port} is taken by another program. Stop it, or set PLAYGROUND_PORT to another number.`)
    this.name = 'PortTaken'
  }
}

/**
 * Serves on both addresses that `localhost` can mean, since browsers try ::1 first and some machines have no IPv6.
 * @param port 0 for any free one
 * @returns the port, and how to stop; open connections are cut
 * @throws PortTaken when either address is in use
 */
export async function listenOnLocalhost(
  handler: RequestListener,
  port: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const first = await listening(handler, '127.0.0.1', port)
  const servers = [first.server]
  const closeAll = async () => {
    await Promise.all(servers.map(closed))
  }
  try {
    servers.push((await listening(handler, '::1', first.port)).server)
  } catch (error) {
    // EADDRNOTAVAIL or EAFNOSUPPORT: a machine without IPv6, where 127.0.0.1 is all that localhost means.
    if (error instanceof PortTaken) {
      await closeAll()
      throw error
    }
  }
  return { port: first.port, close: closeAll }
}

function listening(
  handler: RequestListener,
  host: string,
  port: number,
): Promise<{ server: Server; port: number }> {
  const server = createServer(handler)
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve({ server, port: typeof address === 'object' && address ? address.port : port })
    })
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
