import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

/** Sends a request as written, and resolves with everything that came back until the connection ended. */
export const rawRequest = async (url: string, head: string, body = ''): Promise<string> => {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.write(`${head}\r\nhost: x\r\nconnection: close\r\n\r\n${body}`)
  return text(socket)
}
