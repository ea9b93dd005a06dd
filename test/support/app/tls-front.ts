import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createSecureServer } from 'node:http2'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** A certificate for localhost that a process trusts with NODE_EXTRA_CA_CERTS, gone with the test. */
const createCertificate = () => {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const request = ['req', '-x509', ...kind, ...name, '-keyout', key, '-out', file]
  execFileSync('openssl', request, { stdio: 'ignore' })
  return { file, key: readFileSync(key), cert: readFileSync(file) }
}

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/**
 * An HTTP server behind TLS, as Slack's is: over HTTP/2 to a client that offers it, else over HTTP/1.1. `silence` makes
 * the connections there are fall silent without closing, as behind a firewall that has forgotten them.
 */
export const startTlsFront = async (target: string) => {
  const { file, key, cert } = createCertificate()
  const versions: string[] = []
  const server = createSecureServer({ key, cert, allowHTTP1: true }, async (request, response) => {
    versions.push(request.httpVersion)
    const { authorization = '', 'content-type': type = '' } = request.headers
    const body = new Uint8Array(await buffer(request))
    const headers = { authorization, 'content-type': type }
    const answer = await fetch(`${target}${request.url}`, { method: request.method, headers, body })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(await answer.text())
  })
  const behind = await listening(server)
  const sockets = new Set<Socket>()
  const silent = new Set<Socket>()
  const carry = (from: Socket, to: Socket): void => {
    sockets.add(from)
    from
      .on('data', (bytes) => silent.has(from) || to.write(bytes))
      .on('error', () => undefined)
      .on('close', () => {
        sockets.delete(from)
        if (!silent.has(from)) to.destroy()
      })
  }
  const front = createServer((near) => {
    const far = connect(behind, '127.0.0.1')
    carry(near, far)
    carry(far, near)
  })
  const port = await listening(front)
  onTestFinished(() => {
    front.close()
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return {
    url: `https://localhost:${port}`,
    certificateFile: file,
    /** The HTTP versions of the requests so far. */
    versions,
    silence: () => {
      for (const socket of sockets) silent.add(socket)
    },
  }
}
