import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// A Postgres of this test's own that takes TLS only, with a certificate signed by nobody, as hosts run them.

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'src', 'migrate.ts')
const BIN = globSync('/usr/lib/postgresql/*/bin').at(-1) ?? '/usr/local/bin'

/** Postgres does not run as root: its own user there, else ours. */
const user = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {}
  const idOf = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address !== null && typeof address === 'object' ? address.port : 0
}

const migrate = (environment: Record<string, string>) => {
  const env = { PATH: process.env.PATH, DATA_DIR: '', DYNO: '', ...environment }
  const child = spawn(process.execPath, [PROGRAM], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise<{ code: number | null; said: string }>((done) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    child.on('close', (code) => done({ code, said }))
  })
}

describe.skipIf(!existsSync(join(BIN, 'initdb')))('a Postgres that takes TLS only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'street-crime-tls-'))
  const [key, certificate] = [join(folder, 'server.key'), join(folder, 'server.crt')]
  let url = ''
  let server: ReturnType<typeof spawn> | undefined

  beforeAll(async () => {
    const as = user()
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    const request = ['req', '-new', '-x509', '-nodes', '-days', '2', '-newkey', 'rsa:2048']
    execFileSync('openssl', [...request, '-keyout', key, '-out', certificate, ...subject], {
      stdio: 'ignore',
    })
    for (const path of [folder, key, certificate])
      if (as.uid !== undefined) chownSync(path, as.uid, as.gid ?? 0)
    const cluster = join(folder, 'cluster')
    execFileSync(join(BIN, 'initdb'), ['-D', cluster, '-U', 'me', '-A', 'trust', '--no-sync'], {
      ...as,
      stdio: 'ignore',
    })
    writeFileSync(join(cluster, 'pg_hba.conf'), 'hostssl all all all trust\nhostnossl all all all reject\n')
    const port = await freePort()
    const tls = ['-c', 'ssl=on', '-c', `ssl_key_file=${key}`, '-c', `ssl_cert_file=${certificate}`]
    const at = ['-p', `${port}`, '-c', 'listen_addresses=localhost', '-k', folder]
    server = spawn(join(BIN, 'postgres'), ['-D', cluster, '-F', ...at, ...tls], {
      ...as,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    for await (const line of createInterface({ input: server.stderr ?? process.stdin }))
      if (line.includes('ready to accept connections')) break
    url = `postgres://me@localhost:${port}/postgres`
  }, 60_000)

  afterAll(async () => {
    if (server !== undefined && server.exitCode === null) {
      server.kill('SIGQUIT')
      await once(server, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  })

  it('says which setting makes the connection encrypted', async () => {
    const { code, said } = await migrate({ DATABASE_URL: url })
    expect(code).toBe(1)
    expect(said).toContain('the server takes TLS only: set PGSSLMODE=verify-full')
  })

  it('is not trusted by itself where its certificate is its own, and says what to do', async () => {
    const { code, said } = await migrate({ DATABASE_URL: url, PGSSLMODE: 'verify-full' })
    expect(code).toBe(1)
    expect(said).toContain(
      'add sslrootcert=FILE to DATABASE_URL; to use it unverified, set PGSSLMODE=no-verify',
    )
  })

  it('is used unverified where the operator says so', async () => {
    expect(await migrate({ DATABASE_URL: url, PGSSLMODE: 'no-verify' })).toMatchObject({ code: 0 })
  })

  it('is verified by its own certificate where the operator gives it', async () => {
    const verified = `${url}?sslmode=verify-full&sslrootcert=${certificate}`
    expect(await migrate({ DATABASE_URL: verified })).toMatchObject({ code: 0 })
  })
})
