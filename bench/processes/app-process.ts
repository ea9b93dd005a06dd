import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'
import { appEnvironment } from '../../playground/app-environment.ts'
import { freePort, START } from '../../playground/app-process.ts'
import { ENCRYPTION_KEY } from '../database.ts'
import type { Endpoints } from './endpoints.ts'
import { SIGNING_SECRET } from './requests.ts'

/** The app, or a bare Bolt app, as a process of its own. Its log is read from a pipe, as hosts do. */
export type AppProcess = {
  /** Keep-alive connections to it. */
  readonly pool: Pool
  /** CPU time it has used so far, user and system, in ms. */
  readonly cpuMs: () => Promise<number>
  /** Resident memory in bytes. */
  readonly memory: () => Promise<number>
  readonly stop: () => Promise<void>
}

const ROOT = join(import.meta.dirname, '../..')
const CONNECTIONS = 32
const CONNECT_EVERY_MS = 2
const PAGE_BYTES = 4_096
// Nobody listens there: a bare Bolt app has no database, and looking a postcode up needs none.
const NO_DATABASE = 'postgres://nobody@127.0.0.1:1/none'
// 29 February: a sweep in the middle of a benchmark would be measured too.
const NEVER = '0 0 29 2 *'

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
    await pause(CONNECT_EVERY_MS)
  }
}

/** Fields of /proc/pid/stat from the third on: the second, the program's name, may hold spaces. */
const statOf = async (child: ChildProcess): Promise<readonly number[]> => {
  const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8')
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
}

/** In ms. By thread: of the process as a whole Linux tells hundredths of a second only. */
const cpuOf = async (child: ChildProcess): Promise<number> => {
  const threads = `/proc/${child.pid}/task`
  const times = (await readdir(threads)).map(async (thread) => {
    // A thread may have ended since it was listed.
    const text = await readFile(`${threads}/${thread}/schedstat`, 'utf8').catch(() => '0')
    return Number.parseInt(text, 10) / 1_000_000
  })
  return (await Promise.all(times)).reduce((sum, ms) => sum + ms, 0)
}

const end = async (child: ChildProcess, pool: Pool): Promise<void> => {
  await pool.destroy()
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}

/** Reads the log to its end, and resolves once a line holds `words`. */
const logged = (child: ChildProcess, words: string): Promise<void> =>
  new Promise((resolve, reject) => {
    let text = ''
    let found = false
    child.stdout?.on('data', (chunk: Buffer) => {
      if (found) return
      text += chunk.toString()
      found = text.includes(words)
      if (found) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the process ended with exit code ${code}`)))
  })

const spawnApp = async (
  command: readonly string[],
  endpoints: Endpoints,
  { env = {}, until }: { readonly env?: NodeJS.ProcessEnv; readonly until?: string } = {},
): Promise<AppProcess> => {
  const port = await freePort()
  const environment = appEnvironment({
    apiKey: 'pa_PLACEHOLDER',
    apiUrl: endpoints.url,
    botToken: 'xoxb-bench',
    signingSecret: SIGNING_SECRET,
    slackApiUrl: `${endpoints.url}/api/`,
    dataDir: 'unused',
    port,
  })
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { ...environment, DATABASE_URL: NO_DATABASE, ALERT_SWEEP_CRON: NEVER, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // Whatever ends this process, no child is left running.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  const ready = until === undefined ? child.stdout.resume() : logged(child, until)
  await Promise.all([listening(child, port), ready])
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS })
  return {
    pool,
    cpuMs: () => cpuOf(child),
    memory: async () => ((await statOf(child))[21] ?? 0) * PAGE_BYTES,
    stop: () => end(child, pool),
  }
}

/** The app as `npm start` runs it, for one workspace. Resolves when it listens. */
export const startApp = (endpoints: Endpoints): Promise<AppProcess> => spawnApp(START, endpoints)

/** The same on a Postgres. Resolves once its job queue is running. */
export const startAppWithQueue = (
  endpoints: Endpoints,
  url: string,
  env: NodeJS.ProcessEnv = {},
): Promise<AppProcess> =>
  spawnApp(START, endpoints, { env: { DATABASE_URL: url, ...env }, until: QUEUE_STARTED })

const QUEUE_STARTED = 'the job queue has started'

/** The same for many workspaces over OAuth, whose tokens are encrypted with ENCRYPTION_KEY. */
export const startAppForWorkspaces = (endpoints: Endpoints, url: string): Promise<AppProcess> =>
  startAppWithQueue(endpoints, url, {
    SLACK_BOT_TOKEN: '',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'bench-client-secret',
    SLACK_STATE_SECRET: 'bench-state-secret-of-32-characters-or-more',
    PUBLIC_URL: 'https://bench.example.com',
    ENCRYPTION_KEY,
  })

/** A bare Bolt listener that answers every /crime and every button with `reply`. Resolves when it listens. */
export const startBareApp = (endpoints: Endpoints, reply: string): Promise<AppProcess> =>
  spawnApp(['bench/processes/bare-app.js'], endpoints, {
    env: { BENCH_REPLY: reply, BENCH_API: `${endpoints.url}/api/` },
  })

/** Runs `work` with a process of its own, which is stopped afterwards. */
export const withProcess = async <Value>(
  started: Promise<AppProcess>,
  work: (app: AppProcess) => Promise<Value>,
): Promise<Value> => {
  const app = await started
  return work(app).finally(app.stop)
}
