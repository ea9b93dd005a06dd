import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Pool } from 'undici'
import { appEnvironment } from '../../playground/app-environment.ts'
import { freePort } from '../../playground/app-process.ts'
import { START } from '../../playground/start-command.ts'
import { SIGNING_SECRET } from './command.ts'
import type { Outside } from './outside.ts'

/** One of the two apps as a process of its own. */
export type Child = {
  /** Connections to it that stay open. */
  readonly pool: Pool
  /** Resident memory in bytes. */
  readonly memory: () => Promise<number>
  readonly stop: () => Promise<void>
}

const ROOT = join(import.meta.dirname, '../..')
const ASK_EVERY_MS = 2
const CONNECTIONS = 32

const accepts = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

const listening = async (child: ChildProcess, port: number): Promise<void> => {
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`the process ended with exit code ${child.exitCode}`)
    await pause(ASK_EVERY_MS)
  }
}

const residentBytes = async (pid: number | undefined): Promise<number> => {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  return Number(stdout) * 1_024
}

// Nobody listens there. A bare Bolt app has no database, and looking a postcode up needs none.
const NO_DATABASE = 'postgres://nobody@127.0.0.1:1/none'

const end = async (child: ChildProcess, pool: Pool): Promise<void> => {
  await pool.destroy()
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

const says = (child: ChildProcess, words: string): Promise<void> =>
  new Promise((heard, died) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      // What comes later is read too, and dropped: a full pipe would stop the process.
      if (text.includes(words)) return
      text += chunk.toString()
      if (text.includes(words)) heard()
    })
    child.once('exit', (code) => died(new Error(`the process ended with exit code ${code}`)))
  })

type Starting = { readonly env: NodeJS.ProcessEnv; readonly until?: string | undefined }

const start = async (
  command: readonly string[],
  outside: Outside,
  { env, until }: Starting,
): Promise<Child> => {
  const port = await freePort()
  const environment = appEnvironment({
    apiKey: 'pa_PLACEHOLDER',
    apiUrl: outside.url,
    botToken: 'xoxb-bench',
    signingSecret: SIGNING_SECRET,
    slackApiUrl: `${outside.url}/api/`,
    dataDir: 'unused',
    port,
  })
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { ...environment, DATABASE_URL: NO_DATABASE, ...env },
    stdio: ['ignore', until === undefined ? 'ignore' : 'pipe', 'inherit'],
  })
  // Whatever ends this process, nothing is left running.
  const orphan = () => child.kill('SIGKILL')
  process.once('exit', orphan)
  child.once('exit', () => process.off('exit', orphan))
  const said = until === undefined ? undefined : says(child, until)
  await listening(child, port)
  await said
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS })
  return { pool, memory: () => residentBytes(child.pid), stop: () => end(child, pool) }
}

/** The app just as `npm start` runs it, its log going nowhere. Resolves when it listens. */
export const startApp = (outside: Outside): Promise<Child> => start(START, outside, { env: {} })

// On a day that is not soon: a sweep in the middle would be measured too.
const NEVER = '0 0 29 2 *'

/** The same on a Postgres. Resolves once its queue is at work. */
export const startAppOn = (outside: Outside, url: string, env: NodeJS.ProcessEnv = {}): Promise<Child> =>
  start(START, outside, {
    env: { DATABASE_URL: url, ALERT_SWEEP_CRON: NEVER, ...env },
    until: 'the alerts are watched',
  })

/** The same for many workspaces, whose tokens are under this key. */
export const startMany = (outside: Outside, url: string, encryptionKey: string): Promise<Child> =>
  startAppOn(outside, url, {
    SLACK_BOT_TOKEN: '',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'bench-client-secret',
    SLACK_STATE_SECRET: 'bench-state-secret',
    PUBLIC_URL: 'https://bench.example.com',
    ENCRYPTION_KEY: encryptionKey,
  })

/** A bare Bolt listener that answers every /crime and every press with `reply`. Resolves when it listens. */
export const startBare = (outside: Outside, reply: string): Promise<Child> =>
  start(['bench/http/bare-app.js'], outside, {
    env: { BENCH_REPLY: reply, BENCH_API: `${outside.url}/api/` },
  })
