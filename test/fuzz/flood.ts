import { connect, type Socket } from 'node:net'

/** What those who open connections and never finish a request have said so far. */
const HALVES = [
  '',
  'POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: applica',
  'POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nhalf',
  `POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n${'x'.repeat(60_000)}`,
]

// More at once than a listener's backlog (511) are dropped by the system, and come seconds later.
const AT_ONCE = 256

const open = (port: number, said: string): Promise<Socket | null> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.write(said)
      resolve(socket)
    })
    socket.on('error', () => resolve(null))
    socket.resume()
  })

/** Opens `count` connections that never finish their request. Those the app lets go are counted as such. */
export const openHalf = async (url: string, count: number) => {
  const port = Number(new URL(url).port)
  const sockets: Socket[] = []
  for (let at = 0; at < count; at += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, number) =>
      open(port, HALVES[(at + number) % HALVES.length] ?? ''),
    )
    sockets.push(...(await Promise.all(batch)).filter((socket) => socket !== null))
  }
  return {
    opened: sockets.length,
    close: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}
