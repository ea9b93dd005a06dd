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

const start = async (file: string, outside: Outside, more: NodeJS.ProcessEnv): Promise<Child> => {
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
  const child = spawn(process.execPath, [file], {
    cwd: ROOT,
    env: { ...environment, DATABASE_URL: NO_DATABASE, ...more },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // Whatever ends this process, nothing is left running.
  const orphan = () => child.kill('SIGKILL')
  process.once('exit', orphan)
  child.once('exit', () => process.off('exit', orphan))
  await listening(child, port)
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS })
  return { pool, memory: () => residentBytes(child.pid), stop: () => end(child, pool) }
}

/** The app just as `npm start` runs it, its log going nowhere. Resolves when it listens. */
export const startApp = (outside: Outside): Promise<Child> => start('start.js', outside, {})

/** A bare Bolt listener that answers every /crime with `reply`. Resolves when it listens. */
export const startBare = (outside: Outside, reply: string): Promise<Child> =>
  start('bench/http/bare-app.js', outside, { BENCH_REPLY: reply })
